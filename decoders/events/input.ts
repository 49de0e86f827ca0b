/** What input clients are given, and what else they do. */
import type { ClientId, Timed } from "./units.js";

/** Cumulative counts of one input client since it opened, in `struct input_event`s. */
export interface Delivery extends Timed {
	readonly kind: "delivery";
	readonly client: ClientId;
	/** Put into the client's buffer. */
	readonly delivered: number;
	/** Kept from it, because its persona was in the background, another client held the grab, or its access was revoked. */
	readonly withheld: number;
	/** Lost to a full buffer (the client saw SYN_DROPPED). Counted in `delivered` too. */
	readonly dropped: number;
	/** The client is closing: these are its last counts. */
	readonly final: boolean;
}

/**
 * What an input client does besides reading, cumulative since it opened or, for `existing` ones, since the probes saw it. With
 * `filtered`, all that its device said while it was open is accounted for: delivered + withheld + filtered.
 */
export interface Usage extends Timed {
	readonly kind: "usage";
	readonly client: ClientId;
	/** Events kept out by the client's own masks (EVIOCSMASK), with the reports that these left empty. */
	readonly filtered: number;
	/** Events written through it: into the device, or by a virtual device's maker as if by the device. */
	readonly injected: number;
	/** How often it asked which keys are down (EVIOCGKEY), which tells them past the events. */
	readonly polls: number;
	readonly final: boolean;
}
