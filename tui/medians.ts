/** What a switch takes as a rule, to compare one with: of the same route where there are enough, else of all. */

import type { SwitchTimes } from "../model/latency.js";
import { switchSummary } from "../model/latency.js";
import type { DriverShare, State, Switch } from "../model/state.js";

/** Fewer say nothing of what is usual. */
const ENOUGH = 3;

export interface Usual {
	readonly times: SwitchTimes;
	readonly count: number;
	/** Of the same route, or of all. */
	readonly of: "route" | "all";
}

export const usualOf = (state: State, { from, to }: Switch): Usual | undefined => {
	const all = switchSummary(state);
	const route = all.routes.find((one) => one.from === from && one.to === to);
	const onRoute = route?.total?.count ?? 0;
	if (route !== undefined && onRoute >= ENOUGH) return { times: route, count: onRoute, of: "route" };
	return all.counted >= ENOUGH ? { times: all, count: all.counted, of: "all" } : undefined;
};

export const usualDriver = (usual: Usual | undefined, { driver, phase }: DriverShare): number | undefined =>
	usual?.times.drivers.find((one) => one.driver === driver && one.phase === phase)?.took.median;

/** How many times as long as usual, where that is worth a word. */
export const timesUsual = (took: number | undefined, median: number | undefined): number | undefined =>
	took === undefined || median === undefined || median === 0 ? undefined : took / median;
