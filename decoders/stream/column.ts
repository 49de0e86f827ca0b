/**
 * How the values of one field lie in a block. Columns are put together as the values are: `listOf` makes one of lists,
 * `group` (record.ts) one of records.
 */
import type { Name } from "../event.js";
import { Malformed } from "./malformed.js";
import { type Screaming, screaming } from "./spelling.js";
import type { StringTable } from "./strings.js";

export interface Reading {
	readonly text: (index: number) => Name;
	/** The row holds a word of a newer vocabulary: no event can be made of it. */
	readonly skip: (row: number) => void;
}

export interface Column<Value, Wire> {
	readonly write: (values: readonly Value[], strings: StringTable) => Wire;
	/** As many values as there are rows. */
	readonly read: (wire: Wire, rows: number, reading: Reading) => readonly Value[];
}

/** One number or boolean a row, or nothing where every row holds what an absent column means. */
export type Cells<Cell> = Cell[] | null | undefined;

const present = <Cell>(cells: Cells<Cell>, absent: Cell, rows: number): readonly Cell[] => {
	if (!cells?.length) return new Array<Cell>(rows).fill(absent);
	if (cells.length !== rows) throw new Malformed(`${cells.length} values in a column of ${rows} rows`);
	return cells;
};

const unlessAll = <Cell>(absent: Cell, cells: Cell[]): Cells<Cell> =>
	cells.every((cell) => cell === absent) ? undefined : cells;

/** Whole numbers up to 2^53 - 1; whether they may be negative is for the proto to say (uint64, sint64). */
export const whole = <Value extends number>(): Column<Value, Cells<number>> => ({
	write: (values) => unlessAll<number>(0, [...values]),
	read: (cells, rows) => present(cells, 0, rows) as readonly Value[],
});

export const flag: Column<boolean, Cells<boolean>> = {
	write: (values) => unlessAll(false, [...values]),
	read: (cells, rows) => present(cells, false, rows),
};

export const text: Column<Name, Cells<number>> & Column<string, Cells<number>> = {
	write: (values: readonly string[], strings) =>
		unlessAll(
			0,
			values.map((value) => strings.index(value)),
		),
	read: (cells, rows, { text }) => present(cells, 0, rows).map(text),
};

/** One word of the vocabulary; its number is the one that the proto's enum gives to its name. */
export const oneOf = <Prefix extends string, Word extends string, Value extends number>(
	prefix: Prefix,
	words: readonly [Word, ...Word[]],
	values: Readonly<Record<`${Prefix}_${Screaming<Word> | "UNSPECIFIED"}`, Value>>,
): Column<Word, Cells<Value>> => {
	const absent = values[`${prefix}_UNSPECIFIED`];
	const numberOf = new Map(words.map((word) => [word, values[`${prefix}_${screaming(word)}`]]));
	const wordOf = new Map(words.map((word) => [values[`${prefix}_${screaming(word)}`], word]));
	return {
		write: (chosen) => chosen.map((word) => numberOf.get(word) ?? absent),
		read: (cells, rows, { skip }) =>
			present(cells, absent, rows).map((number, row) => {
				const word = wordOf.get(number);
				if (word === undefined) skip(row);
				return word ?? words[0];
			}),
	};
};

/** Likewise, where a word may be missing: not told, in a stream from before there was the column, or a newer word. */
export const oneOfOr = <Prefix extends string, Word extends string, None extends string, Value extends number>(
	prefix: Prefix,
	words: readonly Word[],
	none: None,
	values: Readonly<Record<`${Prefix}_${Screaming<Word> | "UNSPECIFIED"}`, Value>>,
): Column<Word | None, Cells<Value>> => {
	const absent = values[`${prefix}_UNSPECIFIED`];
	const numberOf = new Map<string, Value>(words.map((word) => [word, values[`${prefix}_${screaming(word)}`]]));
	const wordOf = new Map(words.map((word) => [values[`${prefix}_${screaming(word)}`], word]));
	return {
		write: (chosen) =>
			unlessAll(
				absent,
				chosen.map((word) => numberOf.get(word) ?? absent),
			),
		read: (cells, rows) => present(cells, absent, rows).map((number) => wordOf.get(number) ?? none),
	};
};

interface Lists<Cell> {
	size?: Cells<number>;
	item?: Cells<Cell>;
}

export const listOf = <Value, Cell>(
	item: Column<Value, Cells<Cell>>,
): Column<readonly Value[], Lists<Cell> | null | undefined> => ({
	write: (lists, strings) => {
		const items = item.write(lists.flat(), strings);
		return items && { size: lists.map((list) => list.length), item: items };
	},
	read: (wire, rows, reading) => {
		const sizes = whole().read(wire?.size, rows, reading);
		const count = wire?.item?.length ?? 0;
		if (sizes.reduce((sum, size) => sum + size, 0) !== count) throw new Malformed(`${count} items in lists of others`);
		const rowOf = sizes.flatMap((size, row) => new Array<number>(size).fill(row));
		const items = item.read(wire?.item, count, { ...reading, skip: (at) => reading.skip(rowOf[at] ?? 0) });
		let end = 0;
		return sizes.map((size) => {
			end += size;
			return items.slice(end - size, end);
		});
	},
});
