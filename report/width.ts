/**
 * How many terminal columns text takes.
 *
 * Terminals dispute the width of emoji, of joined characters and of some marks. The width given here is the largest that
 * any of them takes, and `sure` says whether they agree: what is not sure is drawn so that its neighbours stay in place
 * whatever the terminal thinks of it.
 */

/** One character as a reader sees it, with the marks that belong to it. */
export interface Glyph {
	readonly text: string;
	readonly width: number;
	readonly sure: boolean;
}

/** Neither joins with its neighbours, and each takes one column: text, lines, blocks, dots and signs. */
const PLAIN = /^[\x20-\x7e\xb5\xb7\xd7\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff\u2713\u2717]*$/;
/** A `Name` holds none of these, a reason given by another program may. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const MARK = /^[\p{Mn}\p{Me}]$/u;
const JOINED_HANGUL = /^[\u1160-\u11ff\ud7b0-\ud7fb]$/;
const HALF_WIDTH = /^[\uff61-\uffdc\uffe8-\uffee]$/;
const WIDE =
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\p{Emoji_Presentation}\u2e80-\u303e\u3041-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]$/u;
const EMOJI_STYLE = "\ufe0f";
/** Marks beyond these would be drawn over the neighbouring rows. */
const MARKS_KEPT = 3;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

const codePointWidth = (character: string): number => {
	if (MARK.test(character) || JOINED_HANGUL.test(character)) return 0;
	if (HALF_WIDTH.test(character)) return 1;
	return WIDE.test(character) ? 2 : 1;
};

/** Latin, punctuation, arrows, lines, blocks and braille: the same everywhere. */
const isSure = (code: number): boolean =>
	code < 0x300 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x2319) || isDrawing(code);

const isDrawing = (code: number): boolean =>
	(code >= 0x2500 && code <= 0x25fc) || (code >= 0x2800 && code <= 0x28ff) || code === 0x2713 || code === 0x2717;

const limitMarks = (characters: readonly string[]): readonly string[] => {
	let marks = 0;
	return characters.filter((character) => !MARK.test(character) || ++marks <= MARKS_KEPT);
};

/**
 * What would join the cell to its left gets something to stand on. A vowel or final consonant of Hangul joins nothing but
 * its own syllable's beginning, so that of it nothing else is left.
 */
const onItsOwn = (characters: readonly string[]): string =>
	`\u25cc${characters.filter((character) => MARK.test(character)).join("")}`;

const glyphOf = (cluster: string): Glyph => {
	const characters = limitMarks(Array.from(cluster));
	const sum = characters.reduce((width, character) => width + codePointWidth(character), 0);
	const width = Math.max(sum, cluster.includes(EMOJI_STYLE) ? 2 : 1);
	const sure = characters.length === 1 && isSure(cluster.codePointAt(0) ?? 0);
	return { text: sum === 0 ? onItsOwn(characters) : characters.join(""), width, sure };
};

const known = new Map<string, Glyph>();
const GLYPHS_KEPT = 4096;

const remembered = (cluster: string): Glyph => {
	const found = known.get(cluster);
	if (found !== undefined) return found;
	if (known.size >= GLYPHS_KEPT) known.clear();
	const glyph = glyphOf(cluster);
	known.set(cluster, glyph);
	return glyph;
};

/** The text without anything that could move the cursor, end the line or hide. */
export const printable = (text: string): string => (PLAIN.test(text) ? text : text.replace(UNSAFE, "?"));

/** Each of one code unit: going through them as such makes nothing but the glyphs' array. */
const plainGlyphs = (text: string): readonly Glyph[] => {
	const found: Glyph[] = [];
	for (let at = 0; at < text.length; at++) found.push(remembered(text.charAt(at)));
	return found;
};

/** The glyphs of a text, made printable. */
export const glyphs = (text: string): readonly Glyph[] => {
	if (PLAIN.test(text)) return plainGlyphs(text);
	return Array.from(segmenter.segment(printable(text)), ({ segment }) => remembered(segment));
};

export const textWidth = (text: string): number =>
	PLAIN.test(text) ? text.length : glyphs(text).reduce((sum, { width }) => sum + width, 0);

/** The text made printable and cut to `width` columns, its last one an ellipsis if something was cut. */
export const clip = (text: string, width: number): string => {
	const all = glyphs(text);
	const wanted = all.reduce((sum, glyph) => sum + glyph.width, 0);
	if (wanted <= width) return all.map((glyph) => glyph.text).join("");
	if (width <= 0) return "";
	let used = 0;
	let kept = "";
	for (const glyph of all) {
		if (used + glyph.width > width - 1) break;
		kept += glyph.text;
		used += glyph.width;
	}
	return `${kept}…`;
};

/** The text in exactly `width` columns. */
export const toWidth = (text: string, width: number, align: "left" | "right" = "left"): string => {
	const clipped = clip(text, width);
	const blank = " ".repeat(Math.max(0, width - textWidth(clipped)));
	return align === "left" ? clipped + blank : blank + clipped;
};
