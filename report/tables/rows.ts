/** Rows as lines of text: NDJSON, and CSV as RFC 4180 has it. */
import { printable } from "../width.js";
import type { Cell, ExportRow, ExportTable } from "./table.js";

/** A number beyond 2^53 would be another one after most readers: it is written as it is, which JSON allows. */
const json = (cell: Cell): string => {
	if (cell === undefined) return "null";
	if (typeof cell === "string") return JSON.stringify(printable(cell));
	return String(cell);
};

export const ndjsonLine = ({ columns }: ExportTable, row: ExportRow): string =>
	`{${columns.map(({ name }, index) => `"${name}":${json(row[index])}`).join(",")}}\n`;

const csv = (cell: Cell): string => {
	if (cell === undefined) return "";
	if (typeof cell !== "string") return String(cell);
	const text = printable(cell);
	// A spreadsheet would take these for a formula.
	const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
	return plain === "" || /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

export const csvHeader = ({ columns }: ExportTable): string => `${columns.map(({ name }) => name).join(",")}\r\n`;

export const csvLine = (row: ExportRow): string => `${row.map(csv).join(",")}\r\n`;
