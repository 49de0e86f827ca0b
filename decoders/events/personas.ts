/** Personas: that they come, go, and are called something. */
import type { Inum, Name, Pid, Process, Timed } from "./units.js";

export interface PersonaAppeared extends Timed {
	readonly kind: "persona-appeared";
	readonly persona: Inum;
	/** The namespace it was created in. */
	readonly parent: Inum;
	/** Nesting level: 0 is the root. */
	readonly level: number;
	readonly initPid: Pid;
	readonly comm: Name;
	/** It was there before the probes were. */
	readonly existing: boolean;
}

export interface PersonaGone extends Timed {
	readonly kind: "persona-gone";
	readonly persona: Inum;
}

/** `cgroup` is the path of the init's control group, as it was when it was looked up; by it nobody is called. */
export const NAME_SOURCES = ["tag", "comm", "hostname", "container", "cgroup"] as const;
export type NameSource = (typeof NAME_SOURCES)[number];

export interface PersonaNamed extends Timed {
	readonly kind: "persona-named";
	readonly persona: Inum;
	readonly source: NameSource;
	/** Empty takes the name away. */
	readonly name: Name;
}

/**
 * A process came into a persona from outside (docker exec, nsenter, lxc-attach), or descends from one that did: what it does is
 * not the persona's own doing. Told when it comes, or when it is first seen to open a device.
 */
export interface Entered extends Timed {
	readonly kind: "entered";
	readonly persona: Inum;
	readonly process: Process;
}
