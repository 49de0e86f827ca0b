import type { LogEntry } from "./state.js";

/** What happened, the latest last, as far back as the limit allows. */
export class Log {
	readonly entries: LogEntry[] = [];
	forgotten = 0;
	readonly #limit: number;

	constructor(limit: number) {
		this.#limit = limit;
	}

	add(entry: LogEntry): void {
		this.entries.push(entry);
		if (this.entries.length <= this.#limit) return;
		this.entries.shift();
		this.forgotten++;
	}
}
