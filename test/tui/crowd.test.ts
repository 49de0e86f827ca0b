/** A hundred personas and two hundred devices: the screen stays whole, and still says who has what. */
import test from "ava";
import { deviceNumber, type Event, ROOT_INUM } from "../../decoders/event.js";
import type { PersonaKey } from "../../model/state.js";
import { matrix } from "../../tui/matrix.js";
import { sceneOf } from "../../tui/scene.js";
import { LARGE, MEDIUM, momentsOf, pressed, SMALL, shownAt, uiOf } from "./stage.js";
import { device, grab, inum, named, opened, opening, persona, process, SECOND, switched } from "./story.js";

const PERSONAS = 100;
const DEVICES = 200;

/** Each persona has ten of the devices open; the fortieth is active, and has one of its ten by a grab. */
const crowd = (): readonly Event[] => [
	...opening(),
	...Array.from({ length: PERSONAS }, (_, index) => [
		persona(inum(9000 + index), 3000 + index, "init", 0.1 * SECOND),
		named(inum(9000 + index), "tag", `P${index}`, 0.1 * SECOND),
	]).flat(),
	...Array.from({ length: DEVICES }, (_, index) =>
		device("input", deviceNumber(13, 100 + index), `event${100 + index}`, `Device ${index}`, 0.2 * SECOND),
	),
	...Array.from({ length: PERSONAS * 10 }, (_, index) =>
		opened(
			1000 + index,
			inum(9000 + (index % PERSONAS)),
			deviceNumber(13, 100 + ((index * 7 + Math.floor(index / PERSONAS) * 13) % DEVICES)),
			process(5000 + index, "reader"),
			0.3 * SECOND,
		),
	),
	...switched(1, ROOT_INUM, inum(9040), SECOND),
	grab(1040, "take", true, 2 * SECOND),
];

const { state, past } = momentsOf(crowd());
const ACTIVE = "9040#1" as PersonaKey;

for (const size of [SMALL, MEDIUM, LARGE])
	for (const keys of ["", "2", "3", "5", "2>>>", "/p4\r", "3/owner:p40\r"])
		test(`with a crowd the screen is whole at ${size.columns}×${size.rows} after ${JSON.stringify(keys)}`, async (t) => {
			const { rows } = await shownAt(past, state, pressed(uiOf(size), state, keys, past));
			t.is(rows.length, size.rows);
			for (const row of rows.slice(2, -2)) t.regex(row, /^[╭│├╰].*[╮│┤╯]$/);
			t.regex(rows[1] ?? "", /► P40 init/);
			t.true(rows.some((row) => /► P40 /.test(row.slice(0, 12))) || !/^$|^2/.test(keys));
		});

/** What a matrix of so many columns says of the active persona's input devices. */
const said = (width: number, named: boolean): string => {
	const made = matrix(sceneOf(state, uiOf(LARGE), past), width, named);
	const [cell = []] = made.cells(ACTIVE);
	t0(made.columns.reduce((sum, column) => sum + column.width + 1, -1) <= width);
	return cell.map(({ text }) => text).join("");
};

const t0 = (holds: boolean): void => {
	if (!holds) throw new Error("the matrix is wider than it may be");
};

test("where there is room for a sign each, each device has its own; else they are counted", (t) => {
	t.is(said(420, false).replaceAll(" ", "").length, DEVICES + 2);
	t.is(said(420, false).match(/■/g)?.length, 9);
	t.is(said(230, false).length, DEVICES + 2);
	t.is(said(230, false).match(/◆/g)?.length, 1);
	t.is(said(40, false), "◆1■9");
	t.is(said(40, true), "◆1■9");
});

test("owner:p40 finds what it owns and nothing else", async (t) => {
	const { text } = await shownAt(past, state, pressed(uiOf(LARGE), state, "3/owner:p40\r", past));
	t.regex(text, /Devices 10 of 203/);
	t.is(text.match(/^│ event\d+ .* P40 /gm)?.length, 10);
});
