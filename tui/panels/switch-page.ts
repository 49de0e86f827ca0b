import { FIRSTS, type Nanos } from "../../decoders/event.js";
import type { DriverShare, Switch } from "../../model/state.js";
import { errnoName } from "../../report/errno.js";
import { processText } from "../../report/names.js";
import { DURATION_WIDTH, duration, time } from "../../report/units.js";
import type { Page } from "../page.js";
import { personaSpan, type Scene } from "../scene.js";
import { driverLook, shareBar, sharesOf } from "../shares.js";
import { BLANK, type Line, line, type Role, type Span, span } from "../style.js";
import { type Column, headings, place, row } from "../table.js";
import { fact, title } from "./facts.js";
import { outcomeSpan } from "./switch-head.js";

const COLUMNS: readonly Column[] = [
	{ title: "PHASE", width: 10 },
	{ title: "WHAT", width: 12, share: 1 },
	{ title: "AFTER", width: DURATION_WIDTH + 1, align: "right" },
	{ title: "TOOK", width: DURATION_WIDTH + 1, align: "right" },
	{ title: "RESULT", width: 8 },
	{ title: "", width: 20, share: 4 },
];

interface Step {
	readonly phase: string;
	readonly what: string;
	readonly began: Nanos | undefined;
	readonly took: Nanos | undefined;
	readonly errno: number;
	readonly look: { readonly glyph: string; readonly role: Role };
}

const driverStep = (scene: Scene, share: DriverShare): Step => ({
	phase: share.phase,
	what: share.driver,
	began: share.began,
	took: share.took,
	errno: share.errno,
	look: driverLook(scene.drivers, share.driver),
});

const stepsOf = (scene: Scene, one: Switch): readonly Step[] => {
	const lock: Step = {
		phase: "wait",
		what: "lock",
		began: one.requested,
		took: one.lockWait,
		errno: 0,
		look: { glyph: "░", role: "notice" },
	};
	const [before, after] = (["deactivate", "activate"] as const).map((phase) =>
		one.drivers.filter((share) => share.phase === phase).map((share) => driverStep(scene, share)),
	);
	const flip: Step = {
		phase: "flip",
		what: "",
		began: one.flipped,
		took: undefined,
		errno: 0,
		look: { glyph: "►", role: "active" },
	};
	return [lock, ...(before ?? []), ...(one.flipped === undefined ? [] : [flip]), ...(after ?? [])];
};

/** Where in the switch a step lies: blank before it, its own length, at least one column. */
const barSpans = (one: Switch, { began, took, look }: Step, width: number): readonly Span[] => {
	if (one.requested === undefined || one.total === undefined || began === undefined || one.total === 0) return [];
	const column = (at: number): number => Math.min(width - 1, Math.floor((at / (one.total ?? 1)) * width));
	const from = column(began - one.requested);
	const length = Math.max(1, column(began - one.requested + (took ?? 0)) - from);
	return [span(" ".repeat(from)), span(look.glyph.repeat(length), look.role)];
};

const stepRow = (one: Switch, step: Step, columns: ReturnType<typeof place>): Line => {
	const after = one.requested === undefined || step.began === undefined ? undefined : step.began - one.requested;
	const isFlip = step.phase === "flip";
	return row(columns, [
		[span(step.phase, "muted")],
		[span(step.what)],
		[span(duration(after), "muted")],
		[span(isFlip ? "" : duration(step.took))],
		[step.errno === 0 ? span("") : span(errnoName(step.errno), "problem")],
		barSpans(one, step, columns.at(-1)?.room ?? 0),
	]);
};

const asker = (scene: Scene, { process, asker: persona, reason }: Switch): readonly Span[] => {
	if (reason === "death") return [span("the active persona ended")];
	if (process === undefined) return [span("not seen", "notice")];
	return [span(processText(process)), span(" of ", "muted"), personaSpan(scene, persona)];
};

export const switchPage = (scene: Scene, one: Switch, width: number): Page => {
	const columns = place(COLUMNS, width);
	const outcome = outcomeSpan(one);
	return {
		title: line(
			span(`Switch #${one.id} `, "strong"),
			personaSpan(scene, one.from),
			span(" → ", "muted"),
			personaSpan(scene, one.to),
		),
		rows: [
			fact("result", outcome, span(one.torn ? "; something was lost while it ran: no evidence" : "", "notice")),
			fact("asked for by", ...asker(scene, one)),
			fact("at", span(time(one.requested))),
			fact(
				"total",
				span(duration(one.total), "strong"),
				span("   lock ", "muted"),
				span(duration(one.lockWait)),
				span("   rest ", "muted"),
				span(duration(one.remainder)),
			),
			...FIRSTS.map((what) =>
				fact(`first ${what}`, span(duration(one.firsts.get(what))), span(" after the flip", "muted")),
			),
			BLANK,
			title("Where the time went"),
			line(...shareBar(sharesOf(scene.drivers, one), width)),
			BLANK,
			headings(columns),
			...stepsOf(scene, one).map((step) => stepRow(one, step, columns)),
		],
	};
};
