/** A frame as cells: where panels become characters. Pure, and all that the terminal needs to know. */

import { glyphs } from "../report/width.js";
import { toAscii } from "./ascii.js";
import { type Cell, type Cells, cellsOf } from "./cells.js";
import type { Frame } from "./frame.js";
import { inside, type Rect, type Size, within } from "./geometry.js";
import type { Panel } from "./panel.js";
import type { Ground, Line, Role } from "./style.js";
import { clipSpans, widthOf } from "./table.js";

export type Grid = readonly (readonly Cell[])[];

const PLAIN = /^[\x20-\x7e]*$/;
const EMPTY = cellsOf("plain", "none").of(" ");

const UP = 1;
const RIGHT = 2;
const DOWN = 4;
const LEFT = 8;
/** By the directions in which a line goes on. */
const LINES = [..."   ╰ │╭├ ╯─┴╮┤┬┼"];

/** Of a wide character that something is drawn over, nothing is left. */
const blankWide = (row: Cell[], x: number): void => {
	let head = x;
	while (row[head]?.width === 0) head--;
	const { width = 0, role = "plain", ground = "none" } = row[head] ?? {};
	for (let at = head; at < head + width; at++) row[at] = cellsOf(role, ground).of(" ");
};

class Sheet {
	readonly size: Size;
	readonly unicode: boolean;
	readonly cells: Cell[][];
	readonly lines: Uint8Array;

	constructor(size: Size, unicode: boolean) {
		this.size = size;
		this.unicode = unicode;
		this.cells = Array.from({ length: size.rows }, () => new Array<Cell>(size.columns).fill(EMPTY));
		this.lines = new Uint8Array(size.rows * size.columns);
	}

	put(x: number, y: number, cell: Cell): void {
		const row = this.cells[y];
		if (row === undefined || x < 0 || x >= this.size.columns) return;
		if (row[x]?.width !== 1) blankWide(row, x);
		row[x] = cell;
		this.lines[y * this.size.columns + x] = 0;
	}

	/** Draws from `x` to at most `end`; gives the column after it. */
	write(x: number, y: number, end: number, text: string, role: Role, ground: Ground): number {
		const cells = cellsOf(role, ground);
		if (PLAIN.test(text)) return this.#writePlain(x, y, end, text, cells);
		let at = x;
		for (const glyph of glyphs(text)) {
			const cell = cells.of(this.unicode ? glyph.text : toAscii(glyph.text), this.unicode ? glyph : undefined);
			if (at + cell.width > end) break;
			this.put(at, y, cell);
			for (let rest = 1; rest < cell.width; rest++) this.put(at + rest, y, cells.rest);
			at += cell.width;
		}
		return at;
	}

	/** As `write` does, for the most frequent case. */
	#writePlain(x: number, y: number, end: number, text: string, cells: Cells): number {
		const length = Math.max(0, Math.min(text.length, end - x));
		for (let index = 0; index < length; index++) this.put(x + index, y, cells.of(text.charAt(index)));
		return x + length;
	}

	writeLine({ x, y, width }: Rect, { spans, ground: whole = "none" }: Line): number {
		const end = Math.min(x + width, this.size.columns);
		let at = x;
		for (const { text, role, ground = whole } of spans) at = this.write(at, y, end, text, role, ground);
		if (whole !== "none") this.write(at, y, end, " ".repeat(Math.max(0, end - at)), "plain", whole);
		return at;
	}

	/** A row's ground reaches to the box's lines. */
	widenGround({ x, y, width }: Rect, { ground = "none" }: Line): void {
		if (ground === "none") return;
		for (const beside of [x - 1, x + width]) this.write(beside, y, beside + 1, " ", "plain", ground);
	}

	clear({ x, y, width, height }: Rect): void {
		for (let row = y; row < y + height; row++)
			for (let column = x; column < x + width; column++) this.put(column, row, EMPTY);
	}

	#line(x: number, y: number, directions: number, role: Role): void {
		if (x < 0 || y < 0 || x >= this.size.columns || y >= this.size.rows) return;
		const index = y * this.size.columns + x;
		const joined = (this.lines[index] ?? 0) | directions;
		this.put(x, y, cellsOf(role, "none").of(this.#lineGlyph(joined)));
		this.lines[index] = joined;
	}

	#lineGlyph(directions: number): string {
		const glyph = LINES[directions] ?? " ";
		return this.unicode ? glyph : toAscii(glyph);
	}

	box({ x, y, width, height }: Rect, role: Role): void {
		const right = x + width - 1;
		const bottom = y + height - 1;
		for (let column = x + 1; column < right; column++) {
			this.#line(column, y, LEFT | RIGHT, role);
			this.#line(column, bottom, LEFT | RIGHT, role);
		}
		for (let row = y + 1; row < bottom; row++) {
			this.#line(x, row, UP | DOWN, role);
			this.#line(right, row, UP | DOWN, role);
		}
		this.#line(x, y, RIGHT | DOWN, role);
		this.#line(right, y, LEFT | DOWN, role);
		this.#line(x, bottom, RIGHT | UP, role);
		this.#line(right, bottom, LEFT | UP, role);
	}
}

const padded = ({ spans }: Line): Line => ({
	spans: [{ text: " ", role: "plain" }, ...spans, { text: " ", role: "plain" }],
});

/** Less of it says nothing. */
const LEAST_ASIDE = 8;

/** Title and aside interrupt the upper line; the aside gives way where there is not room for both. */
const writeTitle = (sheet: Sheet, { rect, title, aside }: Panel): void => {
	const room = rect.width - 4;
	if (title.spans.length === 0) return;
	const end = sheet.writeLine(
		{ x: rect.x + 2, y: rect.y, width: room, height: 1 },
		padded({ spans: clipSpans(title.spans, room - 2) }),
	);
	if (aside.spans.length === 0) return;
	const start = Math.max(end + 1, rect.x + rect.width - 4 - widthOf(aside.spans));
	const left = rect.x + rect.width - 2 - start;
	if (left < LEAST_ASIDE) return;
	sheet.writeLine({ x: start, y: rect.y, width: left, height: 1 }, padded({ spans: clipSpans(aside.spans, left - 2) }));
};

const paintPanel = (sheet: Sheet, panel: Panel): void => {
	const content = panel.box ? inside(panel.rect) : panel.rect;
	sheet.clear(panel.box ? within(panel.rect) : panel.rect);
	if (panel.box) sheet.box(panel.rect, panel.focused ? "focus" : "faint");
	panel.rows.slice(0, content.height).forEach((row, index) => {
		const place = { ...content, y: content.y + index };
		sheet.writeLine(place, row);
		if (panel.box) sheet.widenGround(place, row);
	});
};

/** The focused panel is painted after the others, so that the lines it shares with them are its own. */
export const paint = (frame: Frame, unicode: boolean): Grid => {
	const sheet = new Sheet(frame.size, unicode);
	for (const panel of frame.panels.filter(({ focused }) => !focused)) paintPanel(sheet, panel);
	for (const panel of frame.panels.filter(({ focused }) => focused)) paintPanel(sheet, panel);
	for (const panel of frame.panels) writeTitle(sheet, panel);
	for (const panel of frame.overlays) {
		sheet.clear(panel.rect);
		paintPanel(sheet, panel);
		writeTitle(sheet, panel);
	}
	return sheet.cells;
};
