/** Events to records: which events share a block, and what is told beside them. Without clock and without waiting. */
import type { Event, Nanos, Session } from "../event.js";
import { devns } from "../generated/devns.js";
import { type BlockEvent, toBlock } from "./block.js";
import { packetOf } from "./compressed.js";
import { type Codec, checksum } from "./compression.js";
import { encode } from "./exact.js";
import { frame } from "./framing.js";
import { toHeader } from "./header.js";
import { toIndex } from "./index-packet.js";
import { type Point, pointsOf } from "./points.js";
import { MOST_BYTES } from "./seal.js";

export const BLOCK_EVENTS = 4096;
/**
 * The header is repeated at once, after the 1st, 2nd, 4th, 8th … block and after every 256th: so damage at the beginning
 * costs little more than what it hit, and a stream can be joined late.
 */
const repeatsHeader = (blocks: number): boolean => (blocks & (blocks - 1)) === 0 || blocks % 256 === 0;

export interface TraceOptions {
	/** Compress the blocks: smaller, slower, and opaque to other readers of the format. */
	readonly codec?: Codec | undefined;
}

const { Packet } = devns.v1;

/** A record of an index, as the index of a later one refers to it. */
interface Place {
	readonly at: number;
	readonly t: Nanos;
}

/** Events that can share a block: none begins a session, and the distance between two is exact. */
function* runs(events: readonly Event[]): Generator<Session | readonly BlockEvent[]> {
	let run: BlockEvent[] = [];
	for (const event of events) {
		const last = run.at(-1);
		const fits = last === undefined || (run.length < BLOCK_EVENTS && Number.isSafeInteger(event.t - last.t));
		if (run.length > 0 && (event.kind === "session" || !fits)) {
			yield run;
			run = [];
		}
		if (event.kind === "session") yield event;
		else run.push(event);
	}
	if (run.length > 0) yield run;
}

export class TraceWriter {
	readonly #options: TraceOptions;
	#header: Uint8Array | undefined;
	/** The header's checksum. */
	#session = 0;
	/** Events and blocks of the session so far. */
	#events = 0;
	#blocks = 0;
	/** It has packets, and no end yet. */
	#open = false;
	/** Bytes so far, and where the session began. */
	#at = 0;
	#began = 0;
	/** Indexes of the session; the nth place holds the latest whose number is a multiple of 2^n. */
	#indexes: Place[] = [];
	#snapshots = 0;
	#points: Point[] = [];

	constructor(options: TraceOptions = {}) {
		this.#options = options;
	}

	write(events: readonly Event[]): Uint8Array[] {
		return Array.from(runs(events), (run) => ("kind" in run ? this.#begin(run) : this.#blocksOf(run))).flat();
	}

	/** What is known at `t`, told as events; a reader can begin here. An index behind it leads to it. */
	snapshot(t: Nanos, told: readonly BlockEvent[]): Uint8Array[] {
		if (!this.#header) throw new RangeError("a snapshot outside of a session");
		const body = encode(Packet, { snapshot: { t, told: toBlock(told) } });
		const kept = this.#kept(body);
		// What no reader would take is not written: there are other snapshots.
		if (body.length > MOST_BYTES) return [];
		const at = this.#at;
		return [this.#packet(kept, 0), this.#index(t, at)];
	}

	#index(t: Nanos, snapshot: number): Uint8Array {
		const at = this.#at;
		// The same index can stand in several places.
		const earlier = [...new Set(this.#indexes)].map((place) => ({ distance: at - place.at, t: place.t }));
		const index = {
			t,
			toSnapshot: at - snapshot,
			toHeader: at - this.#began,
			earlier,
			points: this.#points,
		};
		this.#points = [];
		this.#snapshots++;
		const place = { at, t };
		for (let power = 0; this.#snapshots % 2 ** power === 0; power++) this.#indexes[power] = place;
		return this.#packet(encode(Packet, { index: toIndex(index) }), 0);
	}

	/** The session, and with it the stream, ends here as it should. */
	end(): Uint8Array {
		const end = this.#packet(encode(Packet, { end: {} }), 0);
		this.#open = false;
		return end;
	}

	#begin(session: Session): Uint8Array[] {
		const header = encode(Packet, { header: toHeader(session) });
		if (header.length > MOST_BYTES) throw new RangeError(`a session of ${header.length} bytes`);
		const before = this.#open ? [this.end()] : [];
		this.#began = this.#at;
		this.#indexes = [];
		this.#snapshots = 0;
		this.#points = [];
		this.#header = header;
		this.#session = 0;
		this.#events = 0;
		this.#blocks = 0;
		const first = this.#packet(header, 0);
		this.#session = checksum(header);
		return [...before, first, this.#packet(header, 0)];
	}

	#blocksOf(events: readonly BlockEvent[]): Uint8Array[] {
		const body = encode(Packet, { block: toBlock(events) });
		if (body.length > MOST_BYTES) return this.#halves(events);
		this.#points.push(...pointsOf(events));
		const kept = this.#kept(body);
		const records = [this.#packet(kept, events.length)];
		this.#blocks++;
		if (this.#header && repeatsHeader(this.#blocks)) records.push(this.#packet(this.#header, 0));
		return records;
	}

	#halves(events: readonly BlockEvent[]): Uint8Array[] {
		if (events.length === 1) throw new RangeError("one event of more than four megabytes");
		const half = events.length >> 1;
		return [...this.#blocksOf(events.slice(0, half)), ...this.#blocksOf(events.slice(half))];
	}

	/** Compressed, where that makes it smaller. */
	#kept(body: Uint8Array): Uint8Array {
		const { codec } = this.#options;
		if (codec === undefined) return body;
		const compressed = encode(Packet, packetOf(codec, body));
		return compressed.length < body.length ? compressed : body;
	}

	#packet(body: Uint8Array, events: number): Uint8Array {
		const record = frame(body, { session: this.#session, events, before: this.#events });
		this.#events += events;
		this.#at += record.length;
		this.#open = true;
		return record;
	}
}
