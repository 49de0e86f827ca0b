/** Rows of the pages that tell all about one thing. */
import { glyphs, textWidth } from "../../report/width.js";
import { type Line, line, type Role, type Span, span } from "../style.js";
import { widthOf } from "../table.js";

export interface Fact {
	/** Of the tool's own words, or a field's. */
	readonly name: string;
	readonly value: readonly Span[];
}

/** All that pages have names for, so that blocks below each other have their values below each other. */
const NAME_WIDTH = "process.innerPid ".length;

/** The columns that a page of `width` leaves for a value. */
export const roomFor = (width: number): number => Math.max(10, width - NAME_WIDTH);

export const fact = (name: string, ...value: readonly Span[]): Line => ({
	spans: [span(`${name.padEnd(NAME_WIDTH - 1)} `, "muted"), ...value],
	head: 1,
});

export const title = (text: string): Line => line(span(text, "heading"));

/** One character of a span. */
interface Piece {
	readonly text: string;
	readonly width: number;
	readonly of: Span;
}

const piecesOf = (spans: readonly Span[]): readonly Piece[] =>
	spans.flatMap((of) => glyphs(of.text).map(({ text, width }) => ({ text, width, of })));

const spansOf = (pieces: readonly Piece[]): readonly Span[] => {
	const found: Span[] = [];
	let latest: Span | undefined;
	for (const { text, of } of pieces) {
		const last = of === latest ? found.pop() : undefined;
		found.push({ ...of, text: `${last?.text ?? ""}${text}` });
		latest = of;
	}
	return found;
};

/** Rows of at most `width` columns, broken between words; but names can be one long word, and are broken anywhere. */
const broken = (spans: readonly Span[], width: number): readonly (readonly Span[])[] => {
	const pieces = piecesOf(spans);
	const rows: (readonly Span[])[] = [];
	let start = 0;
	let used = 0;
	/** Of the word that is gone through: where it begins, and how many columns it has so far. */
	let word = { at: 0, width: 0 };
	for (const [at, { text, width: own }] of pieces.entries()) {
		if (used + own > width && at > start) {
			const whole = word.at > start && word.width <= width / 2;
			const end = whole ? word.at : at;
			rows.push(spansOf(pieces.slice(start, end)));
			start = end;
			used = whole ? word.width : 0;
		}
		used += own;
		word = text === " " ? { at: at + 1, width: 0 } : { at: word.at, width: word.width + own };
	}
	return [...rows, spansOf(pieces.slice(start))];
};

export const wrapped = (text: string, width: number, role: Role = "plain"): readonly Line[] =>
	broken([span(text, role)], width).map((spans) => line(...spans));

/** What is broken into rows behind a head stands below itself, not below the head. */
export const hanging = (head: readonly Span[], spans: readonly Span[], width: number): readonly Line[] => {
	const indent = widthOf(head);
	return broken(spans, width - indent).map((part, index) =>
		line(...(index === 0 ? head : [span(" ".repeat(indent))]), ...part),
	);
};

/** A page's rows, of which none is wider than the page: what does not fit into one stands in several. */
export const within = (rows: readonly Line[], width: number): readonly Line[] =>
	rows.flatMap((row) => {
		const { spans, head = 0 } = row;
		return widthOf(spans) <= width ? [row] : hanging(spans.slice(0, head), spans.slice(head), width);
	});

/** A block: the names' column is as wide as the longest of them needs, and no value is cut. */
export const facts = (all: readonly Fact[], width: number): readonly Line[] => {
	const column = Math.max(NAME_WIDTH, ...all.map(({ name }) => textWidth(name) + 1));
	return all.flatMap(({ name, value }) => hanging([span(name.padEnd(column), "muted")], value, width));
};

/** The first row carries the fact's name, the others stand below its value. */
export const longFact = (name: string, text: string, width: number, role: Role = "plain"): readonly Line[] =>
	facts([{ name, value: [span(text, role)] }], width);
