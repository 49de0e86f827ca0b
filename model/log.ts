import type { LogEntry, Severity } from "./state.js";

/** What happened, the latest last, as far back as the limit allows. */
export class Log {
	forgotten = 0;
	/** With some that are forgotten before them: to move all for each one would cost more than to keep as many again. */
	readonly #entries: LogEntry[] = [];
	/** Where those begin that are not. */
	#begin = 0;
	readonly #limit: number;
	readonly #problemsOnly: boolean;

	constructor(limit: number, problemsOnly: boolean) {
		this.#limit = limit;
		this.#problemsOnly = problemsOnly;
	}

	/** They are no part of this log, nor counted. */
	leavesOut(severity: Severity): boolean {
		return this.#problemsOnly && severity !== "problem";
	}

	/** Entries are only counted, so that none needs to be made. */
	get keepsNone(): boolean {
		return this.#limit === 0;
	}

	get entries(): readonly LogEntry[] {
		if (this.#begin > 0) this.#drop();
		return this.#entries;
	}

	add(entry: LogEntry): void {
		this.#entries.push(entry);
		if (this.#entries.length - this.#begin <= this.#limit) return;
		this.forgotten++;
		if (++this.#begin > this.#limit) this.#drop();
	}

	#drop(): void {
		this.#entries.splice(0, this.#begin);
		this.#begin = 0;
	}
}
