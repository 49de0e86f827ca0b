/** The stream itself: where it begins, what watches, what was lost. */
import type { Capability } from "./evidence.js";
import type { Name, Nanos, Timed } from "./units.js";

/** The stream begins, or begins again: everything known before it is void. */
export interface Session extends Timed {
	readonly kind: "session";
	/** Boot time of `t = 0`, in ns. */
	readonly origin: bigint;
	/** Wall clock (Unix time) at `t = 0`, in ns. */
	readonly wallClock: bigint;
	readonly host: Name;
	/** `uname -r`. */
	readonly kernel: Name;
	readonly machine: Name;
	readonly bpftrace: Name;
	/** Version of the devns-top that collected. */
	readonly collector: Name;
	/** Whether the kernel has device namespaces (the dev_ns module). */
	readonly deviceNamespaces: boolean;
	/** What was left out on purpose, such as "input.values". */
	readonly redacted: readonly string[];
}

/** What a probe can be, from the moment it was considered. */
export const PROBE_STATES = ["attached", "missing", "failed", "ended", "unasked"] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

/**
 * A probe came to be in a state. `missing` and `failed` carry the reason and its cure; `ended` carries a reason
 * unless it was told to end. `unasked` is a choice, and no defect: nobody asked for it, and the reason says how to.
 */
export interface Probe extends Timed {
	readonly kind: "probe";
	/** The probe's id in the catalogue, such as "dev_ns/switch". */
	readonly probe: string;
	readonly state: ProbeState;
	readonly gives: readonly Capability[];
	readonly reason: string;
}

/** What existed before the probes were attached has all been told: from here on the state is whole. */
export interface Ready extends Timed {
	readonly kind: "ready";
}

export const LOSS_PLACES = ["kernel", "collector", "recording"] as const;
export type LossPlace = (typeof LOSS_PLACES)[number];

/** Something is missing from the stream between `since` and `t`. */
export interface Loss extends Timed {
	readonly kind: "loss";
	readonly where: LossPlace;
	/** How many events; 0 where that can't be known. */
	readonly count: number;
	readonly since: Nanos;
	readonly reason: string;
}

/** Something was read that could not be understood. Counted, shown, never guessed at. */
export interface Reject extends Timed {
	readonly kind: "reject";
	/** What it was, made harmless and cut to 200 characters. */
	readonly text: Name;
	readonly reason: string;
}

export interface Mark extends Timed {
	readonly kind: "mark";
	readonly text: Name;
}
