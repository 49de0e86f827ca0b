/** Going to other times, and coming back. */
import type { Nanos } from "../decoders/event.js";
import type { State } from "../model/state.js";
import { indexAt } from "../model/timeline.js";
import { type Landmark, timesOf } from "./landmarks.js";
import type { Past } from "./scene.js";
import type { Message, Ui } from "./ui.js";

const hold = (ui: Ui, t: Nanos, until: Nanos): Ui => ({ ...ui, held: { t, behind: ui.held?.behind ?? 0, until } });

const say = (ui: Ui, text: string, role: Message["role"] = "notice"): Ui => ({ ...ui, message: { text, role } });

export const toNow = (ui: Ui): Ui => ({ ...ui, held: undefined });

/** The latest moment is what is known now, or was a moment ago. */
export const pause = (ui: Ui, state: State): Ui => (ui.held === undefined ? hold(ui, state.now, state.now) : toNow(ui));

/** By so many moments. From the latest one, a step on is the present. */
export const step = (ui: Ui, past: Past, by: number): Ui => {
	if (past.length === 0) return say(ui, "Nothing of the past is known yet.");
	const at = ui.held === undefined ? past.length : indexAt(past, ui.held.t);
	const next = at + by;
	if (next >= past.length) return toNow(ui);
	const moment = past[Math.max(0, next)];
	const last = past.at(-1);
	if (moment === undefined || last === undefined) return ui;
	return hold(next < 0 ? say(ui, "This is the earliest moment that is kept.") : ui, moment.t, last.t);
};

/** The moment at or before a time; before the first one that is kept, that one. */
export const goTo = (ui: Ui, past: Past, t: number): Ui => {
	const [first] = past;
	const last = past.at(-1);
	if (first === undefined || last === undefined) return say(ui, "Nothing of the past is known yet.");
	if (t > last.t) return toNow(ui);
	if (t < first.t) return hold(say(ui, "This is the earliest moment that is kept."), first.t, last.t);
	return hold(ui, past[indexAt(past, t)]?.t ?? last.t, last.t);
};

/** The first moments at which one of them was known: a switch when it had ended. */
const momentsOf = (past: Past, state: State, landmark: Landmark): readonly Nanos[] =>
	timesOf(past.at(-1)?.state ?? state, landmark).flatMap((t) => past[indexAt(past, t - 1) + 1]?.t ?? []);

/** To the one before the time shown. */
export const toEarlier = (ui: Ui, past: Past, state: State, landmark: Landmark): Ui => {
	const here = ui.held?.t ?? Number.POSITIVE_INFINITY;
	const wanted = momentsOf(past, state, landmark).findLast((t) => t < here);
	if (wanted !== undefined) return hold(ui, wanted, past.at(-1)?.t ?? wanted);
	return say(ui, landmark === "switch" ? "No switch before this one is known." : "Nothing before this is known.");
};

/** To the one after a time; `undefined` where none is known. */
export const toLater = (ui: Ui, past: Past, state: State, landmark: Landmark, t: number): Ui | undefined => {
	const wanted = momentsOf(past, state, landmark).find((moment) => moment > t);
	return wanted === undefined ? undefined : hold(ui, wanted, past.at(-1)?.t ?? wanted);
};

const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/;
const AGO = /^-\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** `1:23`, `00:01:23.450` since the beginning; `-30s`, `-2m` before now. In ns. */
export const parseTime = (text: string, now: number): number | undefined => {
	const [ago, length, unit = "s"] = AGO.exec(text.trim()) ?? [];
	if (ago !== undefined) return now - Number(length) * (UNITS[unit] ?? 1e9);
	const [clock, hours = 0, minutes = 0, seconds] = CLOCK.exec(text.trim()) ?? [];
	if (clock === undefined) return undefined;
	return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e9;
};
