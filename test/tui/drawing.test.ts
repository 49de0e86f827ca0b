/** Only what changed is written: what is on the terminal must be the same as if all had been. */
import test from "ava";
import fc from "fast-check";
import { frame } from "../../tui/frame.js";
import type { Size } from "../../tui/geometry.js";
import { Sheet } from "../../tui/sheet.js";
import { intruders } from "./hostile.js";
import { COLOURFUL, LARGE, MEDIUM, pressed, SMALL, shown, stateOf, uiOf } from "./stage.js";
import { loss, SECOND, story } from "./story.js";
import { emulator, screenRows, written } from "./terminal.js";

const STATES = [
	story(),
	[...story(), ...intruders()],
	[...story(), loss(5, 23 * SECOND, "x")],
	story().slice(0, 60),
].map(stateOf);
const SIZES: readonly Size[] = [SMALL, MEDIUM, LARGE, { columns: 79, rows: 23 }, { columns: 131, rows: 41 }];
const KEYS = ["", "\t", "\r", "\t\x1b[F", "\t\t\x1b[A\r", "P", "?", "4", "5", "2", "6", "T", ">", "/red", "/日\r", " "];

const step = fc.record({
	state: fc.constantFrom(...STATES),
	size: fc.constantFrom(...SIZES),
	keys: fc.constantFrom(...KEYS),
	forget: fc.boolean(),
});

test("a frame drawn over any other is the frame itself", async (t) => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
			const terminal = emulator(SMALL);
			const sheet = new Sheet(SMALL, COLOURFUL);
			await written(terminal, sheet.enter());
			for (const { state, size, keys, forget } of steps) {
				const ui = pressed(uiOf(size), state, keys);
				terminal.resize(size.columns, size.rows);
				if (forget) sheet.forget();
				await written(terminal, sheet.draw(frame(state, ui)));
				t.deepEqual(screenRows(terminal), (await shown(state, ui)).rows);
			}
			sheet.destroy();
		}),
		{ numRuns: 25 },
	);
});

test("nothing is left of a chart when something else takes its place", async (t) => {
	const [state, , , early] = STATES;
	if (state === undefined || early === undefined) return t.fail();
	const terminal = emulator(LARGE);
	const sheet = new Sheet(LARGE, COLOURFUL);
	await written(terminal, sheet.enter());
	for (const keys of ["P", "?", "\r", "/no such switch\r"])
		for (const [held, ui] of [
			[state, uiOf(LARGE)],
			[state, pressed(uiOf(LARGE), state, keys)],
			[early, uiOf(LARGE)],
		] as const) {
			await written(terminal, sheet.draw(frame(held, ui)));
			t.deepEqual(screenRows(terminal), (await shown(held, ui)).rows);
		}
	sheet.destroy();
});

test("a frame like the one before writes nothing", (t) => {
	const [state] = STATES;
	if (state === undefined) return t.fail();
	const sheet = new Sheet(LARGE, COLOURFUL);
	sheet.enter();
	const ui = uiOf(LARGE);
	t.not(sheet.draw(frame(state, ui)), "");
	t.is(sheet.draw(frame(state, ui)), "");
	t.not(sheet.draw(frame(state, { ...ui, help: { scroll: 0 } })), "");
	sheet.destroy();
});

test("one digit more or less writes little", (t) => {
	const [state] = STATES;
	if (state === undefined) return t.fail();
	const sheet = new Sheet(LARGE, COLOURFUL);
	sheet.enter();
	const ui = uiOf(LARGE, { held: { t: state.now, behind: 10, until: state.now } });
	const whole = sheet.draw(frame(state, ui)).length;
	const part = sheet.draw(frame(state, { ...ui, held: { t: state.now, behind: 11, until: state.now } })).length;
	t.true(part < 200 && part * 20 < whole, `${part} of ${whole}`);
	sheet.destroy();
});

test("a chart that did not change is there again after what it was drawn on is forgotten, and in another theme", async (t) => {
	const [state] = STATES;
	if (state === undefined) return t.fail();
	const terminal = emulator(LARGE);
	const sheet = new Sheet(LARGE, COLOURFUL);
	await written(terminal, sheet.enter());
	for (const theme of ["dark", "dark", "light", "dark"] as const) {
		const ui = uiOf(LARGE, { theme });
		await written(terminal, sheet.draw(frame(state, ui)));
		sheet.forget();
		await written(terminal, sheet.draw(frame(state, ui)));
		t.deepEqual(screenRows(terminal), (await shown(state, ui)).rows);
	}
	t.regex(screenRows(terminal).join("\n"), /[⣤⣶⣿]{3}/);
	sheet.destroy();
});
