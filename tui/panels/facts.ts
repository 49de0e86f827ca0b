/** Rows of the pages that tell all about one thing. */
import { glyphs } from "../../report/width.js";
import { type Line, line, type Role, type Span, span } from "../style.js";

const NAME_WIDTH = 16;

export const fact = (name: string, ...value: readonly Span[]): Line =>
	line(span(`${name.padEnd(NAME_WIDTH - 1)} `, "muted"), ...value);

export const title = (text: string): Line => line(span(text, "heading"));

/** Text broken into rows of at most `width` columns; words are not kept together, as names can be one long word. */
export const wrapped = (text: string, width: number, role: Role = "plain"): readonly Line[] => {
	const rows: string[] = [""];
	let used = 0;
	for (const glyph of glyphs(text)) {
		if (used + glyph.width > width) {
			rows.push("");
			used = 0;
		}
		rows[rows.length - 1] += glyph.text;
		used += glyph.width;
	}
	return rows.map((row) => line(span(row, role)));
};

/** The first row carries the fact's name, the others stand below its value. */
export const longFact = (name: string, text: string, width: number, role: Role = "plain"): readonly Line[] =>
	wrapped(text, width - NAME_WIDTH, role).map(({ spans }, index) =>
		fact(index === 0 ? name : "", ...spans.map(({ text: part, role: own }) => span(part, own))),
	);
