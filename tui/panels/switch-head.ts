/** One switch in a few rows, and how it compares with the others. */
import type { First } from "../../decoders/event.js";
import type { Switch } from "../../model/state.js";
import { summarise } from "../../model/summary.js";
import { errnoName } from "../../report/errno.js";
import { DURATION_WIDTH, duration } from "../../report/units.js";
import { blockRows, niceMax, sparkline } from "../chart.js";
import type { Rect } from "../geometry.js";
import { type SwitchParts, switchParts } from "../layout.js";
import { missing, NOT_AVAILABLE } from "../missing.js";
import type { Plot } from "../panel.js";
import { personaSpan, type Scene } from "../scene.js";
import { type Share, shareBar, sharesOf } from "../shares.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { clipSpans, fitSpans, widthOf } from "../table.js";

export const routeSpans = (scene: Scene, { from, to }: Switch): readonly Span[] => [
	personaSpan(scene, from),
	span(" → ", "muted"),
	personaSpan(scene, to),
];

export const outcomeSpan = ({ outcome, errno, torn }: Switch): Span => {
	switch (outcome) {
		case "failed":
			return span(`failed ${errnoName(errno)}`, "problem");
		case "running":
			return span("running", "notice");
		case "unchanged":
			return span("unchanged", "muted");
		case "unknown":
			return span("end unseen", "notice");
		case "done":
			return torn ? span("incomplete", "notice") : span("done", "muted");
	}
};

const heading = (scene: Scene, one: Switch, width: number): Line => {
	const right = [span("  "), span(duration(one.total), "strong")];
	const left = [span(`#${one.id} `, "muted"), ...routeSpans(scene, one)];
	return { spans: [...fitSpans(left, Math.max(0, width - widthOf(right))), ...right] };
};

const GAP = span("  ");

/** Its time, divided; and how it ended, where that is not as it should be. */
const course = (one: Switch, shares: readonly Share[], width: number): Line => {
	const outcome = one.outcome === "done" && !one.torn ? [] : [GAP, outcomeSpan(one)];
	const room = Math.max(0, width - widthOf(outcome));
	return { spans: [...fitSpans(shareBar(shares, room), room), ...outcome] };
};

/** Without colours it is by their shades that shares are told apart. */
const legendOf = ({ ui }: Scene, { glyph, role, name, took }: Share): readonly Span[] => [
	span(ui.theme === "mono" || !ui.traits.unicode || glyph === "─" ? `${glyph} ` : "■ ", role),
	span(`${name} `),
	span(duration(took), "muted"),
];

/** As many to a row as fit; what has no room is left to the details. */
const legend = (scene: Scene, shares: readonly Share[], width: number, count: number): readonly Line[] => {
	const rows: Span[][] = [];
	for (const spans of shares.map((share) => legendOf(scene, share))) {
		const last = rows.at(-1);
		if (last !== undefined && widthOf([...last, GAP, ...spans]) <= width) last.push(GAP, ...spans);
		else rows.push([...spans]);
	}
	return Array.from({ length: count }, (_, index) => ({ spans: clipSpans(rows[index] ?? [], width) }));
};

const padded = (ns: number | undefined): Span => span(duration(ns).padEnd(DURATION_WIDTH));

const firstSpans = (scene: Scene, { firsts }: Switch, what: First, wide: boolean): readonly Span[] => {
	const capability = what === "frame" ? "framebuffer.update" : "input.delivery";
	const took = firsts.get(what);
	const unseen = took === undefined && missing(scene, capability) !== undefined;
	return [
		span(wide ? `first ${what} ` : `${what} `, "muted"),
		unseen ? span(NOT_AVAILABLE.padEnd(DURATION_WIDTH), "muted") : padded(took),
		GAP,
	];
};

const figure = (name: string, ns: number): readonly Span[] => [span(`${name} `, "muted"), padded(ns), GAP];

/** Totals of so many of the latest switches that came to an end, the newest last. */
const totals = ({ state: { switches } }: Scene, most: number): readonly number[] => {
	const found: number[] = [];
	for (let index = switches.length - 1; index >= 0 && found.length < most; index--) {
		const { total, outcome } = switches[index] ?? {};
		if (total !== undefined && outcome !== "unchanged") found.push(total);
	}
	return found.reverse();
};

/** Of those that were done while nothing was lost: others are no evidence. */
const soundTotals = ({ state }: Scene): readonly number[] =>
	state.switches.reduce<number[]>((sound, { total, outcome, torn }) => {
		if (outcome === "done" && !torn && total !== undefined) sound.push(total);
		return sound;
	}, []);

/** Beside the chart, for its scale. */
const GUTTER = DURATION_WIDTH + 2;

const scaleOf = (values: readonly number[]): number => niceMax(Math.max(...values, 0));

const axis = (max: number, rows: number): readonly Line[] =>
	Array.from({ length: rows }, (_, index) => {
		const text = index === 0 ? duration(max) : index === rows - 1 ? "0" : "";
		return line(span(text.padStart(DURATION_WIDTH), "faint"), span(index === rows - 1 ? " └" : " │", "faint"));
	});

const spark = (scene: Scene, width: number): Span => span(sparkline(totals(scene, width), width), "share-1");

/** The chart's canvas wants a colour: without one it loses its blanks. */
const hasDots = ({ ui }: Scene): boolean => ui.traits.unicode && ui.theme !== "mono";

/** The figures in one row and the chart below; or, where there is no room, the figures in two with a chart beside. */
const statistics = (scene: Scene, width: number, { wide, chart: rows }: SwitchParts): readonly Line[] => {
	const total = summarise(soundTotals(scene));
	if (total === undefined) return [];
	const [median, p95, max] = [figure("median", total.median), figure("p95", total.p95), figure("max", total.max)];
	if (rows === 1 && !wide) return [line(...median, ...max), line(...p95, spark(scene, width - widthOf(p95)))];
	const figures = line(...median, ...p95, ...max, span(`of ${total.count}`, "muted"));
	if (rows === 1 || !scene.ui.traits.unicode) return [figures, line(spark(scene, width))];
	const values = totals(scene, width - GUTTER);
	const scale = scaleOf(values);
	if (hasDots(scene)) return [figures, ...axis(scale, rows)];
	const bars = blockRows(values, width - GUTTER, rows, scale);
	return [figures, ...axis(scale, rows).map(({ spans }, row) => line(...spans, span(bars[row] ?? "", "share-1")))];
};

/** Always as many rows as `switchParts` says, so that the list below them stays where it is. */
export const switchHead = (scene: Scene, one: Switch, inner: Rect): readonly Line[] => {
	const { width } = inner;
	const parts = switchParts(inner);
	const shares = sharesOf(scene.drivers, one);
	const rows = [
		heading(scene, one, width),
		course(one, shares, width),
		...legend(scene, shares, width, parts.legend),
		{ spans: [...firstSpans(scene, one, "frame", parts.wide), ...firstSpans(scene, one, "input", parts.wide)] },
		...statistics(scene, width, parts),
	];
	return Array.from({ length: parts.above }, (_, index) => rows[index] ?? BLANK);
};

/** The chart, where there is room for more than one row of it. */
export const switchPlots = (scene: Scene, inner: Rect): readonly Plot[] => {
	const { chart, above } = switchParts(inner);
	const width = inner.width - GUTTER;
	const values = totals(scene, width);
	if (chart === 1 || !hasDots(scene) || values.length === 0) return [];
	const rect = { x: inner.x + GUTTER, y: inner.y + above - chart, width, height: chart };
	return [{ rect, values, max: scaleOf(values) }];
};
