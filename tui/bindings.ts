/** The keys, in the order in which the help tells them. Everything that says what a key does is made from this table. */
import type { Key, KeyName } from "./keys.js";

export const ACTIONS = [
	"quit",
	"help",
	"overview",
	"personas",
	"devices",
	"switches",
	"flow",
	"log",
	"findings",
	"full",
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
	"earlier",
	"later",
	"previous-switch",
	"next-switch",
	"previous-sign",
	"next-sign",
	"go-to",
	"now",
	"filter",
	"sort-next",
	"sort-previous",
	"invert",
	"theme",
	"probes",
	"switch",
	"mark",
	"record",
	"save",
	"copy",
	"redraw",
	"suspend",
] as const;
export type Action = (typeof ACTIONS)[number];

export const SECTIONS = ["Views", "Moving", "Time", "Looking", "Doing"] as const;
export type Section = (typeof SECTIONS)[number];

export interface Binding {
	readonly action: Action;
	readonly section: Section;
	readonly keys: readonly (KeyName | { readonly text: string })[];
	/** As it is printed on the keyboard. */
	readonly shown: string;
	readonly help: string;
	/** One word for the last row of the screen, for keys worth a place there. */
	readonly hint?: string;
}

const text = (character: string) => ({ text: character });

export const BINDINGS: readonly Binding[] = [
	{ action: "overview", section: "Views", keys: [text("1")], shown: "1", help: "Overview" },
	{ action: "personas", section: "Views", keys: [text("2")], shown: "2", help: "Personas: who has what" },
	{ action: "devices", section: "Views", keys: [text("3")], shown: "3", help: "Devices" },
	{ action: "switches", section: "Views", keys: [text("4")], shown: "4", help: "Switches" },
	{ action: "flow", section: "Views", keys: [text("5")], shown: "5", help: "Input flow" },
	{ action: "log", section: "Views", keys: [text("6")], shown: "6", help: "Log" },
	{ action: "findings", section: "Views", keys: [text("7")], shown: "7", help: "Findings" },
	{ action: "full", section: "Views", keys: [text("z"), "f5"], shown: "z F5", help: "This list alone" },
	{ action: "probes", section: "Views", keys: [text("P")], shown: "P", help: "What is watched" },
	{ action: "next-panel", section: "Moving", keys: ["tab", "right"], shown: "Tab →", help: "Next list", hint: "list" },
	{ action: "previous-panel", section: "Moving", keys: ["backtab", "left"], shown: "S-Tab ←", help: "Previous list" },
	{ action: "up", section: "Moving", keys: ["up", text("k")], shown: "↑ k", help: "Up a row" },
	{ action: "down", section: "Moving", keys: ["down", text("j")], shown: "↓ j", help: "Down a row" },
	{ action: "page-up", section: "Moving", keys: ["pageup"], shown: "PgUp", help: "Up a page" },
	{ action: "page-down", section: "Moving", keys: ["pagedown"], shown: "PgDn", help: "Down a page" },
	{ action: "first", section: "Moving", keys: ["home"], shown: "Home", help: "First row" },
	{ action: "last", section: "Moving", keys: [text("G")], shown: "G", help: "Last row, and follow" },
	{ action: "open", section: "Moving", keys: ["enter"], shown: "Enter", help: "All about this row", hint: "details" },
	{
		action: "back",
		section: "Moving",
		keys: ["backspace", "escape"],
		shown: "Bksp Esc",
		help: "Back; drop the filter",
	},
	{
		action: "pause",
		section: "Time",
		keys: [text(" "), text("p")],
		shown: "Space p",
		help: "Hold, go on",
		hint: "hold",
	},
	{ action: "earlier", section: "Time", keys: [text("["), "f7"], shown: "[ F7", help: "A step back", hint: "back" },
	{ action: "later", section: "Time", keys: [text("]"), "f8"], shown: "] F8", help: "A step on" },
	{ action: "previous-switch", section: "Time", keys: [text("{")], shown: "{", help: "Switch before" },
	{ action: "next-switch", section: "Time", keys: [text("}")], shown: "}", help: "Switch after" },
	{ action: "previous-sign", section: "Time", keys: [text("(")], shown: "(", help: "Finding or mark before" },
	{ action: "next-sign", section: "Time", keys: [text(")")], shown: ")", help: "Finding or mark after" },
	{ action: "go-to", section: "Time", keys: [text("g")], shown: "g", help: "To a time" },
	{ action: "now", section: "Time", keys: ["end"], shown: "End", help: "To now; then last row" },
	{
		action: "filter",
		section: "Looking",
		keys: [text("/"), "f3", "f4"],
		shown: "/ F4",
		help: "Filter",
		hint: "filter",
	},
	{
		action: "sort-next",
		section: "Looking",
		keys: [text(">"), "f6"],
		shown: "> F6",
		help: "Sort by next column",
		hint: "sort",
	},
	{ action: "sort-previous", section: "Looking", keys: [text("<")], shown: "<", help: "Sort by the one before" },
	{ action: "invert", section: "Looking", keys: [text("I")], shown: "I", help: "Turn the order round" },
	{ action: "theme", section: "Looking", keys: [text("T"), "f2"], shown: "T F2", help: "Next theme" },
	{ action: "redraw", section: "Looking", keys: ["ctrl-l"], shown: "Ctrl-L", help: "Draw it all anew" },
	{ action: "switch", section: "Doing", keys: [text("S"), "f9"], shown: "S F9", help: "Make persona active" },
	{ action: "mark", section: "Doing", keys: [text("m")], shown: "m", help: "Mark this moment" },
	{ action: "record", section: "Doing", keys: [text("r")], shown: "r", help: "Start, stop recording" },
	{ action: "save", section: "Doing", keys: [text("s")], shown: "s", help: "Snapshot to a file" },
	{ action: "copy", section: "Doing", keys: [text("y")], shown: "y", help: "Copy this row's id" },
	{
		action: "help",
		section: "Doing",
		keys: [text("?"), text("h"), "f1"],
		shown: "? F1",
		help: "This help",
		hint: "help",
	},
	{ action: "suspend", section: "Doing", keys: ["ctrl-z"], shown: "Ctrl-Z", help: "Suspend" },
	{ action: "quit", section: "Doing", keys: [text("q"), "f10", "ctrl-c"], shown: "q F10", help: "Quit", hint: "quit" },
];

const isKey = (key: Key, bound: Binding["keys"][number]): boolean =>
	typeof bound === "string" ? key.name === bound : key.name === "text" && key.text === bound.text;

export const actionOf = (key: Key): Action | undefined =>
	BINDINGS.find(({ keys }) => keys.some((bound) => isKey(key, bound)))?.action;
