import { type SwitchTally, type SwitchTimes, switchSummary } from "../../model/latency.js";
import type { DriverShare, State, Switch } from "../../model/state.js";
import type { Summary } from "../../model/summary.js";
import { processRecord } from "./clients.js";

const shareRecord = ({ driver, phase, began, took, errno }: DriverShare) => ({
	driver,
	phase,
	began_at_ns: began,
	took_ns: took,
	errno,
});

export const switchRecord = (one: Switch) => ({
	type: "switch",
	switch: one.id,
	reason: one.reason,
	from: one.from,
	to: one.to,
	asker: one.asker,
	process: one.process && processRecord(one.process),
	requested_at_ns: one.requested,
	locked_at_ns: one.locked,
	flipped_at_ns: one.flipped,
	ended_at_ns: one.ended,
	outcome: one.outcome,
	errno: one.errno,
	total_ns: one.total,
	lock_wait_ns: one.lockWait,
	drivers: one.drivers.map(shareRecord),
	remainder_ns: one.remainder,
	first_frame_ns: one.firsts.get("frame"),
	first_input_ns: one.firsts.get("input"),
	torn: one.torn,
});

const figures = (summary: Summary | undefined) =>
	summary && {
		count: summary.count,
		min_ns: summary.min,
		median_ns: summary.median,
		p90_ns: summary.p90,
		p95_ns: summary.p95,
		p99_ns: summary.p99,
		max_ns: summary.max,
		relative_error: summary.relativeError,
	};

const timesRecord = ({ total, lockWait, remainder, drivers, firsts }: SwitchTimes) => ({
	total: figures(total),
	lock_wait: figures(lockWait),
	drivers: drivers.map(({ driver, phase, took, failed }) => ({ driver, phase, failed, took: figures(took) })),
	remainder: figures(remainder),
	first_frame: figures(firsts.frame),
	first_input: figures(firsts.input),
});

export const summaryRecord = (state: Pick<State, "switches" | "switchesForgotten">, past?: SwitchTally) => {
	const { counted, torn, failed, unchanged, running, unknown, forgotten, routes, ...times } = switchSummary(
		state,
		past,
	);
	return {
		type: "summary",
		of: "switches",
		...{ counted, torn, failed, unchanged, running, unknown, forgotten },
		...timesRecord(times),
		routes: routes.map(({ from, to, ...own }) => ({ from, to, ...timesRecord(own) })),
	};
};
