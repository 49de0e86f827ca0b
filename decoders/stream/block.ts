/** A block: some thousand events at most, by column, in an order that is kept. */
import type { DeliveryRun, Event, Name, Nanos, Session } from "../event.js";
import { devns } from "../generated/devns.js";
import { type BlockKind, COLUMNS, type EventOf, type FieldsOf, type MessageOf } from "./columns.js";
import { Malformed } from "./malformed.js";
import { readColumns, recordReader, writeRecords } from "./record.js";
import { camel, screaming } from "./spelling.js";
import { StringTable, stringsOf } from "./strings.js";

export type BlockEvent = Exclude<Event, Session>;
type Block = devns.v1.Block.$Properties;

/** What a reader takes in one block. Writers stay far below. */
export const MOST_EVENTS = 1 << 16;

const { Kind } = devns.v1;

/** Makes the event of a row; nothing where only a newer vocabulary can express it. */
type EventAt = (row: number, t: Nanos) => BlockEvent | undefined;

/** The columns of one kind as a part of the block. */
const partOf = <K extends BlockKind>(kind: K) => {
	const columns = COLUMNS[kind];
	const field: keyof Block = camel(kind);
	const ofKind = (event: BlockEvent): event is BlockEvent & EventOf<K> => event.kind === kind;
	const reader = recordReader<FieldsOf<K>, MessageOf<K>>(columns, [`kind: ${JSON.stringify(kind)}`, "t"]);
	return {
		number: Kind[`KIND_${screaming(kind)}`],
		write: (events: readonly BlockEvent[], strings: StringTable): Block => ({
			[field]: writeRecords<FieldsOf<K>, MessageOf<K>>(columns, events.filter(ofKind), strings),
		}),
		read: (block: Block, rows: number, text: (index: number) => Name): EventAt => {
			const skipped = new Set<number>();
			const message = block[field] as MessageOf<K> | null | undefined;
			const eventAt = reader(message, rows, { text, skip: (row) => skipped.add(row) }) as unknown as EventAt;
			return skipped.size === 0 ? eventAt : (row, t) => (skipped.has(row) ? undefined : eventAt(row, t));
		},
	};
};

type Part = ReturnType<typeof partOf>;

const KINDS = Object.keys(COLUMNS) as BlockKind[];
const PARTS = new Map<BlockKind, Part>(KINDS.map((kind) => [kind, partOf(kind)]));
const PART_OF_NUMBER = new Map<number, Part>([...PARTS.values()].map((part) => [part.number, part]));

const partFor = (kind: BlockKind): Part => {
	const part = PARTS.get(kind);
	if (part === undefined) throw new RangeError(`no columns for ${kind}`);
	return part;
};

/** Adds to the list that the map has under the key. */
const file = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [value]);
	else list.push(value);
};

export const toBlock = (events: readonly BlockEvent[]): Block => {
	const strings = new StringTable();
	const rows = new Map<Part, BlockEvent[]>();
	const order: number[] = [];
	const distances: number[] = [];
	let last = events[0]?.t ?? 0;
	for (const event of events) {
		const part = partFor(event.kind);
		file(rows, part, event);
		order.push(part.number);
		distances.push(event.t - last);
		last = event.t;
	}
	const parts = Array.from(rows, ([part, ofKind]) => part.write(ofKind, strings));
	return Object.assign({ string: strings.list, order, base: events[0]?.t, t: distances }, ...parts);
};

const timesOf = ({ base, t }: Block): Nanos[] => {
	const distances = t ?? [];
	const times = new Array<Nanos>(distances.length);
	let time = base ?? 0;
	for (let at = 0; at < distances.length; at++) {
		time += distances[at] ?? 0;
		if (!Number.isSafeInteger(time)) throw new Malformed("a time is past 2^53");
		times[at] = time as Nanos;
	}
	return times;
};

