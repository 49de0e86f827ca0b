/** The keys, in the order in which the help tells them. Everything that says what a key does is made from this table. */
import type { Key, KeyName } from "./keys.js";

export const ACTIONS = [
	"quit",
	"help",
	"next-panel",
	"previous-panel",
	"up",
	"down",
	"page-up",
	"page-down",
	"first",
	"last",
	"open",
	"back",
	"pause",
	"filter",
	"probes",
	"redraw",
	"suspend",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Binding {
	readonly action: Action;
	readonly keys: readonly (KeyName | { readonly text: string })[];
	/** As it is printed on the keyboard. */
	readonly shown: string;
	readonly help: string;
	/** One word for the last row of the screen, for keys worth a place there. */
	readonly hint?: string;
}

const text = (character: string) => ({ text: character });

export const BINDINGS: readonly Binding[] = [
	{ action: "quit", keys: [text("q"), "ctrl-c"], shown: "q", help: "Quit", hint: "quit" },
	{ action: "help", keys: [text("?"), text("h")], shown: "?", help: "This help", hint: "help" },
	{ action: "next-panel", keys: ["tab", "right"], shown: "Tab →", help: "Next panel", hint: "panel" },
	{ action: "previous-panel", keys: ["backtab", "left"], shown: "Shift-Tab ←", help: "Previous panel" },
	{ action: "up", keys: ["up", text("k")], shown: "↑ k", help: "Up a row" },
	{ action: "down", keys: ["down", text("j")], shown: "↓ j", help: "Down a row" },
	{ action: "page-up", keys: ["pageup"], shown: "PgUp", help: "Up a page" },
	{ action: "page-down", keys: ["pagedown"], shown: "PgDn", help: "Down a page" },
	{ action: "first", keys: ["home", text("g")], shown: "Home g", help: "First row" },
	{
		action: "last",
		keys: ["end", text("G")],
		shown: "End G",
		help: "Last row; in switches and log: follow the latest",
	},
	{ action: "open", keys: ["enter"], shown: "Enter", help: "All about the selected row", hint: "details" },
	{
		action: "back",
		keys: ["backspace", "escape"],
		shown: "Backspace Esc",
		help: "Back; on the overview: drop the filter",
	},
	{
		action: "pause",
		keys: [text(" ")],
		shown: "Space",
		help: "Hold the picture, or go on; nothing is missed",
		hint: "hold",
	},
	{ action: "filter", keys: [text("/")], shown: "/", help: "Filter: words, persona:NAME, class:input", hint: "filter" },
	{ action: "probes", keys: [text("p")], shown: "p", help: "What is watched, and what is missing", hint: "probes" },
	{ action: "redraw", keys: ["ctrl-l"], shown: "Ctrl-L", help: "Draw the screen anew" },
	{ action: "suspend", keys: ["ctrl-z"], shown: "Ctrl-Z", help: "Suspend" },
];

const isKey = (key: Key, bound: Binding["keys"][number]): boolean =>
	typeof bound === "string" ? key.name === bound : key.name === "text" && key.text === bound.text;

export const actionOf = (key: Key): Action | undefined =>
	BINDINGS.find(({ keys }) => keys.some((bound) => isKey(key, bound)))?.action;
