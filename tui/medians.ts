/** What a switch takes as a rule, to compare one with: of the same route where there are enough, else of all. */

import type { SwitchTimes } from "../model/latency.js";
import { switchSummary } from "../model/latency.js";
import type { DriverShare, State, Switch } from "../model/state.js";

/** Fewer say nothing of what is usual. */
const ENOUGH = 3;
/** Those long ago say little of it. */
const LATEST = 200;

export interface Usual {
	readonly times: SwitchTimes;
	readonly count: number;
	/** Of the same route, or of all. */
	readonly of: "route" | "all";
}

const isSound = ({ outcome, torn }: Switch): boolean => outcome === "done" && !torn;

const timesOf = (switches: readonly Switch[]): SwitchTimes => switchSummary({ switches, switchesForgotten: 0 });

export const usualOf = ({ switches }: State, { from, to }: Switch): Usual | undefined => {
	const sound = switches.filter(isSound);
	const route = sound.filter((one) => one.from === from && one.to === to).slice(-LATEST);
	if (route.length >= ENOUGH) return { times: timesOf(route), count: route.length, of: "route" };
	const all = sound.slice(-LATEST);
	return all.length >= ENOUGH ? { times: timesOf(all), count: all.length, of: "all" } : undefined;
};

export const usualDriver = (usual: Usual | undefined, { driver, phase }: DriverShare): number | undefined =>
	usual?.times.drivers.find((one) => one.driver === driver && one.phase === phase)?.took.median;

/** How many times as long as usual, where that is worth a word. */
export const timesUsual = (took: number | undefined, median: number | undefined): number | undefined =>
	took === undefined || median === undefined || median === 0 ? undefined : took / median;