/** How many events there are of each kind. Those of a kind mostly follow each other, so they are counted together. */
const rowsOf = (order: readonly number[]): ReadonlyMap<number, number> => {
	const rows = new Map<number, number>();
	for (let from = 0, at = 1; at <= order.length; at++) {
		const number = order[from] ?? 0;
		if (at < order.length && order[at] === number) continue;
		rows.set(number, (rows.get(number) ?? 0) + at - from);
		from = at;
	}
	return rows;
};

/** A kind's events in the order of the block. */
interface Reader {
	readonly eventAt: EventAt;
	row: number;
}

const readDeliveries = (block: Block, rows: number, text: (index: number) => Name): DeliveryRun["columns"] =>
	readColumns(COLUMNS.delivery, block.delivery, rows, { text, skip: () => {} });

export interface BlockRead<Item> {
	readonly events: readonly Item[];
	/** Events of kinds, or with words, that this version does not know. */
	readonly unknown: number;
	/** The time of the first and the last event, known or not. */
	readonly first: Nanos;
	readonly last: Nanos;
}

interface Opened {
	readonly order: readonly number[];
	readonly times: readonly Nanos[];
	readonly first: Nanos;
	readonly last: Nanos;
	readonly text: (index: number) => Name;
}

const open = (block: Block): Opened => {
	const order = block.order ?? [];
	if (order.length > MOST_EVENTS) throw new Malformed(`a block of ${order.length} events`);
	const times = timesOf(block);
	const first = times[0];
	const last = times.at(-1);
	if (first === undefined || last === undefined) throw new Malformed("a block without events");
	if (order.length !== times.length) throw new Malformed(`${times.length} times for ${order.length} events`);
	return { order, times, first, last, text: stringsOf(block.string ?? []) };
};

const readersOf = (block: Block, rows: ReadonlyMap<number, number>, text: Opened["text"]) => {
	const readers = new Map<number, Reader>();
	for (const [number, count] of rows) {
		const eventAt = PART_OF_NUMBER.get(number)?.read(block, count, text);
		if (eventAt) readers.set(number, { eventAt, row: 0 });
	}
	return readers;
};

/** Throws `Malformed` when the block contradicts itself. */
export const fromBlock = (block: Block): BlockRead<BlockEvent> => {
	const { order, times, first, last, text } = open(block);
	const readers = readersOf(block, rowsOf(order), text);
	const events = new Array<BlockEvent>(order.length);
	let known = 0;
	times.forEach((t, at) => {
		const reader = readers.get(order[at] ?? 0);
		const event = reader?.eventAt(reader.row++, t);
		if (event !== undefined) events[known++] = event;
	});
	events.length = known;
	return { events, unknown: order.length - known, first, last };
};

/** Likewise, with its deliveries in runs. */
export const fromBlockInRuns = (block: Block): BlockRead<BlockEvent | DeliveryRun> => {
	const { order, times, first, last, text } = open(block);
	const rows = new Map(rowsOf(order));
	const deliveries = rows.get(Kind.KIND_DELIVERY) ?? 0;
	// Columns of a kind that the order does not hold are passed over, as with events.
	const columns = readDeliveries(deliveries === 0 ? {} : block, deliveries, text);
	rows.delete(Kind.KIND_DELIVERY);
	const readers = readersOf(block, rows, text);
	const events: (BlockEvent | DeliveryRun)[] = [];
	let [known, row] = [0, 0];
	for (let at = 0; at < order.length; at++) {
		if (order[at] === Kind.KIND_DELIVERY) {
			const [from, ahead] = [row, at - row];
			while (order[at + 1] === Kind.KIND_DELIVERY) at++;
			row = at + 1 - ahead;
			events.push({ kind: "deliveries", from, to: row, times, ahead, columns });
			known += row - from;
			continue;
		}
		const reader = readers.get(order[at] ?? 0);
		const event = reader?.eventAt(reader.row++, times[at] ?? first);
		if (event === undefined) continue;
		events.push(event);
		known++;
	}
	return { events, unknown: order.length - known, first, last };
};
