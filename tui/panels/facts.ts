/** Rows of the pages that tell all about one thing. */
import { glyphs, textWidth } from "../../report/width.js";
import { type Line, line, type Role, type Span, span } from "../style.js";
import { widthOf } from "../table.js";

export interface Fact {
	/** Of the tool's own words, or a field's. */
	readonly name: string;
	readonly value: readonly Span[];
}

const NAME_WIDTH = 16;

export const fact = (name: string, ...value: readonly Span[]): Line =>
	line(span(`${name.padEnd(NAME_WIDTH - 1)} `, "muted"), ...value);

export const title = (text: string): Line => line(span(text, "heading"));

/** Rows of at most `width` columns; words are not kept together, as names can be one long word. */
const broken = (spans: readonly Span[], width: number): readonly (readonly Span[])[] => {
	const rows: Span[][] = [[]];
	let used = 0;
	for (const one of spans) {
		let text = "";
		const add = () => {
			if (text !== "") rows.at(-1)?.push({ ...one, text });
			text = "";
		};
		for (const glyph of glyphs(one.text)) {
			if (used + glyph.width > width) {
				add();
				rows.push([]);
				used = 0;
			}
			text += glyph.text;
			used += glyph.width;
		}
		add();
	}
	return rows;
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

/** A block: the names' column is as wide as the longest of them needs, and no value is cut. */
export const facts = (all: readonly Fact[], width: number): readonly Line[] => {
	const column = Math.max(NAME_WIDTH, ...all.map(({ name }) => textWidth(name) + 1));
	return all.flatMap(({ name, value }) => hanging([span(name.padEnd(column), "muted")], value, width));
};

/** The first row carries the fact's name, the others stand below its value. */
export const longFact = (name: string, text: string, width: number, role: Role = "plain"): readonly Line[] =>
	facts([{ name, value: [span(text, role)] }], width);
