import test from "ava";
import { readKeys } from "../../tui/keys.js";
import type { PanelId, Ui } from "../../tui/ui.js";
import { type Effect, update } from "../../tui/update.js";
import { intruders } from "./hostile.js";
import { pressed, SMALL, stateOf, uiOf } from "./stage.js";
import { A, B, opening, persona, SECOND, story, switched } from "./story.js";

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
	readonly filter?: string;
	readonly typing?: string | undefined;
	readonly paused?: boolean;
}

const summary = (ui: Ui, expected: Expected): Expected => {
	const { focus, view, selected, help, filter, typing, paused } = ui;
	const all = {
		focus,
		view: view.is,
		about: view.is === "details" ? `${view.subject.panel} ${view.subject.id}` : undefined,
		scroll: view.is === "overview" ? 0 : view.scroll,
		selected,
		help,
		filter,
		typing,
		paused: paused !== undefined,
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
test("Backspace goes back", leads, `\r${BACKSPACE}`, { view: "overview" });
test("Escape goes back", leads, `\r${ESCAPE}`, { view: "overview" });
test("Tab does not change the panel behind details", leads, "\r\t", { focus: "personas", view: "details" });
test("the arrows scroll details", leads, `\t\t\r${END}`, { view: "details", scroll: 0 });
test("p opens the probes, and closes them", leads, "p", { view: "probes" });
test("p closes the probes", leads, "pp", { view: "overview" });
test("? shows help", leads, "?", { help: true });
test("any key closes help and does nothing else", leads, "?\t", { help: false, focus: "personas" });
test("Space holds the picture", leads, " ", { paused: true });
test("Space lets it go on", leads, "  ", { paused: false });
test("/ types a filter", leads, "/red q?", { typing: "red q?", filter: "", help: false });
test("Enter keeps the filter", leads, "/ red \r", { typing: undefined, filter: "red" });
test("Escape leaves the filter as it was", leads, `/red\r/blue${ESCAPE}`, { typing: undefined, filter: "red" });
test("Backspace takes a whole character back", leads, "/a日e\u0301\x7f\x7f", { typing: "a" });
test("Backspace on an empty filter stops typing", leads, `/${BACKSPACE}`, { typing: undefined });
test("Ctrl-U empties the filter", leads, "/red\x15", { typing: "" });
test("Escape on the overview drops the filter", leads, `/red\r${ESCAPE}`, { filter: "" });
test("the filter decides what Down selects", leads, `/palette\r${DOWN}`, { selected: { personas: "4026532283#1" } });
test("what a key is not bound to changes nothing", leads, "xyz\x15", {
	focus: "personas",
	view: "overview",
	selected: {},
});

const effects = test.macro({
	exec: (t, typed: string, ui: Partial<Ui>, expected: Effect | undefined) => {
		const [key] = readKeys(typed).keys;
		t.truthy(key);
		if (key !== undefined) t.is(update(uiOf(SMALL, ui), key, STATE).effect, expected);
	},
	title: (title = "") => title,
});

test("q quits", effects, "q", {}, "quit");
test("Ctrl-C quits", effects, "\x03", {}, "quit");
test("Ctrl-L redraws", effects, "\x0c", {}, "redraw");
test("Ctrl-Z suspends", effects, "\x1a", {}, "suspend");
test("q is a letter while a filter is typed", effects, "q", { typing: "" }, undefined);
test("Ctrl-C quits while a filter is typed", effects, "\x03", { typing: "" }, "quit");
test("q quits with help open", effects, "q", { help: true }, "quit");
test("q quits where the terminal is too small", effects, "q", { size: { columns: 20, rows: 5 } }, "quit");

test("where the terminal is too small, nothing but that works", (t) => {
	const ui = uiOf({ columns: 79, rows: 24 });
	t.deepEqual(pressed(ui, STATE, `\t${DOWN}?p\r`), ui);
});

test("with nothing in a list, no key does harm", (t) => {
	const empty = stateOf([]);
	for (const focus of ["personas", "devices", "switches", "log"] as const)
		for (const typed of [UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, "\r", BACKSPACE])
			t.notThrows(() => pressed(uiOf(SMALL, { focus }), empty, typed));
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
	const down = pressed(uiOf(SMALL), state, `p${PAGE_DOWN.repeat(9)}`);
	const most = down.view.is === "probes" ? down.view.scroll : -1;
	const up = pressed(down, state, UP);
	t.is(up.view.is === "probes" ? up.view.scroll : -1, Math.max(0, most - 1));
});
