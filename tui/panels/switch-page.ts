import { FIRSTS, type First, type Nanos } from "../../decoders/event.js";
import type { DriverShare, Switch } from "../../model/state.js";
import { errnoName } from "../../report/errno.js";
import { processText } from "../../report/names.js";
import { amount, DURATION_WIDTH, duration, time } from "../../report/units.js";
import { timesUsual, type Usual, usualDriver, usualOf } from "../medians.js";
import type { Page } from "../page.js";
import { personaSpan, type Scene } from "../scene.js";
import { driverLook, shareBar, sharesOf } from "../shares.js";
import { BLANK, type Line, line, type Role, type Span, span } from "../style.js";
import { type Column, headings, place, row } from "../table.js";
import { fact, title } from "./facts.js";
import { outcomeSpan } from "./switch-head.js";

const RATIO_WIDTH = 5;

const COLUMNS: readonly Column[] = [
	{ title: "PHASE", width: 10 },
	{ title: "WHAT", width: 11, share: 1, max: 20 },
	{ title: "AFTER", width: DURATION_WIDTH, align: "right" },
	{ title: "TOOK", width: DURATION_WIDTH, align: "right" },
	{ title: "MEDIAN", width: DURATION_WIDTH, align: "right" },
	{ title: "", width: RATIO_WIDTH, align: "right" },
	{ title: "", width: 16, share: 5 },
];

interface Step {
	readonly phase: string;
	readonly what: string;
	readonly began: Nanos | undefined;
	readonly took: Nanos | undefined;
	readonly errno: number;
	readonly median: number | undefined;
	readonly look: { readonly glyph: string; readonly role: Role };
}

const driverStep = (scene: Scene, share: DriverShare, usual: Usual | undefined): Step => ({
	phase: share.phase,
	what: share.driver,
	began: share.began,
	took: share.took,
	errno: share.errno,
	median: usualDriver(usual, share),
	look: driverLook(scene.drivers, share.driver),
});

/** From the flip until the new persona drew, or got input. */
const firstStep = ({ flipped, firsts }: Switch, what: First, usual: Usual | undefined): Step => ({
	phase: "first",
	what,
	began: flipped,
	took: firsts.get(what),
	errno: 0,
	median: usual?.times.firsts[what]?.median,
	look: { glyph: "─", role: "muted" },
});

const stepsOf = (scene: Scene, one: Switch, usual: Usual | undefined): readonly Step[] => {
	const lock: Step = {
		phase: "wait",
		what: "lock",
		began: one.requested,
		took: one.lockWait,
		errno: 0,
		median: usual?.times.lockWait?.median,
		look: { glyph: "░", role: "notice" },
	};
	const [before, after] = (["deactivate", "activate"] as const).map((phase) =>
		one.drivers.filter((share) => share.phase === phase).map((share) => driverStep(scene, share, usual)),
	);
	const flip: Step = {
		phase: "flip",
		what: "",
		began: one.flipped,
		took: undefined,
		errno: 0,
		median: undefined,
		look: { glyph: "►", role: "active" },
	};
	const firsts = FIRSTS.filter((what) => one.firsts.has(what)).map((what) => firstStep(one, what, usual));
	return [lock, ...(before ?? []), ...(one.flipped === undefined ? [] : [flip]), ...(after ?? []), ...firsts];
};

/**
 * Where in the switch a step lies: blank before it, its own length, at least one column. A line stands where it would
 * end if it had taken as long as usual. What lasts longer than the switch goes on past the edge.
 */
const barSpans = (one: Switch, { began, took, median, look }: Step, width: number): readonly Span[] => {
	const { requested, total } = one;
	if (requested === undefined || total === undefined || began === undefined || total === 0) return [];
	const column = (at: number): number => Math.max(0, Math.min(width - 1, Math.floor((at / total) * width)));
	const from = column(began - requested);
	const end = column(began - requested + (took ?? 0));
	const goesOn = began - requested + (took ?? 0) > total * 1.001;
	const cells: Span[] = Array.from({ length: width }, (_, at) =>
		at >= from && at < Math.max(from + 1, end) ? span(look.glyph, look.role) : span(" "),
	);
	const usual = median === undefined ? undefined : column(began - requested + median);
	// Of a bar of one column nothing would be left.
	const isHidden = usual === from && end <= from + 1;
	if (usual !== undefined && !isHidden && began - requested + (median ?? 0) <= total)
		cells[usual] = span("│", "strong");
	if (goesOn) cells[width - 1] = span("→", look.role);
	return cells;
};

const ratioSpan = ({ took, median }: Step): Span => {
	const times = timesUsual(took, median);
	if (times === undefined) return span("");
	const text = times >= 99.5 ? ">99×" : `${times.toFixed(times < 9.95 ? 1 : 0)}×`;
	return span(text, times >= 2 ? "problem" : times >= 1.3 ? "notice" : "muted");
};

const stepRow = (one: Switch, step: Step, columns: ReturnType<typeof place>): Line => {
	const after = one.requested === undefined || step.began === undefined ? undefined : step.began - one.requested;
	const isFlip = step.phase === "flip";
	return row(columns, [
		[span(step.phase, "muted")],
		[span(step.what), ...(step.errno === 0 ? [] : [span(` ${errnoName(step.errno)}`, "problem")])],
		[span(duration(after), "muted")],
		[span(isFlip ? "" : duration(step.took))],
		[span(step.median === undefined ? "" : duration(step.median), "muted")],
		[ratioSpan(step)],
		barSpans(one, step, columns.at(-1)?.room ?? 0),
	]);
};

const asker = (scene: Scene, { process, asker: persona, reason }: Switch): readonly Span[] => {
	if (reason === "death") return [span("the active persona ended")];
	if (process === undefined) return [span("not seen", "notice")];
	return [span(processText(process)), span(" of ", "muted"), personaSpan(scene, persona)];
};

const comparison = (one: Switch, usual: Usual | undefined): readonly Span[] => {
	const times = timesUsual(one.total, usual?.times.total?.median);
	if (usual === undefined || times === undefined) return [];
	const which = usual.of === "route" ? "this way" : "of all";
	return [
		span(`   ${times.toFixed(times < 9.95 ? 1 : 0)}× `, times >= 2 ? "problem" : times >= 1.3 ? "notice" : "active"),
		span(`the median of ${amount(usual.count, "switch", "switches")} ${which}: `, "muted"),
		span(duration(usual.times.total?.median)),
	];
};

export const switchPage = (scene: Scene, one: Switch, width: number): Page => {
	const columns = place(COLUMNS, width);
	const outcome = outcomeSpan(one);
	const usual = usualOf(scene.state, one);
	return {
		title: line(
			span(`Switch #${one.id} `, "strong"),
			personaSpan(scene, one.from),
			span(" → ", "muted"),
			personaSpan(scene, one.to),
		),
		rows: [
			fact("result", outcome, span(one.torn ? "; something was lost while it ran: no evidence" : "", "notice")),
			fact("asked for by", ...asker(scene, one), span(" at ", "muted"), span(time(one.requested))),
			fact("total", span(duration(one.total), "strong"), ...comparison(one, usual)),
			fact(
				"",
				span("lock ", "muted"),
				span(duration(one.lockWait)),
				span("   rest ", "muted"),
				span(duration(one.remainder)),
			),
			BLANK,
			title("Where the time went"),
			line(...shareBar(sharesOf(scene.drivers, one), width)),
			BLANK,
			headings(columns),
			...stepsOf(scene, one, usual).map((step) => stepRow(one, step, columns)),
		],
	};
};
