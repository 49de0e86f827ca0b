/**
 * Terminal input → keys and clicks. What is not understood is swallowed whole: the rest of an unknown sequence, a late
 * answer of the terminal or a mouse report of another kind never reads as letters.
 */
export const KEY_NAMES = [
	"up",
	"down",
	"left",
	"right",
	"pageup",
	"pagedown",
	"home",
	"end",
	"enter",
	"backspace",
	"tab",
	"backtab",
	"escape",
	"ctrl-c",
	"ctrl-l",
	"ctrl-u",
	"ctrl-z",
	"f1",
	"f2",
	"f3",
	"f4",
	"f5",
	"f6",
	"f7",
	"f8",
	"f9",
	"f10",
] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** What was done with the mouse over a cell, whose column and row count from 0. */
export interface Pointed {
	readonly name: "mouse";
	readonly does: "click" | "wheel-up" | "wheel-down";
	readonly x: number;
	readonly y: number;
}

/** A key that has a name, the one character that it types, or the mouse. */
export type Key = { readonly name: KeyName } | { readonly name: "text"; readonly text: string } | Pointed;

export interface Keys {
	readonly keys: readonly Key[];
	/** The beginning of a sequence whose end has not come yet. */
	readonly rest: string;
}

const CONTROL: ReadonlyMap<string, KeyName> = new Map([
	["\r", "enter"],
	["\n", "enter"],
	["\t", "tab"],
	["\x7f", "backspace"],
	["\b", "backspace"],
	["\x03", "ctrl-c"],
	["\x0c", "ctrl-l"],
	["\x15", "ctrl-u"],
	["\x1a", "ctrl-z"],
]);

/** By the final character, and for `~` by the first number. */
const SEQUENCES: ReadonlyMap<string, KeyName> = new Map([
	["A", "up"],
	["B", "down"],
	["C", "right"],
	["D", "left"],
	["H", "home"],
	["F", "end"],
	["Z", "backtab"],
	["M", "enter"],
	["1~", "home"],
	["7~", "home"],
	["4~", "end"],
	["8~", "end"],
	["5~", "pageup"],
	["6~", "pagedown"],
	["P", "f1"],
	["Q", "f2"],
	["R", "f3"],
	["S", "f4"],
	["11~", "f1"],
	["12~", "f2"],
	["13~", "f3"],
	["14~", "f4"],
	["15~", "f5"],
	["17~", "f6"],
	["18~", "f7"],
	["19~", "f8"],
	["20~", "f9"],
	["21~", "f10"],
	["[A", "f1"],
	["[B", "f2"],
	["[C", "f3"],
	["[D", "f4"],
	["[E", "f5"],
]);

const ESCAPE = "\x1b";
/** After the escape: CSI with its parameters and final character, SS3 and one more, or the Linux console's own. */
const COMPLETE = /^(?:\[(?<console>\[[@-~])|\[(?!\[)(?<parameters>[0-?]*)[ -/]*(?<final>[@-~])|O(?<application>[@-~]))/;
const BEGUN = /^(?:\[[ -?]*|\[\[|O)?$/;
/** What begins a string that a terminal sends in answer to a question: OSC, DCS, APC, PM, SOS. */
const ANSWER = /^[\]P_^X]/;
const ANSWER_ENDS = ["\x07", `${ESCAPE}\\`] as const;
const LONGEST_ANSWER = 4096;
/** The oldest mouse report has three more characters after what looks like its end. */
const MOUSE = "[M";
const MOUSE_LENGTH = 5;

const sequenceKey = (parameters: string, final: string): KeyName | undefined =>
	SEQUENCES.get(final === "~" ? `${parameters.split(";")[0] ?? ""}~` : final);

/** By the button's number, without what says which of Shift, Alt and Ctrl were held. */
const BUTTONS: ReadonlyMap<number, Pointed["does"]> = new Map([
	[0, "click"],
	[64, "wheel-up"],
	[65, "wheel-down"],
]);
const MODIFIERS = 4 | 8 | 16;

/** A report in the SGR form; of other forms and of releases nothing is made. */
const pointed = (parameters: string, final: string): { readonly key?: Pointed } => {
	const [, button, x, y] = /^<(\d{1,4});(\d{1,5});(\d{1,5})$/.exec(parameters)?.map(Number) ?? [];
	const does = BUTTONS.get((button ?? -1) & ~MODIFIERS);
	if (final !== "M" || does === undefined || !x || !y) return {};
	return { key: { name: "mouse", does, x: x - 1, y: y - 1 } };
};

interface Step {
	readonly length: number;
	readonly key?: Key;
}

const named = (name: KeyName | undefined, length: number): Step =>
	name === undefined ? { length } : { length, key: { name } };

const firstCharacter = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0);

const controlSequence = (after: string): Step | undefined => {
	if (after.startsWith(MOUSE)) return after.length < MOUSE_LENGTH ? undefined : { length: MOUSE_LENGTH };
	const found = COMPLETE.exec(after);
	if (found?.groups === undefined) return undefined;
	const { parameters = "", final, application = "", console: own = "" } = found.groups;
	const { length } = found[0];
	if (final === "M" || final === "m") return { length, ...pointed(parameters, final) };
	return named(sequenceKey(parameters, final ?? (application || own)), length);
};

const answer = (after: string): Step | undefined => {
	const ends = ANSWER_ENDS.map((end) => [after.indexOf(end), end] as const).filter(([at]) => at !== -1);
	const [first] = ends.sort(([a], [b]) => a - b);
	if (first !== undefined) return { length: first[0] + first[1].length };
	return after.length < LONGEST_ANSWER ? undefined : { length: after.length };
};

/** What follows an escape. */
const escapeStep = (after: string): Step | undefined => {
	if (after.startsWith(ESCAPE)) return { length: 0, key: { name: "escape" } };
	if (ANSWER.test(after)) return answer(after);
	const sequence = controlSequence(after);
	if (sequence !== undefined) return sequence;
	if (BEGUN.test(after) || after.startsWith(MOUSE)) return undefined;
	// Alt and a key, or a broken sequence. Neither means anything here.
	return { length: firstCharacter(after).length };
};

const step = (text: string): Step | undefined => {
	if (text.startsWith(ESCAPE)) {
		const next = escapeStep(text.slice(ESCAPE.length));
		return next && { ...next, length: ESCAPE.length + next.length };
	}
	const character = firstCharacter(text);
	const control = CONTROL.get(character);
	if (control !== undefined) return named(control, character.length);
	if (/\p{C}/u.test(character)) return { length: character.length };
	return { length: character.length, key: { name: "text", text: character } };
};

/** Reads all keys that are complete. */
export const readKeys = (text: string): Keys => {
	const keys: Key[] = [];
	let rest = text;
	while (rest !== "") {
		const next = step(rest);
		if (next === undefined) break;
		if (next.key !== undefined) keys.push(next.key);
		rest = rest.slice(next.length);
	}
	return { keys, rest };
};

/** When nothing more has come for a while: a lone Escape was the key, the start of anything else was noise. */
export const settleKeys = (rest: string): readonly Key[] => (rest === ESCAPE ? [{ name: "escape" }] : []);
