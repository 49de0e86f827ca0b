/** Tables for other programs: columns of one type, and rows of what a recording says. docs/export.md describes them. */
export type CellType = "text" | "whole" | "flag";
export type Cell = string | number | bigint | boolean | undefined;

/** In a row, what is absent is undefined, which is null elsewhere and never 0. */
export interface ExportTable {
	readonly name: string;
	readonly columns: readonly { readonly name: string; readonly type: CellType }[];
}

export type ExportRow = readonly Cell[];
