import { type First, type Name, type Nanos, PHASES, type Phase } from "../decoders/event.js";
import { Samples } from "./samples.js";
import type { PersonaKey, State, Switch } from "./state.js";
import { type Summary, summarise } from "./summary.js";

export { type Summary, summarise };

export interface DriverSummary {
	readonly driver: Name;
	readonly phase: Phase;
	/** Of a switch's whole time in the driver's phase. */
	readonly took: Summary;
	/** Switches in which it returned an error. */
	readonly failed: number;
}

/** In ns. Each is `undefined` where no switch had it, which is not the same as 0. */
export interface SwitchTimes {
	readonly total: Summary | undefined;
	readonly lockWait: Summary | undefined;
	readonly remainder: Summary | undefined;
	/** In the order in which a switch calls them. */
	readonly drivers: readonly DriverSummary[];
	/** From the flip to the new persona's first frame and first input. */
	readonly firsts: { readonly [What in First]: Summary | undefined };
}

export interface Route extends SwitchTimes {
	readonly from: PersonaKey;
	readonly to: PersonaKey;
}

export interface SwitchSummary extends SwitchTimes {
	/** Switches that were done and lost nothing: the figures are theirs. */
	readonly counted: number;
	/** Done, but with something lost: left out. */
	readonly torn: number;
	readonly failed: number;
	readonly unchanged: number;
	readonly running: number;
	/** Nobody knows how they ended. */
	readonly unknown: number;
	/** Too long ago to be known. */
	readonly forgotten: number;
	readonly routes: readonly Route[];
}

interface DriverPart {
	readonly driver: Name;
	readonly phase: Phase;
	/** Of each switch that called it, its time in it; a driver can be called for a namespace and for all. */
	readonly took: Samples;
	failed: number;
}

/** Times of any number of switches, in bounded memory. */
class Times {
	readonly total = new Samples();
	readonly lockWait = new Samples();
	readonly remainder = new Samples();
	readonly frame = new Samples();
	readonly input = new Samples();
	/** In the order in which they were first called. */
	readonly drivers: DriverPart[] = [];
	readonly #parts: Readonly<Record<Phase, Map<Name, DriverPart>>> = { deactivate: new Map(), activate: new Map() };

	add(one: Switch): void {
		put(this.total, one.total);
		put(this.lockWait, one.lockWait);
		put(this.remainder, one.remainder);
		put(this.frame, one.firsts.get("frame"));
		put(this.input, one.firsts.get("input"));
		const called = new Map<DriverPart, { took: number; failed: boolean }>();
		for (const { driver, phase, took, errno } of one.drivers) {
			const part = this.#part(driver, phase);
			const sum = called.get(part) ?? { took: 0, failed: false };
			called.set(part, sum);
			sum.took += took ?? 0;
			sum.failed ||= errno !== 0;
		}
		for (const [part, { took, failed }] of called) {
			part.took.add(took);
			if (failed) part.failed++;
		}
	}

	addAll(others: Times): void {
		for (const what of ["total", "lockWait", "remainder", "frame", "input"] as const)
			this[what].addRecord(others[what].record());
		for (const other of others.drivers) {
			const part = this.#part(other.driver, other.phase);
			part.took.addRecord(other.took.record());
			part.failed += other.failed;
		}
	}

	get summary(): SwitchTimes {
		const drivers = this.drivers
			.toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase))
			.flatMap(({ driver, phase, took, failed }) => {
				const { summary } = took;
				return summary ? [{ driver, phase, took: summary, failed }] : [];
			});
		return {
			total: this.total.summary,
			lockWait: this.lockWait.summary,
			remainder: this.remainder.summary,
			drivers,
			firsts: { frame: this.frame.summary, input: this.input.summary },
		};
	}

	#part(driver: Name, phase: Phase): DriverPart {
		const known = this.#parts[phase].get(driver);
		if (known) return known;
		const made = { driver, phase, took: new Samples(), failed: 0 };
		this.#parts[phase].set(driver, made);
		this.drivers.push(made);
		return made;
	}
}

const put = (samples: Samples, value: Nanos | undefined): void => {
	if (value !== undefined) samples.add(value);
};

/** What there is to say of switches, those that are not known any more among them. */
export class SwitchTally {
	readonly times = new Times();
	readonly routes = new Map<string, { readonly from: PersonaKey; readonly to: PersonaKey; readonly times: Times }>();
	readonly counts = { counted: 0, torn: 0, failed: 0, unchanged: 0, running: 0, unknown: 0 };

	add(one: Switch): void {
		const { outcome, torn } = one;
		this.counts[outcome === "done" ? (torn ? "torn" : "counted") : outcome]++;
		if (outcome !== "done" || torn) return;
		this.times.add(one);
		if (one.from !== undefined && one.to !== undefined) this.#route(one.from, one.to).add(one);
	}

	addAll({ times, routes, counts }: SwitchTally): void {
		this.times.addAll(times);
		for (const route of routes.values()) this.#route(route.from, route.to).addAll(route.times);
		for (const what of Object.keys(counts) as (keyof typeof counts)[]) this.counts[what] += counts[what];
	}

	#route(from: PersonaKey, to: PersonaKey): Times {
		const key = `${from} ${to}`;
		const route = this.routes.get(key) ?? { from, to, times: new Times() };
		this.routes.set(key, route);
		return route.times;
	}
}

/**
 * Of the switches that are known, and of those before them that `past` holds. The figures are those of switches that were done
 * while nothing was lost.
 */
export const switchSummary = (
	{ switches, switchesForgotten }: Pick<State, "switches" | "switchesForgotten">,
	past?: SwitchTally,
): SwitchSummary => {
	const tally = new SwitchTally();
	if (past) tally.addAll(past);
	for (const one of switches) tally.add(one);
	return {
		...tally.counts,
		forgotten: past ? 0 : switchesForgotten,
		...tally.times.summary,
		routes: Array.from(tally.routes.values(), ({ from, to, times }) => ({ from, to, ...times.summary })),
	};
};
