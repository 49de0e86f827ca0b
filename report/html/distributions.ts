/** How the times of switches are distributed: on a scale of powers of ten, as they differ by those. */
import { type SwitchTally, type SwitchTimes, switchSummary } from "../../model/latency.js";
import type { State, Switch } from "../../model/state.js";
import type { Summary } from "../../model/summary.js";
import { quoted } from "../names.js";
import { amount, duration } from "../units.js";
import { clip } from "../width.js";
import { line, px, rect, svg, text, title } from "./markup.js";
import { logarithmic } from "./scale.js";

const WIDTH = 1000;
const LEFT = 190;
const RIGHT = 120;
const ROW = 34;
/** So many of the samples are drawn one by one. */
const DOTS = 1500;

const PHASE = { deactivate: "off", activate: "on" } as const;

interface Distribution {
	readonly name: string;
	readonly summary: Summary;
	readonly values: readonly number[];
}

const known = (values: readonly (number | undefined)[]): readonly number[] =>
	values.filter((value) => value !== undefined);

const distributionsOf = (switches: readonly Switch[], times: SwitchTimes): readonly Distribution[] => {
	const of = (name: string, summary: Summary | undefined, pick: (one: Switch) => number | undefined) =>
		summary ? [{ name, summary, values: known(switches.map(pick)) }] : [];
	return [
		...of("total", times.total, ({ total }) => total),
		...of("lock wait", times.lockWait, ({ lockWait }) => lockWait),
		...times.drivers.flatMap(({ driver, phase, took }) =>
			of(`${quoted(driver)} ${PHASE[phase]}`, took, ({ drivers }) => {
				const own = drivers.filter((share) => share.driver === driver && share.phase === phase);
				return own.length === 0 ? undefined : own.reduce((sum, share) => sum + (share.took ?? 0), 0);
			}),
		),
		...of("rest", times.remainder, ({ remainder }) => remainder),
		...of("first frame", times.firsts.frame, ({ firsts }) => firsts.get("frame")),
		...of("first input", times.firsts.input, ({ firsts }) => firsts.get("input")),
	];
};

/** Dots lie at heights that follow from their number: the same drawing of the same recording. */
const height = (index: number): number => ((index * 7) % 11) - 5;

export const distributionDrawing = (state: State, past: SwitchTally): string => {
	const switches = state.switches.filter(({ outcome, torn }) => outcome === "done" && !torn).slice(-DOTS);
	const all = distributionsOf(switches, switchSummary(state, past));
	if (all.length === 0) return "<p>No switch was done while nothing was lost.</p>";
	const low = Math.min(...all.map(({ summary }) => summary.min));
	const high = Math.max(...all.map(({ summary }) => summary.max));
	const scale = logarithmic(low, high, LEFT, WIDTH - RIGHT);
	const bottom = all.length * ROW + 30;
	const axis = scale.ticks.flatMap((tick) => [
		line(scale.at(tick), 0, scale.at(tick), bottom - 24, "grid"),
		text(scale.at(tick), bottom - 8, duration(tick), "axis", "middle"),
	]);
	const rows = all.flatMap(({ name, summary, values }, index) => {
		const middle = index * ROW + ROW / 2;
		const { median, p90, p95, p99, min, max } = summary;
		const tip = `${name}: ${amount(summary.count, "sample")}, min ${duration(min)}, median ${duration(median)}, p90 ${duration(p90)}, p95 ${duration(p95)}, p99 ${duration(p99)}, max ${duration(max)}`;
		return [
			text(LEFT - 8, middle + 4, clip(name, 26), "name", "end"),
			rect(
				{
					x: scale.at(min),
					y: middle - 9,
					width: Math.max(1, scale.at(p95) - scale.at(min)),
					height: 18,
				},
				"range",
				tip,
			),
			...values.map(
				(value, at) =>
					`<circle cx="${px(scale.at(value))}" cy="${px(middle + height(at))}" r="2" class="dot">${title(`${name}: ${duration(value)}`)}</circle>`,
			),
			line(scale.at(median), middle - 12, scale.at(median), middle + 12, "median"),
			line(scale.at(p95), middle - 12, scale.at(p95), middle + 12, "p95"),
			text(WIDTH - RIGHT + 10, middle + 4, `${duration(median)} / ${duration(p95)}`, "axis"),
		];
	});
	return svg(WIDTH, bottom, "distributions of the times of switches", [...axis, ...rows]);
};
