import test from "ava";
import type { Effect } from "../../tui/effects.js";
import { readKeys } from "../../tui/keys.js";
import { LISTS, type PanelId, type Ui } from "../../tui/ui.js";
import { resized, update } from "../../tui/update.js";
import { intruders } from "./hostile.js";
import { LARGE, MEDIUM, pressed, SMALL, stateOf, uiOf } from "./stage.js";
import { A, B, FOUND, opening, persona, SECOND, story, switched } from "./story.js";

const STATE = stateOf(story());
const [UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END] = ["\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"];
const [RIGHT, LEFT, BACKTAB, BACKSPACE, ESCAPE] = ["\x1b[C", "\x1b[D", "\x1b[Z", "\x7f", "\x1b\x1b"];

interface Expected {
	readonly focus?: PanelId;
	readonly view?: Ui["view"]["is"];
	readonly about?: string;
	readonly scroll?: number;
	readonly selected?: Ui["selected"];
	readonly help?: boolean;
	readonly full?: boolean;
	readonly sort?: Ui["sort"];
	readonly theme?: Ui["theme"];
	readonly says?: string | undefined;
	readonly filter?: string;
	readonly typing?: string | undefined;
	readonly paused?: boolean;
}

const summary = (ui: Ui, expected: Expected): Expected => {
	const { focus, view, full, selected, sort, theme, help, filter, prompt, held } = ui;
	const all = {
		focus,
		view: view.is,
		about: view.is === "details" ? `${view.subject.panel} ${view.subject.id}` : undefined,
		scroll: view.is === "lists" ? 0 : view.scroll,
		full,
		sort,
		theme,
		says: ui.message?.text,
		selected,
		help: help !== undefined,
		filter,
		typing: prompt?.text,
		paused: held !== undefined,
	};
	return Object.fromEntries(Object.entries(all).filter(([name]) => name in expected));
};

const leads = test.macro({
	exec: (t, typed: string, expected: Expected) => {
		t.deepEqual(summary(pressed(uiOf(SMALL), STATE, typed), expected), expected);
	},
	title: (title = "") => title,
});

