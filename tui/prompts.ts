/** What is asked for in the last row, and what the answer does. */
import type { State } from "../model/state.js";
import { glyphs } from "../report/width.js";
import type { Effect } from "./effects.js";
import { FIELDS, strangeWords } from "./filter.js";
import type { Key } from "./keys.js";
import { labelsOf } from "./labels.js";
import type { Past } from "./scene.js";
import { type Span, span } from "./style.js";
import { goTo, parseTime } from "./travel.js";
import type { Prompt, Ui } from "./ui.js";

export interface Change {
	readonly ui: Ui;
	readonly effect?: Effect;
}

const key = (shown: string, does: string): readonly Span[] => [span(` ${shown}`, "focus"), span(` ${does} `, "muted")];

/** A word that is still being typed may become one. */
const filterHint = (text: string): readonly Span[] => {
	const [strange] = strangeWords(text).filter((word) => !word.endsWith(":"));
	if (strange === undefined) return [span("  word persona:NAME class:input -not  ", "muted")];
	return [span(`  fields are ${FIELDS.join(", ")}; "${strange}" in quotes is text  `, "notice")];
};

const hints = (prompt: Prompt): readonly Span[] => {
	switch (prompt.asks) {
		case "filter":
			return [...filterHint(prompt.text), ...key("Enter", "keep"), ...key("Esc", "as it was")];
		case "time":
			return [span("  1:23 since the beginning, -30s before now  ", "muted"), ...key("Enter", "go")];
		case "mark":
			return [...key("Enter", "mark"), ...key("Esc", "don't")];
		case "record":
			return [...key("Enter", "record"), ...key("Esc", "don't")];
		case "save":
			return [
				...key("Tab", prompt.redacted ? "with names" : "without names"),
				...key("Enter", "save"),
				...key("Esc", "don't"),
			];
		case "switch":
			return [...key("Enter", "or"), ...key("y", "make it active"), ...key("Esc", "don't")];
	}
};

const question = (state: State, prompt: Prompt): string => {
	switch (prompt.asks) {
		case "filter":
			return "/";
		case "time":
			return "go to";
		case "mark":
			return "mark this moment as";
		case "record":
			return "record to";
		case "save":
			return prompt.redacted ? "save, names left out, to" : "save to";
		case "switch":
			return `Make ${labelsOf(state).get(prompt.persona) ?? "it"} active?`;
	}
};

export const promptSpans = (state: State, prompt: Prompt): readonly Span[] => [
	span(` ${question(state, prompt)} `, "focus"),
	...(prompt.asks === "switch" ? [] : [span(prompt.text, "strong"), span(" ", "plain", "selected")]),
	span(" "),
	...hints(prompt),
];

const without = (ui: Ui): Ui => ({ ...ui, prompt: undefined });

const answered = (ui: Ui, prompt: Prompt, state: State, past: Past): Change => {
	const text = prompt.text.trim();
	switch (prompt.asks) {
		case "filter":
			return { ui: { ...without(ui), filter: text } };
		case "time": {
			if (text === "") return { ui: without(ui) };
			const t = parseTime(text, past.at(-1)?.t ?? state.now);
			if (t !== undefined) return { ui: goTo(without(ui), past, t) };
			return { ui: { ...without(ui), message: { text: `${text} is no time. Say 1:23, or -30s.`, role: "problem" } } };
		}
		case "mark":
			return text === "" ? { ui: without(ui) } : { ui: without(ui), effect: { is: "ask", wish: { do: "mark", text } } };
		case "record":
			return text === ""
				? { ui: without(ui) }
				: { ui: without(ui), effect: { is: "ask", wish: { do: "start", file: text } } };
		case "save":
			return text === ""
				? { ui: without(ui) }
				: { ui: without(ui), effect: { is: "save", file: text, redacted: prompt.redacted } };
		case "switch": {
			const pid = state.personas.get(prompt.persona)?.initPid;
			if (pid !== undefined) return { ui: without(ui), effect: { is: "ask", wish: { do: "switch", pid } } };
			return { ui: { ...without(ui), message: { text: "Its init's PID is not known.", role: "problem" } } };
		}
	}
};

const withoutLast = (text: string): string =>
	glyphs(text)
		.slice(0, -1)
		.map((glyph) => glyph.text)
		.join("");

const LONGEST = 500;

const retyped = (ui: Ui, prompt: Prompt, text: string): Change => ({
	ui: { ...ui, prompt: { ...prompt, text: text.slice(0, LONGEST) } },
});

/** What a key makes of a question. Ending the program works in the middle of one. */
export const answer = (ui: Ui, prompt: Prompt, pressed: Key, state: State, past: Past): Change => {
	switch (pressed.name) {
		case "text":
			if (prompt.asks !== "switch") return retyped(ui, prompt, prompt.text + pressed.text);
			return /^y$/i.test(pressed.text) ? answered(ui, prompt, state, past) : { ui: without(ui) };
		case "backspace":
			return prompt.text === "" ? { ui: without(ui) } : retyped(ui, prompt, withoutLast(prompt.text));
		case "ctrl-u":
			return retyped(ui, prompt, "");
		case "tab":
			return prompt.asks === "save" ? { ui: { ...ui, prompt: { ...prompt, redacted: !prompt.redacted } } } : { ui };
		case "enter":
			return answered(ui, prompt, state, past);
		case "escape":
			return { ui: without(ui) };
		case "ctrl-c":
			return { ui, effect: { is: "quit" } };
		case "ctrl-l":
			return { ui, effect: { is: "redraw" } };
		case "ctrl-z":
			return { ui, effect: { is: "suspend" } };
		default:
			return { ui };
	}
};
