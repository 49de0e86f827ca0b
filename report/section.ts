import type { Column, Row } from "./table.js";
import { textTable } from "./table.js";

/** A part of a text report. */
export interface Section {
	readonly title: string;
	readonly lines: readonly string[];
	/** What the lines are made of, for reports that are no text. */
	readonly table?: { readonly columns: readonly Column[]; readonly rows: readonly Row[] } | undefined;
	/** The lines that are no part of the table. */
	readonly notes?: readonly string[] | undefined;
}

/** A table, or a line that says why there is none. */
export const tableSection = (title: string, columns: readonly Column[], rows: readonly Row[], none: string): Section =>
	rows.length === 0
		? { title, lines: [none], notes: [none] }
		: { title, lines: textTable(columns, rows), table: { columns, rows } };
