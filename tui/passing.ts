/** The time that goes on where no events come. */

/** What has happened is told by then: it keeps so far behind, in ms, so as not to pass events that are still on their way. */
export const LAG_MS = 300;

export class Passing {
	/** In ms, by the clock of whoever asks. */
	#since: number;

	constructor(now: number) {
		this.#since = now;
	}

	/** Events, with their own time. */
	came(now: number): void {
		this.#since = now;
	}

	/** How much has passed, in ms, that was not told before. */
	passed(now: number): number {
		const passed = Math.max(0, now - LAG_MS - this.#since);
		this.#since += passed;
		return passed;
	}
}