test("Tab goes round the panels", leads, "\t", { focus: "devices" });
test("Tab comes back to the first panel", leads, "\t\t\t\t", { focus: "personas" });
test("Shift-Tab goes round the other way", leads, BACKTAB, { focus: "log" });
test("the arrows to the sides go from panel to panel", leads, `${RIGHT}${RIGHT}${LEFT}`, { focus: "devices" });
test("Down goes on from the active persona", leads, DOWN, { selected: { personas: "4026532283#1" } });
test("Up goes back from the active persona", leads, UP, { selected: { personas: "4026532281#1" } });
test("the first row is as far as Up goes", leads, UP.repeat(9), { selected: { personas: "4026531836#1" } });
test("Home selects the first device", leads, `\t${END}${HOME}`, { selected: { devices: "input/13:64" } });
test("Page Down selects a device further down", leads, `\t${PAGE_DOWN}`, {
	selected: { devices: "led/input0::capslock" },
});
test("Up from the latest switch selects the one before", leads, `\t\t${UP}`, { selected: { switches: "10" } });
test("End follows the latest switch again", leads, `\t\t${UP}${END}`, { selected: {} });
test("Page Up in the log selects an entry by its number", leads, `\t\t\t${PAGE_UP}`, {
	selected: { log: String(STATE.log.length - 4) },
});
test("each panel keeps its own selection", leads, `${DOWN}\t\t${UP}`, {
	selected: { personas: "4026532283#1", switches: "10" },
});
test("Enter opens what is selected", leads, `${UP}\r`, { view: "details", about: "personas 4026532281#1" });
test("Enter opens the latest switch where none is selected", leads, "\t\t\r", {
	view: "details",
	about: "switches 11",
});
test("Backspace goes back", leads, `\r${BACKSPACE}`, { view: "lists" });
test("Escape goes back", leads, `\r${ESCAPE}`, { view: "lists" });
test("Tab does not change the panel behind details", leads, "\r\t", { focus: "personas", view: "details" });
test("the arrows scroll details", leads, `\t\t\r${END}`, { view: "details", scroll: 0 });
test("P opens the probes", leads, "P", { view: "probes" });
test("P closes the probes", leads, "PP", { view: "lists" });
test("? shows help", leads, "?", { help: true });
test("any key closes help and does nothing else", leads, "?\t", { help: false, focus: "personas" });
test("Space holds the picture", leads, " ", { paused: true });
test("Space lets it go on", leads, "  ", { paused: false });
test("p holds the picture as well", leads, "p", { paused: true });
test("1 is the overview", leads, "41", { full: false, focus: "switches" });
test("1 after the flow, which the overview has not, is the overview", leads, "51", { full: false, focus: "personas" });
test("2 is the list of personas alone", leads, "2", { full: true, focus: "personas" });
test("3 is that of devices", leads, "3", { full: true, focus: "devices" });
test("4 is that of switches", leads, "4", { full: true, focus: "switches" });
test("5 is the input flow", leads, "5", { full: true, focus: "flow" });
test("7 is that of findings", leads, "7", { full: true, focus: "findings" });
test("6 is the log", leads, "6", { full: true, focus: "log" });
test("Tab goes through the lists alone, the flow among them", leads, "4\t", { full: true, focus: "flow" });
test("1 after the findings, where the overview has none, is the overview at its log", leads, "71", {
	full: false,
	focus: "log",
});
test("z shows the list alone, and all again", leads, "\tzz", { full: false, focus: "devices" });
test("z shows the list alone", leads, "\tz", { full: true, focus: "devices" });
test("a number leaves a page", leads, "\r4", { view: "lists", full: true, focus: "switches" });
test("Escape leaves the list alone", leads, `4${ESCAPE}`, { full: false, focus: "switches" });
test("Escape drops the filter before it leaves the list alone", leads, `4/red\r${ESCAPE}`, { full: true, filter: "" });
test("> sorts by the first column", leads, ">", { sort: { personas: { column: "TAG", descending: false } } });
test("> goes on to the next, numbers greatest first", leads, ">>>", {
	sort: { personas: { column: "INIT", descending: true } },
});
test("< takes the sorting back", leads, "><", { sort: {} });
test("< begins with the last column", leads, "<", { sort: { personas: { column: "KEPT", descending: true } } });
test("I turns the order round", leads, ">I", { sort: { personas: { column: "TAG", descending: true } } });
test("each list is sorted for itself", leads, ">\t>", {
	sort: {
		personas: { column: "TAG", descending: false },
		devices: { column: "DEVICE", descending: false },
	},
});
test("T takes the next theme", leads, "T", { theme: "light" });
test("T comes round to the first theme again", leads, "TTTT", { theme: "dark" });
test("F1 shows help", leads, "\x1bOP", { help: true });
test("F4 types a filter", leads, "\x1bOS", { typing: "" });
test("F6 sorts", leads, "\x1b[17~", { sort: { personas: { column: "TAG", descending: false } } });
test("F2 takes the next theme", leads, "\x1bOQ", { theme: "light" });
test("without a past there is nowhere to go back to", leads, "[", {
	paused: false,
	says: "Nothing of the past is known yet.",
});
test("g asks for a time, and what is none is said to be none", leads, "gnoon\r", {
	paused: false,
	says: "noon is no time. Say 1:23, or -30s.",
});
test("m asks for the mark's text", leads, "mhere", { typing: "here" });
test("an empty mark is none", leads, "m\r", { typing: undefined, says: undefined });
test("S on the active persona does nothing but say so", leads, "S", {
	typing: undefined,
	says: "It is active already.",
});
test("S asks before it switches", leads, `${DOWN}S`, { typing: "" });
test("any other answer than y is no", leads, `${DOWN}Sn`, { typing: undefined });
test("S on what is no persona says what it wants", leads, "\tS", {
	typing: undefined,
	says: "Select the persona that is to be active.",
});
test("S in the past says that it is the past", leads, ` ${DOWN}S`, {
	typing: undefined,
	says: "This is the past: End returns to now.",
});
test("a message is gone with the next key", leads, "Sx", { says: undefined });
test("/ types a filter", leads, "/red q?", { typing: "red q?", filter: "", help: false });
test("Enter keeps the filter", leads, "/ red \r", { typing: undefined, filter: "red" });
test("Escape leaves the filter as it was", leads, `/red\r/blue${ESCAPE}`, { typing: undefined, filter: "red" });
test("Backspace takes a whole character back", leads, "/a日e\u0301\x7f\x7f", { typing: "a" });
test("Backspace on an empty filter stops typing", leads, `/${BACKSPACE}`, { typing: undefined });
test("Ctrl-U empties the filter", leads, "/red\x15", { typing: "" });
test("Escape on the overview drops the filter", leads, `/red\r${ESCAPE}`, { filter: "" });
test("the filter decides what Down selects", leads, `/palette\r${DOWN}`, { selected: { personas: "4026532283#1" } });
test("what a key is not bound to changes nothing", leads, "xXZ\x15", {
	focus: "personas",
	view: "lists",
	selected: {},
});

