/** Records by column: a message that holds a column for each of their fields. */
import type { Column, Reading } from "./column.js";
import type { StringTable } from "./strings.js";

/** A column for each field of a record, of the type that the message gives it. */
export type Columns<Row, Message> = {
	readonly [Field in keyof Row]: Column<Row[Field], Message[Field & keyof Message]>;
};

const fieldsOf = <Row, Message>(columns: Columns<Row, Message>) =>
	Object.keys(columns) as (keyof Row & keyof Message)[];

export const writeRecords = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
	rows: readonly Row[],
	strings: StringTable,
): Message => {
	const message = {} as Message;
	for (const field of fieldsOf(columns)) {
		message[field] = columns[field].write(
			rows.map((row) => row[field]),
			strings,
		);
	}
	return message;
};

/** The cells of each field, in the fields' order. */
type Cells = readonly (readonly unknown[])[];

/**
 * What makes records of cells, row by row. It is put together as source, once for each kind of record: an object that is written out is made many
 * times as fast as one that gets its fields by name. The names are those of `columns.ts`, never a stream's.
 */
const literal = <Row>(fields: readonly string[], first: readonly string[]) => {
	const cells = fields.map((_, at) => `const c${at} = cells[${at}];`);
	const values = fields.map((field, at) => `${JSON.stringify(field)}: c${at}[row]`);
	const source = `${cells.join("")} return (row, t) => ({${[...first, ...values].join(", ")}});`;
	return new Function("cells", source) as (cells: Cells) => (row: number, t?: number) => Row;
};

/** Reads all columns of a message; returns what makes the record of a row. */
export const recordReader = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
	first: readonly string[] = [],
) => {
	const fields = fieldsOf(columns);
	const made = literal<Row>(fields.map(String), first);
	return (wire: Message | null | undefined, rows: number, reading: Reading) => {
		const message = wire ?? ({} as Message);
		return made(fields.map((field) => columns[field].read(message[field], rows, reading)));
	};
};

/** The columns by themselves, as many values in each as there are rows. */
export const readColumns = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
	wire: Message | null | undefined,
	rows: number,
	reading: Reading,
): { readonly [Field in keyof Row]: readonly Row[Field][] } => {
	const message = wire ?? ({} as Message);
	const read = {} as { [Field in keyof Row]: readonly Row[Field][] };
	for (const field of fieldsOf(columns)) read[field] = columns[field].read(message[field], rows, reading);
	return read;
};

/** A column of records: a message with a column for each of their fields. */
export const group = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
): Column<Row, Message | null | undefined> => {
	const reader = recordReader(columns);
	return {
		write: (rows, strings) => writeRecords(columns, rows, strings),
		read: (message, count, reading) => {
			const recordOf = reader(message, count, reading);
			return Array.from({ length: count }, (_, row) => recordOf(row));
		},
	};
};
