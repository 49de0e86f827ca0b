/** Edge: rows into files of a table. */
import { closeSync, openSync, writeSync } from "node:fs";
import { fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { csvHeader, csvLine, ndjsonLine } from "../../report/tables/rows.js";
import type { Cell, CellType, ExportRow, ExportTable } from "../../report/tables/table.js";

export const FORMATS = ["parquet", "ndjson", "csv"] as const;
export type Format = (typeof FORMATS)[number];

export interface Sink {
	put(row: ExportRow): void;
	end(): Promise<void>;
}

/** So many rows are one row group, and so much is in memory. */
const GROUP = 20_000;
const BUFFERED = 1 << 16;

/** An export is as private as what it was made of. */
const PRIVATE = 0o600;

const textSink = (path: string, header: string, lineOf: (row: ExportRow) => string): Sink => {
	const file = openSync(path, "w", PRIVATE);
	let waiting = header;
	const flush = (): void => {
		for (let bytes = Buffer.from(waiting); bytes.length > 0; ) bytes = bytes.subarray(writeSync(file, bytes));
		waiting = "";
	};
	return {
		put: (row) => {
			waiting += lineOf(row);
			if (waiting.length > BUFFERED) flush();
		},
		end: async () => {
			flush();
			closeSync(file);
		},
	};
};

const PARQUET = { text: "STRING", whole: "INT64", flag: "BOOLEAN" } as const satisfies Record<CellType, string>;

const cellOf = (type: CellType, cell: Cell): Exclude<Cell, undefined> | null =>
	type === "whole" && typeof cell === "number" ? BigInt(Math.trunc(cell)) : (cell ?? null);

const parquetSink = (path: string, { columns }: ExportTable): Sink => {
	closeSync(openSync(path, "w", PRIVATE));
	const data = (rows: readonly ExportRow[]) =>
		columns.map(({ name, type }, index) => ({
			name,
			type: PARQUET[type],
			nullable: true,
			data: rows.map((row) => cellOf(type, row[index])),
		}));
	const schema = schemaFromColumnData({ columnData: data([]) });
	const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: "devns-top" });
	let waiting: ExportRow[] = [];
	const flush = async (): Promise<void> => {
		const rows = waiting;
		waiting = [];
		if (rows.length > 0) await writer.write({ columnData: data(rows), rowGroupSize: GROUP });
	};
	return {
		put: (row) => {
			waiting.push(row);
			if (waiting.length >= GROUP) void flush();
		},
		end: async () => {
			await flush();
			await writer.finish();
		},
	};
};

export const sinkFor = (format: Format, path: string, table: ExportTable): Sink => {
	switch (format) {
		case "parquet":
			return parquetSink(path, table);
		case "ndjson":
			return textSink(path, "", (row) => ndjsonLine(table, row));
		case "csv":
			return textSink(path, csvHeader(table), csvLine);
	}
};
