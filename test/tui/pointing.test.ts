/** The mouse, by what is seen: tests look for a text on the screen, and click there. */
import test from "ava";
import type { Event } from "../../decoders/event.js";
import { frame } from "../../tui/frame.js";
import { paint } from "../../tui/grid.js";
import type { Key } from "../../tui/keys.js";
import type { Ui } from "../../tui/ui.js";
import { update } from "../../tui/update.js";
import { LARGE, MEDIUM, momentsOf, pressed, SMALL, uiOf } from "./stage.js";
import { FOUND, loss, SECOND, story } from "./story.js";

const { state: STATE, past: PAST } = momentsOf(story());

/** Where a text stands, as cells. */
const find = (ui: Ui, text: string): { readonly x: number; readonly y: number } => {
	const rows = paint(frame(STATE, ui, PAST), true).map((row) => row.map((cell) => cell.text).join(""));
	const y = rows.findIndex((row) => row.includes(text));
	const x = rows[y]?.indexOf(text) ?? -1;
	if (x === -1) throw new Error(`${text} is not in\n${rows.join("\n")}`);
	return { x, y };
};

const point = (ui: Ui, does: "click" | "wheel-up" | "wheel-down", at: { readonly x: number; readonly y: number }) => {
	const key: Key = { name: "mouse", does, ...at };
	return update(ui, key, STATE, PAST);
};

const click = (ui: Ui, text: string): Ui => point(ui, "click", find(ui, text)).ui;

for (const size of [SMALL, MEDIUM, LARGE]) {
	const at = `${size.columns}×${size.rows}`;

	test(`a click selects the row it is on, in its list, at ${at}`, (t) => {
		const ui = click(uiOf(size), "devns to");
		t.is(ui.focus, "devices");
		t.deepEqual(ui.selected, { devices: "input/13:65" });
		t.is(ui.view.is, "lists");
	});

	test(`a click on what is selected opens it, at ${at}`, (t) => {
		const once = click(uiOf(size), "devns to");
		t.deepEqual(click(once, "devns to").view, {
			is: "details",
			subject: { panel: "devices", id: "input/13:65" },
			scroll: 0,
		});
	});

	test(`a click on a column's title sorts by it, and another the other way, at ${at}`, (t) => {
		const once = click(uiOf(size), "OWNER");
		t.deepEqual(once.sort, { devices: { column: "OWNER", descending: false } });
		t.deepEqual(click(once, "OWNER▲").sort, { devices: { column: "OWNER", descending: true } });
	});

	test(`a click on a hint does what its key does, at ${at}`, (t) => {
		t.deepEqual(click(uiOf(size), "help ").help, { scroll: 0 });
		t.is(click(uiOf(size), " filter").prompt?.asks, "filter");
	});

	test(`a click on the scrubber goes to its time, at its right end to now, at ${at}`, (t) => {
		const y = size.rows - 2;
		const middle = point(uiOf(size), "click", { x: Math.floor(size.columns / 2), y }).ui;
		const t0 = middle.held?.t ?? -1;
		t.true(t0 > 8 * SECOND && t0 < 15 * SECOND, String(t0));
		t.is(point(middle, "click", { x: size.columns - 1, y }).ui.held, undefined);
	});
}

test("the wheel moves the selection of the list below it, without taking the focus", (t) => {
	const ui = uiOf(SMALL);
	const at = find(ui, "DEVICE");
	const down = point(ui, "wheel-down", at).ui;
	t.is(down.focus, "personas");
	t.deepEqual(down.selected, { devices: "led/input0::capslock" });
	t.deepEqual(point(down, "wheel-up", at).ui.selected, { devices: "input/13:64" });
});

test("the wheel scrolls a page", (t) => {
	const page = pressed(uiOf(SMALL), STATE, "\t\t\t\r");
	const down = point(page, "wheel-down", { x: 5, y: 10 }).ui;
	t.true(down.view.is === "details" && down.view.scroll <= 1);
});

test("a click between things changes nothing but the focus", (t) => {
	const ui = uiOf(SMALL);
	t.deepEqual(point(ui, "click", { x: 3, y: 0 }).ui, ui);
	t.deepEqual(point(ui, "click", { x: 500, y: 500 }).ui, ui);
	t.is(point(ui, "click", { x: 20, y: find(ui, "Log and").y + 1 }).ui.focus, "log");
});

test("a click closes help, and a question is not answered by one", (t) => {
	t.is(point(uiOf(SMALL, { help: { scroll: 0 } }), "click", { x: 1, y: 1 }).ui.help, undefined);
	const asked = uiOf(SMALL, { prompt: { asks: "filter", text: "red" } });
	t.deepEqual(point(asked, "click", { x: 10, y: 8 }).ui, asked);
});

test("a click on a finding of the overview selects it, another opens its page", (t) => {
	const { state, past } = momentsOf([...story(), { ...FOUND, rule: "light-background" }, FOUND]);
	const rows = paint(frame(state, uiOf(LARGE), past), true).map((row) => row.map((cell) => cell.text).join(""));
	const y = rows.findIndex((row) => row.includes("RULE"));
	const x = rows[y]?.indexOf("RULE") ?? -1;
	const clicked = (ui: Ui, row: number) => update(ui, { name: "mouse", does: "click", x, y: row }, state, past).ui;
	const second = [...state.findings.values()].find(({ rule }) => rule === "light-background")?.key;
	const once = clicked(uiOf(LARGE), y + 2);
	t.deepEqual([once.focus, once.selected.findings, once.view.is], ["findings", second, "lists"]);
	t.deepEqual(clicked(once, y + 2).view, {
		is: "details",
		subject: { panel: "findings", id: second },
		scroll: 0,
	});
	t.is(clicked(once, y + 4).view.is, "lists");
	t.deepEqual(clicked(once, y).sort, { findings: { column: "RULE", descending: false } });
});

test("a click on the verdict goes to what shows all of it", (t) => {
	const led = (events: readonly Event[], size: Ui["size"]) => {
		const { state, past } = momentsOf(events);
		const { view, focus, full } = update(
			uiOf(size),
			{ name: "mouse", does: "click", x: size.columns - 4, y: 1 },
			state,
			past,
		).ui;
		return view.is === "lists" ? (full ? focus : "overview") : view.is;
	};
	for (const size of [SMALL, MEDIUM, LARGE]) {
		t.is(led([...story(), FOUND], size), "findings");
		t.is(led([...story(), loss(3, 23 * SECOND, "full")], size), "probes");
		t.is(led(story(), size), "overview");
	}
});
