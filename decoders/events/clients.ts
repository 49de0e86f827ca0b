/** Clients, which are open files: opens, grabs, and roles that one client has at a time. */
import type { DeviceClass } from "./devices.js";
import type { ClientId, DeviceNumber, Inum, Process, Timed } from "./units.js";

/**
 * Where the process that opened came from: by descent from its persona's init, or from outside, such as by `docker exec`, or as a descendant of who
 * did. Not every probe can say: neither those of device namespaces, nor a recording from before this was told.
 */
export const ORIGINS = ["unknown", "inside", "outside"] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Opened extends Timed {
	readonly kind: "opened";
	readonly client: ClientId;
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
	/** The open(2) flags. */
	readonly flags: number;
	readonly existing: boolean;
	readonly origin: Origin;
}

export interface OpenFailed extends Timed {
	readonly kind: "open-failed";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
	readonly errno: number;
}

export interface Closed extends Timed {
	readonly kind: "closed";
	readonly client: ClientId;
}

/**
 * take: asked for by the client. release: given back by the client, or closed with it.
 * suspend: real became virtual at a switch. restore: virtual became real at a switch.
 * revoke: the client lost its access (EVIOCREVOKE), and with it any grab.
 */
export const GRAB_ACTIONS = ["take", "release", "suspend", "restore", "revoke"] as const;
export type GrabAction = (typeof GRAB_ACTIONS)[number];

export interface Grab extends Timed {
	readonly kind: "grab";
	readonly client: ClientId;
	readonly action: GrabAction;
	/** Whether the grab is real after `take` and `restore`, or was before the others. */
	readonly real: boolean;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
	readonly existing: boolean;
}

/**
 * A role on a device that one client has at a time. master: of a display (DRM). lease: part of a display, handed on by its
 * master. manager: binder's context manager. backing: a loop device got, or lost, its file. table: a device-mapper target
 * its table. foreground: of the virtual terminals, the one that is seen; given back when another is asked for.
 */
export const CLAIMS = ["master", "lease", "manager", "backing", "foreground", "table"] as const;
export type Claimed = (typeof CLAIMS)[number];
/** Those that set a device up, and outlast the file through which that was asked for. */
export const SET_UP: ReadonlySet<Claimed> = new Set(["backing", "table"]);

export interface Claim extends Timed {
	readonly kind: "claim";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	/** Through which it was claimed; `NO_CLIENT` where that is not known. */
	readonly client: ClientId;
	readonly what: Claimed;
	/** Taken, rather than given back. */
	readonly taken: boolean;
	readonly persona: Inum;
	readonly process: Process;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
	readonly existing: boolean;
}
