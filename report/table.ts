import { textWidth, toWidth } from "./width.js";

export interface Column {
	readonly title: string;
	/** Figures are aligned right, so that their digits and units stand in columns. */
	readonly align?: "left" | "right";
	/** Keeps its place though its values change. */
	readonly min?: number;
	/** What is wider is cut, and ends in an ellipsis. */
	readonly max?: number;
}

export type Row = readonly string[];

const GAP = "  ";

/** As wide as the widest of each column, within the column's limits. */
export const columnWidths = (columns: readonly Column[], rows: readonly Row[]): readonly number[] =>
	columns.map(({ title, min = 0, max = Number.POSITIVE_INFINITY }, index) => {
		const widest = rows.reduce((width, row) => Math.max(width, textWidth(row[index] ?? "")), textWidth(title));
		return Math.min(max, Math.max(min, widest));
	});

/** One row, without blanks at its end. */
export const tableLine = (columns: readonly Column[], widths: readonly number[], row: Row): string =>
	columns
		.map(({ align }, index) => toWidth(row[index] ?? "", widths[index] ?? 0, align))
		.join(GAP)
		.trimEnd();

/** The titles and the rows as lines of text. */
export const textTable = (columns: readonly Column[], rows: readonly Row[]): readonly string[] => {
	const widths = columnWidths(columns, rows);
	const titles = columns.map(({ title }) => title);
	return [titles, ...rows].map((row) => tableLine(columns, widths, row));
};