const does = test.macro({
	exec: (t, typed: string, ui: Partial<Ui>, expected: Effect | undefined) => {
		const keys = readKeys(typed).keys;
		const last = keys.at(-1);
		if (last === undefined) return t.fail();
		const before = keys.slice(0, -1).reduce((one, key) => update(one, key, STATE).ui, uiOf(SMALL, ui));
		t.deepEqual(update(before, last, STATE).effect, expected);
	},
	title: (title = "") => title,
});

const QUIT: Effect = { is: "quit" };
const FILTER = { asks: "filter", text: "" } as const;

test("q quits", does, "q", {}, QUIT);
test("F10 quits", does, "\x1b[21~", {}, QUIT);
test("Ctrl-C quits", does, "\x03", {}, QUIT);
test("Ctrl-L redraws", does, "\x0c", {}, { is: "redraw" });
test("Ctrl-Z suspends", does, "\x1a", {}, { is: "suspend" });
test("q is a letter while a filter is typed", does, "q", { prompt: FILTER }, undefined);
test("Ctrl-C quits while a filter is typed", does, "\x03", { prompt: FILTER }, QUIT);
test("q quits with help open", does, "q", { help: { scroll: 0 } }, QUIT);
test("q quits where the terminal is too small", does, "q", { size: { columns: 20, rows: 5 } }, QUIT);
test(
	"a mark is asked of the collector",
	does,
	"mhere it is\r",
	{},
	{ is: "ask", wish: { do: "mark", text: "here it is" } },
);
test(
	"y after S switches to the persona, by its init",
	does,
	`${DOWN}Sy`,
	{},
	{
		is: "ask",
		wish: { do: "switch", pid: 1403 },
	},
);
test("Enter after S does as well", does, `${UP}S\r`, {}, { is: "ask", wish: { do: "switch", pid: 1201 } });
test("Escape after S does not", does, `${UP}S${ESCAPE}`, {}, undefined);
test("r begins a recording", does, "r\r", {}, { is: "ask", wish: { do: "start", file: "trace.devns" } });
test("r ends one that was begun", does, "r", { asked: "trace.devns" }, { is: "ask", wish: { do: "stop" } });
test("s saves to a file", does, "s\x15x.txt\r", {}, { is: "save", file: "x.txt", redacted: false });
test("Tab leaves the names out of it", does, "s\t\r", {}, { is: "save", file: "devns-top.txt", redacted: true });
test("y copies a persona's PID", does, "y", {}, { is: "copy", text: "1302" });
test("y copies a device's node", does, "\ty", {}, { is: "copy", text: "event0" });
test("y copies a switch's number", does, "\t\ty", {}, { is: "copy", text: "11" });
test("y copies what the log says", does, "\t\t\ty", {}, { is: "copy", text: "mark: the demo's end" });
test("y on a page copies what it is about", does, "\ty\ry", {}, { is: "copy", text: "event0" });

