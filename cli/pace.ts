/** Edge: plays recorded events at the speed at which they happened. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Event, Nanos } from "../decoders/event.js";
import type { Skip } from "./skip.js";

export interface Pace {
	/** How many times as fast as it happened. */
	readonly speed: number;
	/** Seconds: where nothing happened for longer, no longer is waited. */
	readonly idle: number;
	/** What is not later than this comes at once. */
	readonly from?: Nanos | undefined;
	/** Leaves out the waiting while something is looked for. */
	readonly skip?: Skip | undefined;
}

/** Events closer together than this (ns) are handed on at once. */
const STEP = 20e6;

const splitAt = (events: readonly Event[], end: number): readonly [readonly Event[], readonly Event[]] => {
	const index = events.findIndex(({ t }) => t > end);
	return index === -1 ? [events, []] : [events.slice(0, index), events.slice(index)];
};

/** Runs `speed` times as fast as time, and leaves out what is left of a pause after the first `idle` seconds. */
class Clock {
	readonly #pace: Pace;
	#began = performance.now();
	#first: Nanos | undefined;
	/** What comes at once is over. */
	begun = false;

	constructor(pace: Pace) {
		this.#pace = pace;
	}

	/** From now on it shows `t`. */
	set(t: Nanos, begun = true): void {
		this.begun ||= begun;
		this.#first = t;
		this.#began = performance.now();
	}

	async until(t: Nanos, signal: AbortSignal | undefined): Promise<void> {
		if (this.#first === undefined) return this.set(t);
		const wait = (t - this.#first) / 1e6 / this.#pace.speed - (performance.now() - this.#began);
		const longest = this.#pace.idle * 1000;
		const { skip } = this.#pace;
		try {
			await sleep(Math.max(0, Math.min(wait, longest)), undefined, { signal: skip?.woken ?? signal });
		} catch (error) {
			if (skip === undefined || signal?.aborted) throw error;
		}
		if (wait > longest) this.set(t);
	}
}

/** Hands the events on when their time has come. A new session sets the clock anew: between two there is no time. */
export async function* pace(
	batches: AsyncIterable<readonly Event[]>,
	options: Pace,
	signal?: AbortSignal,
): AsyncGenerator<readonly Event[]> {
	const { skip } = options;
	const clock = new Clock(options);
	for await (const batch of batches) {
		let rest: readonly Event[] = batch;
		if (options.from !== undefined && !clock.begun) {
			const [past, later] = splitAt(rest, options.from);
			clock.set(options.from, later.length > 0);
			if (past.length > 0) yield past;
			rest = later;
		}
		for (let head = rest[0]; head !== undefined; head = rest[0]) {
			if (skip?.looks) {
				const { count, found } = skip.lead(rest);
				const lead = rest.slice(0, count);
				yield lead;
				rest = rest.slice(count);
				if (found) {
					clock.set(lead.at(-1)?.t ?? head.t);
					skip.end(true);
				}
				continue;
			}
			if (head.kind === "session") clock.set(head.t);
			else await clock.until(head.t, signal);
			if (skip?.looks) continue;
			const [due, later] = splitAt(rest, head.t + STEP * options.speed);
			yield due;
			rest = later;
		}
	}
	skip?.end(false);
}
