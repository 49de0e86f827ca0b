import { FIRSTS, type First, type Name, type Nanos, PHASES, type Phase } from "../decoders/event.js";
import type { DriverShare, PersonaKey, State, Switch } from "./state.js";
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

const defined = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

interface DriverPart {
	readonly driver: Name;
	readonly phase: Phase;
	/** Of each switch that called it, its time in it; a driver can be called for a namespace and for all. */
	readonly took: number[];
	failed: number;
}

const addSwitch = (parts: Map<string, DriverPart>, { drivers }: Switch): void => {
	const own = new Map<string, { readonly share: DriverShare; took: number; failed: boolean }>();
	for (const share of drivers) {
		const key = `${share.phase} ${share.driver}`;
		const sum = own.get(key) ?? { share, took: 0, failed: false };
		sum.took += share.took ?? 0;
		sum.failed ||= share.errno !== 0;
		own.set(key, sum);
	}
	for (const [key, { share, took, failed }] of own) {
		const { driver, phase } = share;
		const part = parts.get(key) ?? { driver, phase, took: [], failed: 0 };
		part.took.push(took);
		if (failed) part.failed++;
		parts.set(key, part);
	}
};

const driversOf = (switches: readonly Switch[]): readonly DriverSummary[] => {
	const parts = new Map<string, DriverPart>();
	for (const one of switches) addSwitch(parts, one);
	return [...parts.values()]
		.sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase))
		.flatMap(({ driver, phase, took, failed }) => {
			const summary = summarise(took);
			return summary ? [{ driver, phase, took: summary, failed }] : [];
		});
};

const timesOf = (switches: readonly Switch[]): SwitchTimes => {
	const of = (pick: (one: Switch) => Nanos | undefined) => summarise(defined(switches.map(pick)));
	const [frame, input] = FIRSTS.map((what) => of(({ firsts }) => firsts.get(what)));
	return {
		total: of(({ total }) => total),
		lockWait: of(({ lockWait }) => lockWait),
		remainder: of(({ remainder }) => remainder),
		drivers: driversOf(switches),
		firsts: { frame, input },
	};
};

const routesOf = (switches: readonly Switch[]): readonly Route[] => {
	const routes = new Map<string, { readonly from: PersonaKey; readonly to: PersonaKey; readonly all: Switch[] }>();
	for (const one of switches) {
		const { from, to } = one;
		if (from === undefined || to === undefined) continue;
		const key = `${from} ${to}`;
		const route = routes.get(key) ?? { from, to, all: [] };
		route.all.push(one);
		routes.set(key, route);
	}
	return Array.from(routes.values(), ({ from, to, all }) => ({ from, to, ...timesOf(all) }));
};

/** Of the switches that are known. The figures are those of switches that were done while nothing was lost. */
export const switchSummary = ({
	switches,
	switchesForgotten,
}: Pick<State, "switches" | "switchesForgotten">): SwitchSummary => {
	const number = (fits: (one: Switch) => boolean): number => switches.filter(fits).length;
	const sound = switches.filter(({ outcome, torn }) => outcome === "done" && !torn);
	return {
		counted: sound.length,
		torn: number(({ outcome, torn }) => outcome === "done" && torn),
		failed: number(({ outcome }) => outcome === "failed"),
		unchanged: number(({ outcome }) => outcome === "unchanged"),
		running: number(({ outcome }) => outcome === "running"),
		unknown: number(({ outcome }) => outcome === "unknown"),
		forgotten: switchesForgotten,
		...timesOf(sound),
		routes: routesOf(sound),
	};
};
