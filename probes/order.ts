/**
 * Puts what several CPUs said into the order in which it happened.
 *
 * bpftrace reads one buffer a CPU, each in its order, and one buffer after the other. So what a CPU said up to a time has
 * all been read once something later of that CPU has been read; every CPU says something now and then (`sn` in base.bt).
 */
interface Said<Item> {
	readonly t: number;
	readonly item: Item;
}

const ALL = Number.POSITIVE_INFINITY;

export class Order<Item> {
	/** The latest time that each CPU told. */
	readonly #latest: Map<number, number>;
	readonly #patience: number;
	readonly #slack: number;
	#waiting: Said<Item>[] = [];
	#newest = Number.NEGATIVE_INFINITY;
	#passed = Number.NEGATIVE_INFINITY;
	/** How many came after something later had been passed on: their CPU had been silent for longer than the patience. */
	late = 0;

	/**
	 * A CPU that has been silent for longer than `patience` (ns) is not waited for: it may be off. A CPU's own lines may be out of
	 * order by `slack`: a time is read before its line is put into the buffer, and an interrupt's line may come in between.
	 */
	constructor(cpus: Iterable<number>, patience: number, slack = 0) {
		this.#patience = patience;
		this.#slack = slack;
		this.#latest = new Map(Array.from(cpus, (cpu) => [cpu, Number.NEGATIVE_INFINITY]));
	}

	/** Up to when all has been passed on. */
	get passed(): number {
		return this.#passed;
	}

	/** The newest time that any CPU told. */
	get newest(): number {
		return this.#newest;
	}

	/** Something that a CPU said at `t`; without an item, that it is there. */
	add(cpu: number, t: number, item?: Item): void {
		this.#latest.set(cpu, Math.max(this.#latest.get(cpu) ?? Number.NEGATIVE_INFINITY, t));
		this.#newest = Math.max(this.#newest, t);
		if (item !== undefined) this.#waiting.push({ t, item });
	}

	/** Something that no CPU said, in its place among what they said. */
	insert(t: number, item: Item): void {
		this.#waiting.push({ t, item });
	}

	/** What nothing can come before any more, in its order. */
	take(): Item[] {
		const patient = this.#newest - this.#patience;
		let settled = ALL;
		for (const latest of this.#latest.values()) settled = Math.min(settled, Math.max(latest, patient));
		return this.#upTo(settled - this.#slack);
	}

	/** All that is left, in its order. */
	end(): Item[] {
		return this.#upTo(ALL);
	}

	#upTo(settled: number): Item[] {
		const due = this.#waiting.filter(({ t }) => t <= settled).sort((one, other) => one.t - other.t);
		if (due.length > 0) this.#waiting = this.#waiting.filter(({ t }) => t > settled);
		for (const { t } of due) if (t < this.#passed) this.late++;
		this.#passed = Math.max(this.#passed, Math.min(settled, this.#newest));
		return due.map(({ item }) => item);
	}
}
