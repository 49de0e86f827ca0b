/** Terminals dispute the width of much that a name can hold. Whatever they think, what stands beside it stays in place. */
import test from "ava";
import fc from "fast-check";
import { deviceNumber } from "../../decoders/event.js";
import type { State } from "../../model/state.js";
import type { Cell } from "../../tui/cells.js";
import { frame } from "../../tui/frame.js";
import type { Size } from "../../tui/geometry.js";
import { paint } from "../../tui/grid.js";
import { Sheet } from "../../tui/sheet.js";
import type { Ui } from "../../tui/ui.js";
import { HOSTILE, intruders } from "./hostile.js";
import { MEDIUM, pressed, SIZES, SMALL, stateOf, uiOf } from "./stage.js";
import { device, inum, named, opened, persona, process, SECOND, story } from "./story.js";
import { type Emulator, emulator, written } from "./terminal.js";

type Width = 0 | 1 | 2;

const EMOJI = /[\p{Emoji_Presentation}\u{1f000}-\u{1faff}]/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HALF = /[\uff61-\uffdc]/;
const MARK = /\p{M}/u;

const isWide = (text: string): boolean => IDEOGRAPH.test(text) && !HALF.test(text);

/** What terminals there are, by how many columns they give to a character. */
const OPINIONS: Readonly<Record<string, (text: string) => Width>> = {
	"takes emoji for narrow": (text) => (MARK.test(text) ? 0 : isWide(text) ? 2 : 1),
	"takes emoji for wide": (text) => (MARK.test(text) ? 0 : isWide(text) || EMOJI.test(text) ? 2 : 1),
	"gives spacing marks a column": (text) => (/\p{Mn}/u.test(text) ? 0 : isWide(text) ? 2 : 1),
	"takes everything for narrow": (text) => (MARK.test(text) ? 0 : 1),
};

/** As the emulator keeps it: the width, and whether the character joins the one before. */
const properties = (width: Width, preceding: number): number => {
	const before = (preceding >> 1) & 3;
	const joins = width === 0 && before !== 0;
	return ((joins ? before : width) << 1) | (joins ? 1 : 0);
};

const opinionated = (size: Size, opinion: string): Emulator => {
	const terminal = emulator(size);
	const wcwidth = (code: number): Width => OPINIONS[opinion]?.(String.fromCodePoint(code)) ?? 1;
	terminal.unicode.register({
		version: opinion,
		wcwidth,
		charProperties: (code: number, preceding: number) => properties(wcwidth(code), preceding),
	});
	terminal.unicode.activeVersion = opinion;
	return terminal;
};

const seen = (terminal: Emulator, x: number, y: number): string =>
	terminal.buffer.active.getLine(y)?.getCell(x)?.getChars() || " ";

/** Cells whose width nobody disputes and which are not where they belong, and the others where something else is seen. */
const misplaced = (terminal: Emulator, state: State, ui: Ui): readonly string[] => {
	const picture = frame(state, ui);
	const isPlotted = (x: number, y: number): boolean =>
		picture.plots.some(({ rect }) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height);
	const holds = ({ text, width }: Cell, x: number, y: number): boolean =>
		Array.from({ length: width }, (_, index) => seen(terminal, x + index, y)).every(
			(found) => found === " " || text.includes(found),
		);
	const wrong = (cell: Cell, x: number, y: number): boolean => {
		if (cell.width === 0 || isPlotted(x, y)) return false;
		return cell.sure && cell.width === 1 ? seen(terminal, x, y) !== cell.text : !holds(cell, x, y);
	};
	return paint(picture, ui.traits.unicode).flatMap((row, y) =>
		row.flatMap((cell, x) => (wrong(cell, x, y) ? [`${x},${y}: "${seen(terminal, x, y)}" for "${cell.text}"`] : [])),
	);
};

const HOSTILE_STATE = stateOf([...story(), ...intruders()]);
const VIEWS = ["", "\t\x1b[F", "\t\x1b[F\x1b[A\x1b[A\r", "\t\t\t\x1b[A\x1b[A\r", "\x1b[B\x1b[B\r", "/\u200d👧\r", "?"];

for (const opinion of Object.keys(OPINIONS))
	for (const size of SIZES)
		test(`nothing is out of place on a terminal that ${opinion}, at ${size.columns}×${size.rows}`, async (t) => {
			for (const keys of VIEWS) {
				const ui = pressed(uiOf(size), HOSTILE_STATE, keys);
				const terminal = opinionated(size, opinion);
				const sheet = new Sheet(size, ui.traits);
				await written(terminal, sheet.enter() + sheet.draw(frame(HOSTILE_STATE, ui)));
				sheet.destroy();
				t.deepEqual(misplaced(terminal, HOSTILE_STATE, ui), [], keys);
			}
		});

test("drawing over another picture leaves nothing of it and moves nothing", async (t) => {
	const plain = stateOf(story());
	for (const opinion of Object.keys(OPINIONS)) {
		const terminal = opinionated(MEDIUM, opinion);
		const sheet = new Sheet(MEDIUM, uiOf(MEDIUM).traits);
		await written(terminal, sheet.enter());
		for (const keys of ["", "\t\x1b[F", "\t", "\t\x1b[F\x1b[A\r", "\t\x1b[B\x1b[B\x1b[B\r", "p", ""])
			for (const state of [plain, HOSTILE_STATE]) {
				const ui = pressed(uiOf(MEDIUM), state, keys);
				await written(terminal, sheet.draw(frame(state, ui)));
				t.deepEqual(misplaced(terminal, state, ui), [], `${opinion} ${keys}`);
			}
		sheet.destroy();
	}
});

test("no name at all moves what stands beside it", async (t) => {
	const piece = fc.oneof(
		fc.constantFrom(...HOSTILE),
		fc.string({ unit: "grapheme", maxLength: 12 }),
		fc.string({ unit: "binary" }),
	);
	const names = fc.array(piece, { minLength: 3, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(
			names,
			fc.constantFrom(...Object.keys(OPINIONS)),
			async ([tag = "", name = "", comm = ""], opinion) => {
				const state = stateOf([
					...story(),
					persona(inum(7000), 3000, comm, 23 * SECOND),
					named(inum(7000), "tag", tag, 23 * SECOND),
					named(inum(7000), "container", name, 23 * SECOND),
					device("input", deviceNumber(13, 70), "event6", name, 23 * SECOND),
					opened(70, inum(7000), deviceNumber(13, 70), process(3001, comm), 23 * SECOND),
				]);
				const ui = uiOf(SMALL);
				const terminal = opinionated(SMALL, opinion);
				const sheet = new Sheet(SMALL, ui.traits);
				await written(terminal, sheet.enter() + sheet.draw(frame(state, ui)));
				sheet.destroy();
				t.deepEqual(misplaced(terminal, state, ui), []);
			},
		),
		{ numRuns: 60 },
	);
});

test("the emulator does dispute the widths", async (t) => {
	const columnsOf = async (opinion: string): Promise<number> => {
		const terminal = opinionated({ columns: 20, rows: 2 }, opinion);
		await written(terminal, "日🎮ि");
		return terminal.buffer.active.cursorX;
	};
	t.deepEqual(await Promise.all(Object.keys(OPINIONS).map(columnsOf)), [3, 4, 4, 2]);
});
