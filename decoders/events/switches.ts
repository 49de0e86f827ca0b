/** Switches of the active persona, step by step. */
import type { Inum, Name, Nanos, Process, SwitchId, Timed } from "./units.js";

/**
 * Which persona is active, told when the probes begin. Later changes are switches, but for those that lead to where nobody knows it and back:
 * a policy may lose sight of it.
 */
export interface Active extends Timed {
	readonly kind: "active";
	/** `NO_PERSONA` where that is not known from here on. */
	readonly persona: Inum;
	/** When it became active; before `t = 0` it is negative. */
	readonly since: Nanos;
}

/**
 * On a kernel without device namespaces "active" is what a policy says, and a change of it is told as a switch: `terminal` when
 * another virtual terminal came to the foreground, `master` when another persona became the master of a display, `session` when another
 * session of logind's did: that is seen by looking now and then, so its request is when it had not changed yet, its flip when it had.
 */
export const SWITCH_REASONS = ["request", "death", "terminal", "master", "session"] as const;
export type SwitchReason = (typeof SWITCH_REASONS)[number];

export interface SwitchRequested extends Timed {
	readonly kind: "switch-requested";
	readonly switch: SwitchId;
	/** `NO_PERSONA` where that is known from the flip only: a display's master let go. */
	readonly to: Inum;
	readonly reason: SwitchReason;
	/** Who asked. For `death` it is the kernel's worker. */
	readonly process: Process;
	readonly askerPersona: Inum;
}

/** The switch has the lock that serialises switches. */
export interface SwitchLocked extends Timed {
	readonly kind: "switch-locked";
	readonly switch: SwitchId;
	readonly from: Inum;
}

export const PHASES = ["deactivate", "activate"] as const;
export type Phase = (typeof PHASES)[number];

export interface DriverBegan extends Timed {
	readonly kind: "driver-began";
	readonly switch: SwitchId;
	readonly driver: Name;
	readonly phase: Phase;
	readonly persona: Inum;
}

export interface DriverEnded extends Timed {
	readonly kind: "driver-ended";
	readonly switch: SwitchId;
	readonly driver: Name;
	readonly phase: Phase;
	readonly persona: Inum;
	/** 0, or the errno the driver failed with. */
	readonly errno: number;
}

/** The instant at which activity passes from one persona to the other. */
export interface SwitchFlipped extends Timed {
	readonly kind: "switch-flipped";
	readonly switch: SwitchId;
	readonly from: Inum;
	readonly to: Inum;
}

export interface SwitchEnded extends Timed {
	readonly kind: "switch-ended";
	readonly switch: SwitchId;
	/** 0 when done; otherwise nothing was switched. */
	readonly errno: number;
}

export const FIRSTS = ["frame", "input"] as const;
export type First = (typeof FIRSTS)[number];

/** The new persona drew, or received input, for the first time since the flip. */
export interface SwitchFirst extends Timed {
	readonly kind: "switch-first";
	readonly switch: SwitchId;
	readonly what: First;
	readonly persona: Inum;
}
