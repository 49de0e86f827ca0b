/** What is waited for no longer: a recording's events come at once up to one that is looked for. */
import type { Event } from "../decoders/event.js";

export class Skip {
	#wanted: { readonly is: (event: Event) => boolean; readonly found: (there: boolean) => void } | undefined;
	#wake = new AbortController();
	readonly #stop: AbortSignal | undefined;

	/** `stop` ends the waiting as well. */
	constructor(stop?: AbortSignal) {
		this.#stop = stop;
		stop?.addEventListener("abort", () => this.#wake.abort(), { once: true });
	}

	/**
	 * Whether there was such an event; by then who plays the recording has handed it on, and what it came with was taken. Who
	 * asked before and has no answer yet gets the same one.
	 */
	to(is: (event: Event) => boolean): Promise<boolean> {
		const before = this.#wanted;
		return new Promise((resolve) => {
			const found = (there: boolean) => {
				before?.found(there);
				resolve(there);
			};
			this.#wanted = { is, found };
			this.#wake.abort();
		});
	}

	/** Something is looked for. */
	get looks(): boolean {
		return this.#wanted !== undefined;
	}

	/** For who waits: aborted while something is looked for, and once all is over. */
	get woken(): AbortSignal {
		return this.#wake.signal;
	}

	/** How many of the events lead up to what is looked for; all of them where it is not among them. */
	lead(events: readonly Event[]): { readonly count: number; readonly found: boolean } {
		const { is } = this.#wanted ?? {};
		const at = is === undefined ? -1 : events.findIndex(is);
		return at === -1 ? { count: events.length, found: false } : { count: at + 1, found: true };
	}

	end(there: boolean): void {
		const wanted = this.#wanted;
		this.#wanted = undefined;
		this.#wake = new AbortController();
		if (this.#stop?.aborted) this.#wake.abort();
		wanted?.found(there);
	}
}
