/** What does not come from the driver that it is about: the audit asks for it. */
import type { DeviceClass } from "./devices.js";
import type { ClientId, DeviceNumber, Inum, Name, Process, Timed } from "./units.js";

/**
 * Who was active when something happened, as the kernel had it at that sides: so what it says needs no other event.
 * `active` is 0 before anything told it. While a switch has the lock, `other` is its other side, else 0.
 */
export interface Sides {
	readonly active: Inum;
	readonly other: Inum;
}

/**
 * Input was given to a client, or told to it when it asked which keys are down, that must not have it, as its persona is in the
 * background or, where `holder` is not NO_CLIENT, as that other client of the same persona has a real grab. Told for each packet.
 */
export interface Leak extends Timed {
	readonly kind: "leak";
	readonly client: ClientId;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly count: number;
	readonly holder: ClientId;
	readonly sides: Sides;
}

/** What one input client has read, counted outside its driver, in `struct input_event`s since it opened. */
export interface Read extends Timed {
	readonly kind: "read";
	readonly client: ClientId;
	readonly read: number;
	/** `read` when it last had read all there was, and that was all that had been delivered and not dropped. */
	readonly settled: number;
	/** How many more than had been delivered, at most. */
	readonly unaccounted: number;
	/** How many had been delivered and not dropped when its persona's present turn began, as far as it got anything in it. */
	readonly before: number;
	/** The turn: how many flips the probes had seen, and one; 0 while it got nothing. */
	readonly turn: number;
	/** Keys that it read pressed and not released. Which, is not known. */
	readonly held: number;
	/** How often keys were held by then though its persona had been in the background meanwhile. */
	readonly stuck: number;
	/** The counts are no evidence. */
	readonly unsure: boolean;
	readonly final: boolean;
}

/** An input device was taken from all other handlers, or given back, as the input core has it. */
export interface Seized extends Timed {
	readonly kind: "seized";
	/** The device's node, such as "event3". */
	readonly node: Name;
	readonly taken: boolean;
	readonly persona: Inum;
	readonly process: Process;
	readonly sides: Sides;
}

/** The physical devices behind a stateless device were set, or what it says of itself was, in the context of this process. */
export interface Level extends Timed {
	readonly kind: "level";
	readonly class: DeviceClass;
	/** The name of the device that personas see. */
	readonly name: Name;
	readonly persona: Inum;
	readonly process: Process;
	readonly value: number;
	/** It may have had that value already. */
	readonly unsure: boolean;
	readonly sides: Sides;
}

/** A write to a framebuffer was taken, and less of it came into its persona's own buffer. In bytes. */
export interface DrawnLost extends Timed {
	readonly kind: "drawn-lost";
	readonly client: ClientId;
	readonly taken: number;
	readonly kept: number;
}

/** What can come from one persona to another. */
export const CROSSINGS = ["log", "alarm"] as const;
export type Crossing = (typeof CROSSINGS)[number];

/** A persona was given a log entry that another one wrote, or was told of an alarm that had not gone off for it. */
export interface Crossed extends Timed {
	readonly kind: "crossed";
	readonly what: Crossing;
	/** Who got it. */
	readonly persona: Inum;
	readonly process: Process;
	/** Whose it was; `NO_PERSONA` where that is not known. */
	readonly of: Inum;
	/** The log's node, such as "log_main". */
	readonly log: Name;
	/** Of alarms: which, as bits. */
	readonly alarms: number;
	/** It may have been its own: it dates from before the probes, or was asked for through a file that does. */
	readonly unsure: boolean;
}

/** A persona drew, and it reached the screen, though it was not active: the driver says so itself. */
export interface DrawnThrough extends Timed {
	readonly kind: "drawn-through";
	readonly client: ClientId;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly sides: Sides;
}

/** How many times anybody has drawn in the background, told right after each flip, now and then, and at the end. */
export interface DrawnBehind extends Timed {
	readonly kind: "drawn-behind";
	readonly behind: number;
}
