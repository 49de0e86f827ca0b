/** Columns of fixed places. */

import { glyphs, textWidth } from "../report/width.js";
import type { Line, Role, Span } from "./style.js";
import type { PanelId, Ui } from "./ui.js";

export interface Column {
	readonly title: string;
	/** Columns of the terminal; what is left over is shared by those with a `share`. */
	readonly width: number;
	readonly share?: number;
	/** It grows no wider than this, and leaves the rest to the columns after it. */
	readonly max?: number;
	readonly align?: "right";
}

export interface Placed extends Column {
	readonly room: number;
	/** Columns of the terminal before it. */
	readonly gap: number;
}

const GAP = 1;
/** After a column whose text ends at its right edge and before one whose title begins at its left. */
const WIDE_GAP = 2;
/** Where there is less to share out, names need it more. */
const ROOMY = 6;

const meets = (columns: readonly Column[], index: number): boolean =>
	columns[index - 1]?.align === "right" && columns[index]?.align !== "right" && columns[index]?.title !== "";

/** Gives each column its room in a row of `width`, and two of them that would run together some more between them, if there is. */
export const place = (columns: readonly Column[], width: number): readonly Placed[] => {
	const fixed = columns.reduce((sum, column) => sum + column.width, GAP * (columns.length - 1));
	const shares = columns.reduce((sum, { share = 0 }) => sum + share, 0);
	const meetings = columns.filter((_, index) => meets(columns, index)).length;
	const isRoomy = width - fixed >= meetings * ROOMY;
	let left = Math.max(0, width - fixed - (isRoomy ? meetings * (WIDE_GAP - GAP) : 0));
	let sharesLeft = shares;
	return columns.map((column, index) => {
		const gap = index === 0 ? 0 : isRoomy && meets(columns, index) ? WIDE_GAP : GAP;
		const { share = 0, width: own, max = Number.POSITIVE_INFINITY } = column;
		const extra = share === 0 ? 0 : Math.min(max - own, Math.floor((left * share) / sharesLeft));
		left -= extra;
		sharesLeft -= share;
		return { ...column, room: column.width + extra, gap };
	});
};

export const joined = (spans: readonly Span[], separator: Span): readonly Span[] =>
	spans.flatMap((one, index) => (index === 0 ? [one] : [separator, one]));

export const widthOf = (spans: readonly Span[]): number => spans.reduce((sum, { text }) => sum + textWidth(text), 0);

/** Rows are mostly made of these, so each is made once. */
const blanks: Span[] = [];

const blank = (width: number): Span => {
	const found = blanks[Math.max(0, width)];
	if (found !== undefined) return found;
	const made: Span = { text: " ".repeat(Math.max(0, width)), role: "plain" };
	blanks[made.text.length] = made;
	return made;
};

/** Spans in at most `width` columns; where something was cut, the last column says so. */
export const clipSpans = (spans: readonly Span[], width: number): readonly Span[] => {
	if (widthOf(spans) <= width) return spans;
	const kept: Span[] = [];
	let left = width - 1;
	for (const one of spans) {
		const own = textWidth(one.text);
		if (own > left) return width <= 0 ? [] : [...kept, { ...one, text: `${start(one.text, left)}…` }];
		kept.push(one);
		left -= own;
	}
	return kept;
};

/**
 * As many of the names as fit whole into `width` columns, and how many more there are: a name that is cut might be another's. One
 * always stands there, cut if need be.
 */
export const joinedWithin = (names: readonly Span[], separator: Span, width: number): readonly Span[] => {
	const gap = textWidth(separator.text);
	let used = 0;
	let count = 0;
	for (const [index, { text }] of names.entries()) {
		used += (index === 0 ? 0 : gap) + textWidth(text);
		const left = names.length - index - 1;
		if (used + more(left).length <= width) count = index + 1;
		if (used > width) break;
	}
	if (count === names.length) return joined(names, separator);
	const shown = Math.max(1, count);
	const rest = more(names.length - shown);
	return [...clipSpans(joined(names.slice(0, shown), separator), width - rest.length), { text: rest, role: "muted" }];
};

/** How many are left, if any are. */
const more = (count: number): string => (count === 0 ? "" : ` +${count}`);

/** As many characters as fit. */
const start = (text: string, width: number): string => {
	let used = 0;
	let kept = "";
	for (const glyph of glyphs(text)) {
		used += glyph.width;
		if (used > width) break;
		kept += glyph.text;
	}
	return kept;
};

export const fitSpans = (spans: readonly Span[], width: number, align: "left" | "right" = "left"): readonly Span[] => {
	const clipped = clipSpans(spans, width);
	const gap = blank(width - widthOf(clipped));
	return align === "left" ? [...clipped, gap] : [gap, ...clipped];
};

const NO_SPANS: readonly Span[] = [];

export type Cells = readonly (readonly Span[])[];

/** A picture has hundreds of them: each is one array, and no other is made on the way. */
export const row = (columns: readonly Placed[], cells: Cells): Line => {
	const spans: Span[] = [];
	for (const [index, { room, align, gap }] of columns.entries()) {
		if (gap > 0) spans.push(blank(gap));
		const clipped = clipSpans(cells[index] ?? NO_SPANS, room);
		const left = blank(room - widthOf(clipped));
		if (align === "right") spans.push(left);
		for (const one of clipped) spans.push(one);
		if (align !== "right") spans.push(left);
	}
	return { spans };
};

export const headings = (columns: readonly Placed[], role: Role = "heading"): Line =>
	row(
		columns,
		columns.map(({ title }) => [{ text: title, role }]),
	);

/** The column that the list is sorted by stands out, with the way it goes where there is room for that. */
const sortedTitle = ({ title, room }: Placed, ui: Ui, panel: PanelId): readonly Span[] => {
	const sort = ui.sort[panel];
	if (sort?.column !== title || title === "") return [{ text: title, role: "heading" }];
	const way = sort.descending ? "▼" : "▲";
	return [{ text: textWidth(title) < room ? `${title}${way}` : title, role: "focus" }];
};

export const sortedHeadings = (ui: Ui, panel: PanelId, columns: readonly Placed[]): Line =>
	row(
		columns,
		columns.map((column) => sortedTitle(column, ui, panel)),
	);
