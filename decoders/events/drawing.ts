/** What is drawn, and where it goes. */
import type { DeviceClass } from "./devices.js";
import type { ClientId, DeviceNumber, Inum, Timed } from "./units.js";

/** Cumulative counts of one framebuffer or display client since it opened or, for `existing` ones, since the probes saw it. */
export interface Update extends Timed {
	readonly kind: "update";
	readonly client: ClientId;
	readonly writes: number;
	/** Bytes that write(2) took. */
	readonly bytes: number;
	/** Pans, or on a display page flips. */
	readonly pans: number;
	/** Pages dirtied through a mapping (deferred I/O faults). */
	readonly faults: number;
	readonly final: boolean;
}

/**
 * Where a framebuffer client's updates went, cumulative since it opened. A write, a pan and a page are one update each,
 * so that both together are those of its `Update`, as far as they are told yet.
 */
export interface Showing extends Timed {
	readonly kind: "showing";
	readonly client: ClientId;
	/** To the screen. */
	readonly shown: number;
	/** Only to its persona's own buffer, which the screen gets when the persona becomes active. */
	readonly kept: number;
	readonly final: boolean;
}

/** On request: checksums of what a persona's buffer and the screen hold. They are no content, and not secret. */
export interface Checksum extends Timed {
	readonly kind: "checksum";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	/** The persona was on the screen all the while, so that the two must be the same. */
	readonly front: boolean;
	/** Nobody drew meanwhile: without that, the two prove nothing. */
	readonly still: boolean;
	readonly buffer: number;
	/** 0 where it was not looked at. */
	readonly screen: number;
	/** How many times anybody had drawn in the background by then. */
	readonly behind: number;
}

/** What a namespace-aware framebuffer shows its content on, the physical one, went away or came back. */
export interface Screen extends Timed {
	readonly kind: "screen";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly present: boolean;
}
