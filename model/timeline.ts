import type { Event, EventKind, Nanos } from "../decoders/event.js";
import type { Model } from "./model.js";
import { sizeOf, snapshotAfter } from "./sharing.js";
import type { State } from "./state.js";

/** All that was known at one time. */
export interface Moment {
	readonly t: Nanos;
	readonly state: State;
}

export interface TimelineOptions {
	/** Between two moments, in ns of event time, where nothing of note happens. */
	readonly every?: number;
	/** How many moments are kept at most, and how much of memory, estimated. */
	readonly moments?: number;
	readonly bytes?: number;
}

/** After these there is a moment, however short the time since the one before is. */
const LANDMARKS: ReadonlySet<EventKind> = new Set(["ready", "switch-ended", "loss", "mark"]);

/** After these as well, but a persona that does such things all the time can't fill the timeline with them. */
const NOTABLE: ReadonlySet<EventKind> = new Set([
	"persona-appeared",
	"persona-gone",
	"switch-first",
	"grab",
	"finding",
]);
const LEAST_NS = 10e6;

/** So many are kept whatever they weigh. */
const FEWEST = 8;

interface Kept extends Moment {
	bytes: number;
}

/** Index of the last moment at or before `t`; -1 if there is none. */
export const indexAt = (moments: readonly Moment[], t: number): number => {
	let low = 0;
	let high = moments.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((moments[middle]?.t ?? 0) <= t) low = middle + 1;
		else high = middle;
	}
	return low - 1;
};

/**
 * The past, as moments of which each is whole: what did not change from one to the next they have in common. It is
 * bounded in number and in memory. Where it is full, every second moment of its older half goes, so that it is the
 * sparser the longer ago it is, and reaches back to the beginning.
 */
export class Timeline {
	readonly #moments: Kept[] = [];
	readonly #every: number;
	readonly #most: number;
	readonly #mostBytes: number;
	#bytes = 0;

	constructor({ every = 250e6, moments = 2000, bytes = 64 * 2 ** 20 }: TimelineOptions = {}) {
		this.#every = every;
		this.#most = moments;
		this.#mostBytes = bytes;
	}

	/** In the order of their times. A live view. */
	get moments(): readonly Moment[] {
		return this.#moments;
	}

	/** An estimate, and never too small by much: what several moments have in common is counted once. */
	get bytes(): number {
		return this.#bytes;
	}

	/** The latest moment at or before `t`. */
	at(t: Nanos): Moment | undefined {
		return this.#moments[indexAt(this.#moments, t)];
	}

	/** Hands a batch to the model, piece by piece, and keeps the moments between the pieces. */
	apply(model: Model, events: readonly Event[]): void {
		let start = 0;
		for (let index = 0; index < events.length; index++) {
			const event = events[index];
			if (event === undefined || !this.#isDue(event)) continue;
			model.apply(events.slice(start, index + 1));
			start = index + 1;
			this.keep(model.state);
		}
		if (start < events.length) model.apply(start === 0 ? events : events.slice(start));
	}

	/** Keeps what is known now, for whoever wants to come back to it. */
	keep(state: State): Moment {
		const last = this.#moments.at(-1);
		if (last !== undefined && (last.state.session !== state.session || last.t > state.now)) this.#clear();
		const { state: kept, bytes } = snapshotAfter(this.#moments.at(-1)?.state, state);
		if (this.#moments.at(-1)?.t === state.now) this.#drop(this.#moments.length - 1);
		const moment: Kept = { t: state.now, state: kept, bytes };
		this.#moments.push(moment);
		this.#bytes += bytes;
		if (this.#moments.length > this.#most || this.#bytes > this.#mostBytes) this.#thin();
		return moment;
	}

	/** Time passed without events: there is a moment for it while rates fall. */
	tick(state: State): void {
		const last = this.#moments.at(-1);
		if (last === undefined || state.now - last.t < this.#every) return;
		if (last.state.events !== state.events || last.state.eventRate !== state.eventRate) this.keep(state);
	}

	#isDue({ kind, t }: Event): boolean {
		const last = this.#moments.at(-1);
		if (last === undefined) return kind !== "session";
		// Time that went on without events may have passed those that come now: they are none the more worth a moment for that.
		const passed = t - last.t;
		if (passed >= this.#every || kind === "session" || LANDMARKS.has(kind)) return true;
		return passed >= LEAST_NS && NOTABLE.has(kind);
	}

	#clear(): void {
		this.#moments.length = 0;
		this.#bytes = 0;
	}

	/** What it has of its own may be the next one's as well, so that one takes its weight, up to that of a whole state. */
	#drop(index: number): void {
		const [gone] = this.#moments.splice(index, 1);
		const next = this.#moments[index];
		if (gone !== undefined) this.#bytes -= gone.bytes;
		if (gone === undefined || next === undefined) return;
		const carried = Math.min(next.bytes + gone.bytes, sizeOf(next.state));
		this.#bytes += carried - next.bytes;
		next.bytes = carried;
	}

	#thin(): void {
		if (this.#moments.length < FEWEST) return;
		const half = this.#moments.length >> 1;
		for (let index = half - (half % 2) - 1; index > 0; index -= 2) this.#drop(index);
	}
}
