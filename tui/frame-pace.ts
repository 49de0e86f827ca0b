/** How far frames are apart that nobody asked for by a key: the more one costs, the fewer there are. */
import type { Event, EventKind } from "../decoders/event.js";

const COUNTS: ReadonlySet<EventKind> = new Set(["delivery", "usage", "update", "showing"]);

/** Whether something happened that is seen at once. */
export const happens = (events: readonly Event[]): boolean => events.some(({ kind }) => !COUNTS.has(kind));

/** Of what happens by itself the eye sees no more, and a terminal far away has other things to do. */
export const FRAME_MS = 100;
/** Counts that go on are read no faster, as nothing happens but they. */
export const COUNTS_MS = 500;
/** Later than this nothing is seen, whatever it costs. */
export const SLOWEST_FRAME_MS = 250;
/** They take at most this part of the time. */
const SHARE = 0.02;
/** So much does one frame say of what the next ones cost: a pause of the process alone makes them no rarer. */
const NEW = 0.1;

export class FramePace {
	/** Of late, in ms. */
	#cost = 0;

	took(ms: number): void {
		this.#cost += NEW * (ms - this.#cost);
	}

	/** From one frame to the next, in ms. */
	get apart(): number {
		return Math.min(SLOWEST_FRAME_MS, Math.max(FRAME_MS, this.#cost / SHARE));
	}
}
