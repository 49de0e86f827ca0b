/**
 * What is heard of one bpftrace, made into the stream's batches: put in order, told once, with loss and lateness as events.
 * Whatever the collector itself has to tell goes through here as well, so that all of it is in order.
 */
import type { Event, Name, Nanos } from "../decoders/event.js";
import type { Hearer } from "../decoders/lines/decoder.js";
import type { Inventory, Subject } from "./inventory.js";
import { Order } from "./order.js";

/**
 * How long a CPU that says nothing is waited for. Where bpftrace gets too little time it reads one CPU's buffer for seconds before it comes
 * to the next one's, as it empties each: patience costs lateness then, and the lack of it what that CPU had said.
 */
const PATIENCE = 4_000_000_000;
/** How far a CPU's lines may be out of their own order. */
const SLACK = 20_000_000;

interface DumpEnded {
	readonly kind: "dump-ended";
	readonly t: Nanos;
	readonly cookie: number;
}

type Heard = Event | DumpEnded;

interface Lost {
	readonly count: number;
	readonly since: Nanos;
	/** The newest time when it was noticed: it is over for sure once that has passed. */
	readonly noticed: number;
}

export class Hearing implements Hearer {
	readonly #order: Order<Heard>;
	readonly #inventory: Inventory;
	readonly #atBegin: readonly Event[];
	#begun: Nanos | undefined;
	#passed: Nanos;
	#late = 0;
	#lost: Lost[] = [];
	/** The collector's own words, and what to look up when they are told. */
	#told: (Event | (() => readonly Event[]))[] = [];
	#dumped: number | undefined;
	#incomplete = false;

	/** `atBegin` is told as soon as the probes are attached; nothing was told after `since`. */
	constructor(cpus: readonly number[], inventory: Inventory, since: Nanos, atBegin: readonly Event[]) {
		this.#order = new Order(cpus, PATIENCE, SLACK);
		this.#inventory = inventory;
		this.#passed = since;
		this.#atBegin = atBegin;
	}

	/** When the probes were attached. */
	get begun(): Nanos | undefined {
		return this.#begun;
	}

	/** Up to when all has been told. */
	get passed(): Nanos {
		return this.#passed;
	}

	/** The cookie of the latest state dump that was told to its end. */
	get dumped(): number | undefined {
		return this.#dumped;
	}

	event(event: Event, cpu: number): void {
		this.#order.add(cpu, event.t, event);
	}

	began(t: Nanos, cpu: number): void {
		this.#begun = t;
		for (const event of this.#atBegin) this.#order.add(cpu, t, { ...event, t });
	}

	seen(cpu: number, t: Nanos): void {
		this.#order.add(cpu, t);
	}

	dumpEnded(cookie: number, t: Nanos, cpu: number): void {
		this.#order.add(cpu, t, { kind: "dump-ended", t, cookie });
	}

	lost(count: number): void {
		this.#incomplete = true;
		this.#lost.push({ count, since: this.#passed, noticed: this.#order.newest });
	}

	/** What the collector says itself; its time is the stream's present. */
	tell(event: Event): void {
		this.#told.push(event);
	}

	/** A note of somebody who watches; its time is the latest that the kernel told. */
	mark(text: Name): void {
		const t = Math.max(this.#order.newest, this.#passed) as Nanos;
		this.#order.insert(t, { kind: "mark", t, text });
	}

	/** Likewise, of what is known only when the stream has come so far. */
	tellThen(word: () => readonly Event[]): void {
		this.#told.push(word);
	}

	/** From here on, all that exists is told again. */
	retell(): void {
		this.#incomplete = false;
		this.#inventory.retell();
	}

	/** What was not told since then is no more. */
	sweep(told: ReadonlySet<Subject>): void {
		this.#told.push(() => this.#inventory.sweep(this.#passed, told));
	}

	/** Lines were lost: what exists must be told again. */
	get incomplete(): boolean {
		return this.#incomplete;
	}

	/** What can be told now. */
	take(): readonly Event[] {
		return this.#batch(this.#order.take());
	}

	/** The rest. */
	end(): readonly Event[] {
		return this.#batch(this.#order.end());
	}

	#batch(due: readonly Heard[]): readonly Event[] {
		const batch: Event[] = [];
		for (const item of due) {
			if (item.kind === "dump-ended") this.#dumped = item.cookie;
			else this.#hear(item, batch);
		}
		this.#passed = Math.max(this.#passed, this.#order.passed) as Nanos;
		batch.push(...this.#losses());
		if (this.#begun === undefined || this.#passed < this.#begun) return batch;
		for (const word of this.#told) {
			for (const event of typeof word === "function" ? word() : [word]) {
				this.#hear({ ...event, t: this.#passed }, batch);
			}
		}
		this.#told = [];
		return batch;
	}

	#hear(event: Event, batch: Event[]): void {
		const end = this.#inventory.endBefore(event);
		if (end !== undefined && this.#inventory.admit(end)) batch.push(end);
		if (this.#inventory.admit(event)) batch.push(event);
	}

	#losses(): readonly Event[] {
		const over = this.#lost.filter(({ noticed }) => noticed <= this.#passed);
		this.#lost = this.#lost.filter(({ noticed }) => noticed > this.#passed);
		const losses = over.map(({ count, since }): Event => {
			const reason = "bpftrace's buffer was full: the probes said more than could be read";
			return { kind: "loss", t: this.#passed, where: "kernel", count, since, reason };
		});
		const late = this.#order.late - this.#late;
		this.#late = this.#order.late;
		if (late > 0)
			losses.push({
				kind: "loss",
				t: this.#passed,
				where: "collector",
				count: 0,
				since: (this.#passed - PATIENCE) as Nanos,
				reason: `${late} ${late === 1 ? "line" : "lines"} came too late to be put in order`,
			});
		return losses;
	}
}
