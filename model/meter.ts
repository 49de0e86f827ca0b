import type { Nanos } from "../decoders/event.js";
import { START } from "./nanos.js";

const SECOND = 1e9;
const SLOTS_A_SECOND = 16;
const SLOT = SECOND / SLOTS_A_SECOND;
/** One more than a second has: the oldest is partly out of the window. */
const SLOTS = SLOTS_A_SECOND + 1;

/**
 * How much came in the last second of event time, in fixed memory. What came in a sixteenth of a second is kept as
 * one number, so the window's far edge is exact when it meets a slot's and interpolated when not.
 */
export class Meter {
	readonly #counts = new Float64Array(SLOTS);
	#latest = -1;
	/** The latest slot, as times. */
	#from = Number.POSITIVE_INFINITY;
	#to = Number.NEGATIVE_INFINITY;

	add(t: Nanos, count: number): void {
		// What comes in order, which is nearly all, is in the latest slot or just behind it.
		if (t >= this.#from && t < this.#to) {
			this.#count(this.#latest, count);
			return;
		}
		const slot = Math.floor(t / SLOT);
		if (slot > this.#latest) this.#forward(slot);
		else if (slot <= this.#latest - SLOTS || slot < 0) return;
		this.#count(slot, count);
	}

	/** One at each of the times from the place `from` to before `to`. */
	addEach(times: readonly Nanos[], from: number, to: number): void {
		let inLatest = 0;
		for (let at = from; at < to; at++) {
			const t = times[at] ?? START;
			if (t >= this.#from && t < this.#to) {
				inLatest++;
				continue;
			}
			if (inLatest > 0) this.#count(this.#latest, inLatest);
			inLatest = 0;
			this.add(t, 1);
		}
		if (inLatest > 0) this.#count(this.#latest, inLatest);
	}

	/** Of `now`, which is at or after the latest addition. */
	rate(now: Nanos): number {
		const slot = Math.floor(now / SLOT);
		const oldest = slot - SLOTS_A_SECOND;
		let sum = 0;
		for (let at = Math.max(oldest + 1, this.#latest - SLOTS_A_SECOND, 0); at <= this.#latest; at++)
			sum += this.#counts[at % SLOTS] ?? 0;
		if (oldest >= 0 && oldest <= this.#latest && oldest > this.#latest - SLOTS)
			sum += (this.#counts[oldest % SLOTS] ?? 0) * (1 - (now - slot * SLOT) / SLOT);
		return sum;
	}

	/** Nothing of it is left in the second before `now`. */
	isIdle(now: Nanos): boolean {
		return Math.floor(now / SLOT) - SLOTS_A_SECOND > this.#latest;
	}

	#forward(slot: number): void {
		if (slot - this.#latest >= SLOTS) this.#counts.fill(0);
		else for (let at = this.#latest + 1; at <= slot; at++) this.#counts[at % SLOTS] = 0;
		this.#latest = slot;
		this.#from = slot * SLOT;
		this.#to = this.#from + SLOT;
	}

	#count(slot: number, count: number): void {
		const index = slot % SLOTS;
		this.#counts[index] = (this.#counts[index] ?? 0) + count;
	}
}
