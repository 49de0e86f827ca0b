/** The past in one row: where switches and problems were, and where the time shown lies. */
import { time } from "../../report/units.js";
import type { Rect } from "../geometry.js";
import { type Standout, standout } from "../landmarks.js";
import type { Panel } from "../panel.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, type Role, type Span, span } from "../style.js";

interface Sign {
	readonly glyph: string;
	readonly role: Role;
	/** Where two fall into one column, the one that weighs more is seen. */
	readonly weight: number;
}

const PAST: Sign = { glyph: "─", role: "faint", weight: 0 };
const SWITCH: Sign = { glyph: "┴", role: "focus", weight: 1 };
const FAILED: Sign = { glyph: "✗", role: "problem", weight: 4 };
const SIGNS: Readonly<Record<Standout, Sign>> = {
	mark: { glyph: "●", role: "strong", weight: 2 },
	warning: { glyph: "!", role: "notice", weight: 3 },
	problem: FAILED,
	loss: { glyph: "▲", role: "problem", weight: 5 },
};
const HERE: Sign = { glyph: "█", role: "notice", weight: 6 };

export interface Stretch {
	readonly from: number;
	readonly to: number;
}

const CLOCK = "00:00:00".length;

/** Where the track lies in a row of so many columns. */
export const trackOf = ({ x, width }: Rect): { readonly x: number; readonly width: number } => ({
	x: x + CLOCK + 2,
	width: Math.max(1, width - 2 * (CLOCK + 2)),
});

/**
 * From the first moment that is kept at which it was known what there is, as there was nothing to see before that, to the latest; or to
 * what was the latest when the picture was held.
 */
export const pastSpan = ({ past, state, ui }: Pick<Scene, "past" | "state" | "ui">): Stretch => {
	const latest = past.at(-1)?.t ?? state.now;
	return {
		from: (past.find((moment) => moment.state.ready) ?? past[0])?.t ?? state.now,
		to: ui.held === undefined ? latest : Math.min(latest, ui.held.until),
	};
};

/** The time that a column of the track stands for. */
export const timeAt = ({ from, to }: Stretch, column: number, width: number): number =>
	width <= 1 ? to : from + ((to - from) * column) / (width - 1);

const clock = (t: number): string => time(t).slice(0, CLOCK);

const track = (scene: Scene, width: number): readonly Span[] => {
	const whole = pastSpan(scene);
	// What is known now tells of all the past; the state that is shown may be one from before it.
	const { switches, log } = scene.ui.held === undefined ? scene.state : (scene.past.at(-1)?.state ?? scene.state);
	const signs = new Array<Sign>(width).fill(PAST);
	const put = (t: number, sign: Sign): void => {
		if (t < whole.from || t > whole.to) return;
		const column =
			whole.to === whole.from ? width - 1 : Math.round(((t - whole.from) / (whole.to - whole.from)) * (width - 1));
		if (sign.weight > (signs[column]?.weight ?? 0)) signs[column] = sign;
	};
	for (const { ended, outcome } of switches)
		if (ended !== undefined) put(ended, outcome === "failed" ? FAILED : SWITCH);
	for (const entry of log) {
		const found = standout(entry);
		if (found !== undefined) put(entry.t, SIGNS[found]);
	}
	if (scene.ui.held !== undefined) put(Math.max(whole.from, Math.min(scene.state.now, whole.to)), HERE);
	return runs(signs);
};

/** Neighbours of one look are one span. */
const runs = (signs: readonly Sign[]): readonly Span[] => {
	const spans: Span[] = [];
	for (const { glyph, role } of signs) {
		const last = spans.at(-1);
		if (last?.role === role) spans[spans.length - 1] = span(last.text + glyph, role);
		else spans.push(span(glyph, role));
	}
	return spans;
};

const rowOf = (scene: Scene, width: number): Line => {
	const { from, to } = pastSpan(scene);
	const end = scene.ui.held === undefined && !scene.ui.stream.ended ? "now" : clock(to);
	return {
		spans: [
			span(` ${clock(from)} `, "faint"),
			...track(scene, width),
			span(` ${end.padEnd(CLOCK)} `, scene.ui.held === undefined ? "muted" : "faint"),
		],
	};
};

export const scrubber = (scene: Scene, rect: Rect): Panel => ({
	rect,
	box: false,
	focused: false,
	title: BLANK,
	aside: BLANK,
	rows: [rowOf(scene, trackOf(rect).width)],
});
