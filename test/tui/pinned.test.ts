/** What went wrong a while ago is still to be seen where everything else has gone by. */
import test from "ava";
import type { Event } from "../../decoders/event.js";
import type { Ui } from "../../tui/ui.js";
import { update } from "../../tui/update.js";
import { MEDIUM, pressed, SMALL, shown, stateOf, uiOf } from "./stage.js";
import { at, B, lit, loss, name, SECOND, story } from "./story.js";

/** The light goes on and off for so many seconds. */
const chatter = (from: number, seconds: number): readonly Event[] =>
	Array.from({ length: seconds }, (_, index) => lit(B, "input0::capslock", index % 2, true, (from + index) * SECOND));

const LOST = [...story(), loss(12, 23 * SECOND, "full"), ...chatter(24, 60)];

/** The log's rows in the overview. */
const logRows = async (
	events: readonly Event[],
	fields: Partial<Ui> = {},
	size = MEDIUM,
): Promise<readonly string[]> => {
	const { rows } = await shown(stateOf(events), uiOf(size, fields));
	const top = rows.findIndex((row) => /^├─ Log and findings/.test(row));
	return rows.slice(
		top + 1,
		rows.findIndex((row) => /^╰/.test(row)),
	);
};

test("the latest problem that scrolled away stays in the log's first row, with its age", async (t) => {
	for (const size of [SMALL, MEDIUM]) {
		const [first = "", ...others] = await logRows(LOST, {}, size);
		t.regex(first, /00:00:23\.000 ✗ 12 events were lost.* 1m00s ago │$/);
		t.true(others.every((row) => /set input0::capslock/.test(row)));
	}
});

test("of several it is the latest", async (t) => {
	const [first = ""] = await logRows([...LOST, loss(7, 85 * SECOND, "full"), ...chatter(86, 30)]);
	t.regex(first, /✗ 7 events/);
});

test("where it is in sight, or nothing is wrong, the first row is the log's own", async (t) => {
	const near = await logRows([...story(), ...chatter(24, 30), loss(12, 60 * SECOND, "full"), ...chatter(61, 2)]);
	t.regex(near[0] ?? "", /set input0::capslock/);
	t.is(near.filter((row) => /were lost/.test(row)).length, 1);
	const quiet = await logRows([...story(), ...chatter(24, 60)]);
	t.notRegex(quiet.join("\n"), /✗| ago /);
});

test("who filters, sorts or goes back in the log sees the log", async (t) => {
	const state = stateOf(LOST);
	const up = pressed(uiOf(MEDIUM, { focus: "log" }), state, "\x1b[A");
	for (const fields of [up, { filter: "capslock" }, { sort: { log: { column: "TIME", descending: false } } }])
		t.notRegex((await logRows(LOST, fields)).join("\n"), / ago /);
	t.notRegex((await shown(state, uiOf(MEDIUM, { full: true, focus: "log" }))).text, /1m00s ago/);
});

test("a click on it goes to where it happened", async (t) => {
	const state = stateOf(LOST);
	const ui = uiOf(MEDIUM);
	const y = (await shown(state, ui)).rows.findIndex((row) => / ago │$/.test(row));
	const after = update(ui, { name: "mouse", does: "click", x: 20, y }, state).ui;
	const entry = state.log[Number(after.selected.log) - state.logForgotten];
	t.is(entry?.event.kind, "loss");
	const below = update(ui, { name: "mouse", does: "click", x: 20, y: y + 1 }, state).ui;
	t.is(state.log[Number(below.selected.log) - state.logForgotten]?.event.kind, "request");
});

test("a mark is nothing wrong", async (t) => {
	const mark: Event = { kind: "mark", t: at(23 * SECOND), text: name("here") };
	t.notRegex((await logRows([...story(), mark, ...chatter(24, 60)])).join("\n"), / ago /);
});
