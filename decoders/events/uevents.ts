/** Uevents: what the kernel tells user space of devices, modules and drivers that come, go or change. */
import type { Inum, Name, Process, Timed } from "./units.js";

/** As the kernel has them; `other` is what a process sent that is none of them. */
export const UEVENT_ACTIONS = [
	"add",
	"remove",
	"change",
	"move",
	"online",
	"offline",
	"bind",
	"unbind",
	"other",
] as const;
export type UeventAction = (typeof UEVENT_ACTIONS)[number];

/** The kernel's own; asked for by a write to a `uevent` file in sysfs; sent by a process through netlink. */
export const UEVENT_ORIGINS = ["kernel", "written", "sent"] as const;
export type UeventOrigin = (typeof UEVENT_ORIGINS)[number];

/**
 * A uevent was sent to a network namespace, in which somebody listens. Who has to handle it there, and whether anybody did, is left open: a device that
 * is no network device is told to all of those whose owner is the initial user namespace.
 */
export interface Uevent extends Timed {
	readonly kind: "uevent";
	/** The kernel's number of it. Those that nobody listened for have one as well. */
	readonly sequence: number;
	readonly action: UeventAction;
	/** Empty where it has none, or it is not known. */
	readonly subsystem: Name;
	/** Where it is in sysfs; a long one without its beginning. */
	readonly path: Name;
	readonly origin: UeventOrigin;
	/** In whose context it came to be: who wrote or sent it; else whoever caused it, or a thread of the kernel's. */
	readonly persona: Inum;
	readonly process: Process;
	/** The network namespace's inode number. */
	readonly space: number;
	/** It was sent to another one before: it is one uevent. */
	readonly again: boolean;
}
