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

/** Completes the rows, which hold nothing of theirs yet. */
export const readRecords = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
	rows: readonly Row[],
	wire: Message | null | undefined,
	reading: Reading,
): void => {
	const message = wire ?? ({} as Message);
	for (const field of fieldsOf(columns)) {
		const values = columns[field].read(message[field], rows.length, reading);
		values.forEach((value, at) => {
			const row = rows[at];
			if (row) row[field] = value;
		});
	}
};

/** A column of records: a message with a column for each of their fields. */
export const group = <Row extends object, Message extends object>(
	columns: Columns<Row, Message>,
): Column<Row, Message | null | undefined> => ({
	write: (rows, strings) => writeRecords(columns, rows, strings),
	read: (message, count, reading) => {
		const rows = Array.from({ length: count }, () => ({}) as Row);
		readRecords(columns, rows, message, reading);
		return rows;
	},
});
