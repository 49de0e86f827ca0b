/** What recordings are compared by: times of switches and rates, gathered in bounded memory from any number of recordings. */
import type { DeliveryRun, Event, Session } from "../decoders/event.js";
import { type Shortcoming, shortcomings } from "./completeness.js";
import { createModel, type Model } from "./model.js";
import { Samples, type SamplesRecord } from "./samples.js";
import type { State, Switch } from "./state.js";
import { pairTallies } from "./tallies.js";

/** Circumstances that make a difference by themselves. */
export const CIRCUMSTANCES = ["kernel", "machine", "bpftrace", "collector", "namespaces", "probes", "host"] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

export interface Measures {
	readonly recordings: number;
	readonly sessions: number;
	readonly events: number;
	/** Of events, not of clocks. */
	readonly observedNs: number;
	/** By name, such as "switch.total" (ns) or "rate.switches" (a second, one for each session). */
	readonly samples: ReadonlyMap<string, Samples>;
	/** All that was found of each. */
	readonly circumstances: Readonly<Record<Circumstance, readonly string[]>>;
	/** What is missing, by kind, and how many sessions miss it. */
	readonly shortcomings: ReadonlyMap<Shortcoming["is"], number>;
	/** Switches that ended in each way; torn ones are not among the samples. */
	readonly outcomes: ReadonlyMap<string, number>;
	readonly violations: number;
}

export interface MeasuresRecord {
	readonly recordings: number;
	readonly sessions: number;
	readonly events: number;
	readonly observedNs: number;
	readonly samples: Readonly<Record<string, SamplesRecord>>;
	readonly circumstances: Readonly<Record<Circumstance, readonly string[]>>;
	readonly shortcomings: Readonly<Record<string, number>>;
	readonly outcomes: Readonly<Record<string, number>>;
	readonly violations: number;
}

const PHASE = { deactivate: "off", activate: "on" } as const;
/** Switches are counted as they fall out of the history: by then their firsts have been told. */
const HISTORY = { switchHistory: 64, logHistory: 0, closedClients: 1000 };

const add = (counts: Map<string, number>, what: string, number: number): void => {
	counts.set(what, (counts.get(what) ?? 0) + number);
};

const circumstancesOf = (session: Session, { probes }: State): Readonly<Record<Circumstance, string>> => ({
	kernel: session.kernel,
	machine: session.machine,
	bpftrace: session.bpftrace,
	collector: session.collector,
	namespaces: session.deviceNamespaces ? "with device namespaces" : "without device namespaces",
	probes: [...probes.values()]
		.filter(({ state, reason }) => state === "attached" || (state === "ended" && reason === ""))
		.map(({ probe }) => probe)
		.sort()
		.join(" "),
	host: session.host,
});

export class Measuring {
	#model = this.#fresh();
	readonly #samples = new Map<string, Samples>();
	readonly #circumstances = new Map<Circumstance, Set<string>>();
	readonly #shortcomings = new Map<Shortcoming["is"], number>();
	readonly #outcomes = new Map<string, number>();
	#recordings = 0;
	#sessions = 0;
	#events = 0;
	#observed = 0;
	#violations = 0;
	#open = false;
	/** When the session's first event behind the snapshot that it may begin with was told. */
	#since = 0;
	#switches = 0;

	/** Of the recording that is read now. */
	get state(): State {
		return this.#model.state;
	}

	apply(events: readonly (Event | DeliveryRun)[]): void {
		let from = 0;
		events.forEach((event, at) => {
			if (event.kind !== "session") return;
			this.#take(events.slice(from, at));
			this.#endSession();
			this.#open = true;
			this.#since = event.t;
			from = at;
		});
		this.#take(from === 0 ? events : events.slice(from));
	}

	/** A recording is over. */
	endRecording(): void {
		this.#recordings++;
		this.#endSession();
	}

