/** What is written to the terminal for one cell. */
import type { Cell } from "./cells.js";
import { look, type Theme } from "./palette.js";

const OWN_COLOUR = 0x1ff;
const BOLD = 1;
const UNDERLINE = 2;
const INVERSE = 8;

/** A cell's look as blessed keeps it: flags, foreground and background in one number. */
export const attributes = ({ role, ground }: Cell, theme: Theme): number => {
	const { fg, bg, bold, underline, inverse } = look(role, ground, theme);
	const flags = (bold ? BOLD : 0) | (underline ? UNDERLINE : 0) | (inverse ? INVERSE : 0);
	return (flags << 18) | ((fg < 0 ? OWN_COLOUR : fg) << 9) | (bg < 0 ? OWN_COLOUR : bg);
};

const toColumn = (x: number): string => `\x1b[${x + 1}G`;
const SKIP_COLUMN = "\x1b[C";

/**
 * What to write for a cell. Where terminals dispute the width, its columns are cleared and the cursor is put where the
 * next column begins, so that blessed and the terminal agree again whatever the terminal did.
 */
export const cellText = ({ text, width, sure }: Cell, x: number): string => {
	if (width === 0) return SKIP_COLUMN;
	return sure ? text : `${" ".repeat(width)}${toColumn(x)}${text}${toColumn(x + 1)}`;
};