test("Tab goes to the findings where the overview has them, and not where it has not", (t) => {
	const focuses = (size: Ui["size"]) =>
		[0, 1, 2, 3, 4, 5].map((times) => pressed(uiOf(size), STATE, "\t".repeat(times)).focus);
	t.deepEqual(focuses(LARGE), ["personas", "devices", "switches", "log", "findings", "personas"]);
	for (const size of [SMALL, MEDIUM])
		t.deepEqual(focuses(size), ["personas", "devices", "switches", "log", "personas", "devices"]);
});

test("Enter on a finding opens its page, whatever its place in the list, and y copies it", (t) => {
	const warning = { ...FOUND, rule: "light-background", severity: "warning" } as const;
	const state = stateOf([...story(), warning, FOUND]);
	const [violation, other] = [FOUND.rule, warning.rule].map(
		(rule) => [...state.findings.values()].find((one) => one.rule === rule)?.key,
	);
	const opened = (ui: Ui, keys: string) => {
		const { view } = pressed(ui, state, keys);
		return view.is === "details" ? view.subject : undefined;
	};
	const shifts = BACKTAB;
	t.deepEqual(opened(uiOf(LARGE), `${shifts}\r`), { panel: "findings", id: violation });
	t.deepEqual(opened(uiOf(LARGE), `${shifts}${DOWN}\r`), { panel: "findings", id: other });
	for (const size of [SMALL, MEDIUM]) t.deepEqual(opened(uiOf(size), "7\r"), { panel: "findings", id: violation });
	const [key] = readKeys("y").keys;
	if (key === undefined) return t.fail();
	t.deepEqual(update(pressed(uiOf(SMALL), state, "7"), key, state).effect, {
		is: "copy",
		text: "input-background: 3 events were delivered in the background",
	});
});

test("a terminal that becomes too narrow for the findings leaves the focus on the log", (t) => {
	const focused = pressed(uiOf(LARGE), STATE, BACKTAB);
	t.is(focused.focus, "findings");
	t.is(resized(focused, MEDIUM).focus, "log");
	t.is(resized(focused, { ...LARGE, rows: 24 }).focus, "findings");
	t.is(resized(pressed(focused, STATE, "z"), SMALL).focus, "findings", "alone it has room");
});

test("where the terminal is too small, nothing but that works", (t) => {
	const ui = uiOf({ columns: 79, rows: 24 });
	t.deepEqual(pressed(ui, STATE, `\t${DOWN}?P\r`), ui);
});

test("with nothing in a list, no key does harm", (t) => {
	const empty = stateOf([]);
	for (const focus of LISTS)
		for (const typed of [UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, "\r", BACKSPACE, ..."1234567z[]{}()gGpI<>TPmSrsy"])
			t.notThrows(() => pressed(uiOf(SMALL, { focus, full: focus === "flow" }), empty, typed));
});

test("a selection stays with its persona, device and switch, whatever comes and goes", (t) => {
	const before = pressed(uiOf(SMALL), STATE, `${UP}\t${DOWN}\t${UP}`);
	const later = stateOf([
		...story(),
		...intruders(),
		...switched(12, B, A, 30 * SECOND),
		{ kind: "persona-gone", t: persona(A, 0, "", 31 * SECOND).t, persona: A },
	]);
	const after = pressed({ ...before, focus: "personas" }, later, "\r");
	t.deepEqual(after.view, { is: "details", subject: { panel: "personas", id: "4026532281#1" }, scroll: 0 });
	t.deepEqual(after.selected, before.selected);
});

test("what is followed moves on with the latest", (t) => {
	const details = (events: Parameters<typeof stateOf>[0]) => {
		const { view } = pressed(uiOf(SMALL), stateOf(events), "\t\t\r");
		return view.is === "details" ? view.subject.id : undefined;
	};
	t.is(details(story()), "11");
	t.is(details([...story(), ...switched(12, B, A, 30 * SECOND)]), "12");
});

test("scrolling goes no further than the page, and comes back at once", (t) => {
	const state = stateOf([...opening(), ...intruders()]);
	const down = pressed(uiOf(SMALL), state, `P${PAGE_DOWN.repeat(9)}`);
	const most = down.view.is === "probes" ? down.view.scroll : -1;
	const up = pressed(down, state, UP);
	t.is(up.view.is === "probes" ? up.view.scroll : -1, Math.max(0, most - 1));
});
