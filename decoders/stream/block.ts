/** A block: some thousand events at most, by column, in an order that is kept. */
import type { Event, Name, Nanos, Session } from "../event.js";
import { devns } from "../generated/devns.js";
import { type BlockKind, COLUMNS, type EventOf, type FieldsOf, type MessageOf } from "./columns.js";
import { Malformed } from "./malformed.js";
import { readRecords, writeRecords } from "./record.js";
import { camel, screaming } from "./spelling.js";
import { StringTable, stringsOf } from "./strings.js";

export type BlockEvent = Exclude<Event, Session>;
type Block = devns.v1.Block.$Properties;

/** What a reader takes in one block. Writers stay far below. */
export const MOST_EVENTS = 1 << 16;

const { Kind } = devns.v1;

/** The columns of one kind as a part of the block. */
const partOf = <K extends BlockKind>(kind: K) => {
	const columns = COLUMNS[kind];
	const field: keyof Block = camel(kind);
	const ofKind = (event: BlockEvent): event is BlockEvent & EventOf<K> => event.kind === kind;
	return {
		number: Kind[`KIND_${screaming(kind)}`],
		write: (events: readonly BlockEvent[], strings: StringTable): Block => ({
			[field]: writeRecords<FieldsOf<K>, MessageOf<K>>(columns, events.filter(ofKind), strings),
		}),
		/** An event a time, or nothing where only a newer vocabulary can express it. */
		read: (block: Block, times: readonly Nanos[], text: (index: number) => Name): (BlockEvent | undefined)[] => {
			const skipped = new Set<number>();
			const message = block[field] as MessageOf<K> | null | undefined;
			const events = times.map((t) => ({ kind, t }) as EventOf<K>);
			readRecords<FieldsOf<K>, MessageOf<K>>(columns, events, message, { text, skip: (row) => skipped.add(row) });
			return events.map((event, row) => (skipped.has(row) ? undefined : event));
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
	let time = base ?? 0;
	return (t ?? []).map((distance) => {
		time += distance;
		if (!Number.isSafeInteger(time)) throw new Malformed("a time is past 2^53");
		return time as Nanos;
	});
};

export interface BlockRead {
	readonly events: readonly BlockEvent[];
	/** Events of kinds, or with words, that this version does not know. */
	readonly unknown: number;
	/** The time of the first and the last event, known or not. */
	readonly first: Nanos;
	readonly last: Nanos;
}

/** Throws `Malformed` when the block contradicts itself. */
export const fromBlock = (block: Block): BlockRead => {
	const order = block.order ?? [];
	if (order.length > MOST_EVENTS) throw new Malformed(`a block of ${order.length} events`);
	const times = timesOf(block);
	const first = times[0];
	const last = times.at(-1);
	if (first === undefined || last === undefined) throw new Malformed("a block without events");
	if (order.length !== times.length) throw new Malformed(`${times.length} times for ${order.length} events`);
	const timesOfKind = new Map<number, Nanos[]>();
	times.forEach((time, at) => {
		file(timesOfKind, order[at] ?? 0, time);
	});
	const text = stringsOf(block.string ?? []);
	const rows = new Map<number, (BlockEvent | undefined)[]>();
	for (const [number, ofKind] of timesOfKind) {
		rows.set(number, PART_OF_NUMBER.get(number)?.read(block, ofKind, text).reverse() ?? []);
	}
	const events: BlockEvent[] = [];
	for (const number of order) {
		const event = rows.get(number)?.pop();
		if (event !== undefined) events.push(event);
	}
	return { events, unknown: order.length - events.length, first, last };
};
