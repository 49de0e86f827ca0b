import type { Loss, Nanos } from "../event.js";

/** A stream can be wrong in more ways than a person reads. */
const MOST_REASONS = 3;

/** What is missing since the last event that was told: why, from where on, and how many events if that can be known. */
export class Gap {
	readonly #why = new Set<string>();
	#at = 0;
	#bytes = 0;
	/** Events that are missing for certain, and events that the seals of damaged packets speak of. */
	#lost = 0;
	#supposed = 0;
	#certain = false;

	/** `why` completes "the recording …"; `bytes` from `at` on can't be used, and spoke of so many events. */
	note(why: string, at: number, bytes: number, events: number): void {
		if (this.#bytes === 0) this.#at = at;
		if (this.#why.size < MOST_REASONS) this.#why.add(why);
		this.#bytes += bytes;
		this.#supposed += events;
		this.#certain = false;
	}

	/** What was found behind the gap proves how many events are in it. */
	settle(events: number): void {
		if (events > 0 && this.#why.size === 0) this.#why.add("lacks packets");
		this.#lost += events;
		this.#supposed = 0;
		this.#certain = true;
	}

	/** The loss, if there is one. The gap is behind us then. */
	tell(since: Nanos, t: Nanos): Loss[] {
		if (this.#why.size === 0) return [];
		const count = this.#lost + this.#supposed;
		const bytes = this.#bytes === 0 ? "" : `; ${this.#bytes} bytes from byte ${this.#at} on can't be used`;
		const none = count === 0 && this.#certain ? "; no event is missing" : "";
		const reason = `the recording ${[...this.#why].join(", ")}${bytes}${none}`;
		this.#why.clear();
		this.#bytes = 0;
		this.#lost = 0;
		this.#supposed = 0;
		return [{ kind: "loss", t, where: "recording", count, since, reason }];
	}
}
