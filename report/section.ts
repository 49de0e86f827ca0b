import type { Column, Row } from "./table.js";
import { textTable } from "./table.js";

/** A part of a text report. */
export interface Section {
	readonly title: string;
	readonly lines: readonly string[];
}

/** A table, or a line that says why there is none. */
export const tableSection = (
	title: string,
	columns: readonly Column[],
	rows: readonly Row[],
	none: string,
): Section => ({ title, lines: rows.length === 0 ? [none] : textTable(columns, rows) });
