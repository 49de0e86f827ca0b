import type { Inconsistency } from "./state.js";

/** Until what existed before the probes has been told, it is natural that something is named which is not known. */
const NATURAL_AT_FIRST: ReadonlySet<Inconsistency> = new Set<Inconsistency>([
	"unknown-client",
	"unknown-persona",
	"unknown-switch",
	"missed-flip",
	"missed-piece",
]);

export class Inconsistencies {
	readonly counts = new Map<Inconsistency, number>();
	/** Those found for the first time since they were last taken. */
	#fresh: Inconsistency[] = [];
	#whole = false;

	/** From now on the state is whole. */
	ready(): void {
		this.#whole = true;
	}

	found(what: Inconsistency): void {
		if (!this.#whole && NATURAL_AT_FIRST.has(what)) return;
		const times = this.counts.get(what) ?? 0;
		if (times === 0) this.#fresh.push(what);
		this.counts.set(what, times + 1);
	}

	get hasFresh(): boolean {
		return this.#fresh.length > 0;
	}

	takeFresh(): readonly Inconsistency[] {
		const fresh = this.#fresh;
		this.#fresh = [];
		return fresh;
	}
}