	/** What was measured elsewhere. */
	addRecord(record: MeasuresRecord): void {
		this.#recordings += record.recordings;
		this.#sessions += record.sessions;
		this.#events += record.events;
		this.#observed += record.observedNs;
		this.#violations += record.violations;
		for (const [name, samples] of Object.entries(record.samples)) this.#named(name).addRecord(samples);
		for (const what of CIRCUMSTANCES)
			for (const value of record.circumstances[what] ?? []) this.#circumstance(what).add(value);
		for (const [what, times] of Object.entries(record.shortcomings)) add(this.#shortcomings, what, times);
		for (const [what, times] of Object.entries(record.outcomes)) add(this.#outcomes, what, times);
	}

	get measures(): Measures {
		const listed = (what: Circumstance): readonly string[] => [...this.#circumstance(what)].sort();
		return {
			recordings: this.#recordings,
			sessions: this.#sessions,
			events: this.#events,
			observedNs: this.#observed,
			samples: this.#samples,
			circumstances: Object.fromEntries(CIRCUMSTANCES.map((what) => [what, listed(what)])) as Measures["circumstances"],
			shortcomings: this.#shortcomings,
			outcomes: this.#outcomes,
			violations: this.#violations,
		};
	}

	/** `most` values of each are written. */
	record(most?: number): MeasuresRecord {
		const { samples, shortcomings, outcomes, ...rest } = this.measures;
		return {
			...rest,
			samples: Object.fromEntries(Array.from(samples, ([name, some]) => [name, some.record(most)])),
			shortcomings: Object.fromEntries(shortcomings),
			outcomes: Object.fromEntries(outcomes),
		};
	}

	#fresh(): Model {
		return createModel({ ...HISTORY, passed: (one) => this.#passed(one) });
	}

	/** Of one session. */
	#take(events: readonly (Event | DeliveryRun)[]): void {
		this.#model.apply(events);
		const before = events.findLast((event) => event.kind === "before");
		if (before) this.#since = before.t;
	}

	/** Its switches that are still in the history are its own, and the next session begins with nothing of it. */
	#endSession(): void {
		for (const one of this.state.switches) this.#passed(one);
		this.#close();
		this.#switches = 0;
		this.#model = this.#fresh();
	}

	#close(): void {
		const { session, now, events, findings } = this.state;
		if (!this.#open || !session) return;
		this.#open = false;
		this.#sessions++;
		this.#events += events;
		const observed = Math.max(0, now - this.#since);
		this.#observed += observed;
		for (const [what, value] of Object.entries(circumstancesOf(session, this.state)))
			this.#circumstance(what as Circumstance).add(value);
		for (const kind of new Set(shortcomings(this.state).map(({ is }) => is)))
			if (kind !== "earlier") add(this.#shortcomings, kind, 1);
		for (const { severity } of findings.values()) if (severity === "violation") this.#violations++;
		if (observed > 0) this.#addRates(observed / 1e9);
	}

	#addRates(seconds: number): void {
		let [delivered, withheld, dropped, writes, pans] = [0, 0, 0, 0, 0];
		for (const tally of pairTallies(this.state)) {
			delivered += tally.delivered ?? 0;
			withheld += tally.withheld ?? 0;
			dropped += tally.dropped ?? 0;
			writes += tally.writes ?? 0;
			pans += tally.pans ?? 0;
		}
		const rates = { switches: this.#switches, delivered, withheld, dropped, writes, pans };
		for (const [what, count] of Object.entries(rates)) this.#named(`rate.${what}`).add(count / seconds);
	}

	#passed(one: Switch): void {
		const { outcome, torn, total, lockWait, remainder, drivers, firsts } = one;
		add(this.#outcomes, torn && outcome === "done" ? "torn" : outcome, 1);
		if (outcome !== "done" || torn) return;
		this.#switches++;
		this.#add("switch.total", total);
		this.#add("switch.lock", lockWait);
		this.#add("switch.rest", remainder);
		this.#add("first.frame", firsts.get("frame"));
		this.#add("first.input", firsts.get("input"));
		const shares = new Map<string, number>();
		for (const { driver, phase, took } of drivers) {
			add(shares, `switch.${driver}`, took ?? 0);
			add(shares, `switch.${driver}.${PHASE[phase]}`, took ?? 0);
		}
		for (const [name, took] of shares) this.#add(name, took);
	}

	/** What a switch did not have, it has no value for. */
	#add(name: string, value: number | undefined): void {
		if (value !== undefined) this.#named(name).add(value);
	}

	#named(name: string): Samples {
		const known = this.#samples.get(name);
		if (known) return known;
		const made = new Samples();
		this.#samples.set(name, made);
		return made;
	}

	#circumstance(what: Circumstance): Set<string> {
		const known = this.#circumstances.get(what) ?? new Set<string>();
		this.#circumstances.set(what, known);
		return known;
	}
}
