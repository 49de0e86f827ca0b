/** Edge: a recording in a file, read from any time on. How long that takes does not depend on the file's size. */
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Event, Nanos, Session } from "./event.js";
import { devns } from "./generated/devns.js";
import { checksum } from "./stream/compression.js";
import { decode } from "./stream/exact.js";
import { Framer, type Sound } from "./stream/framing.js";
import { fromIndex, type Index } from "./stream/index-packet.js";
import { Malformed } from "./stream/malformed.js";
import { type Point, type PointKind, pointsOf } from "./stream/points.js";
import { MOST_BYTES, readSeal, SEAL_SIZE } from "./stream/seal.js";
import { TraceReader } from "./stream/trace-reader.js";
import { readTrace } from "./trace.js";

export type { Point, PointKind } from "./stream/points.js";

/** A record that was read at its place, and where the next one begins. */
interface Found {
	readonly frame: Sound;
	readonly next: number;
}

/** The index of a snapshot, with its place in the file. */
interface Placed {
	readonly at: number;
	readonly next: number;
	readonly index: Index;
}

/** The tag of a packet's field 7. An index is never compressed. */
const INDEX_TAG = 0x3a;
const LONGEST_WRAPPER = 5;
const WINDOW = 1 << 18;
/** An index is found within the last so many bytes, or there is none: snapshots are closer together. */
const SEARCHED = 32 << 20;

const readAt = async (file: FileHandle, at: number, size: number): Promise<Buffer> => {
	const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(size), 0, size, at);
	return buffer.subarray(0, bytesRead);
};

/** The sound record that begins at that place. */
const recordAt = async (file: FileHandle, at: number): Promise<Found | undefined> => {
	if (at < 0) return undefined;
	const head = await readAt(file, at, SEAL_SIZE + LONGEST_WRAPPER);
	for (let wrapper = 0; wrapper <= LONGEST_WRAPPER; wrapper++) {
		const seal = readSeal(head, wrapper);
		if (!seal) continue;
		const begin = at + wrapper + SEAL_SIZE;
		const body = await readAt(file, begin, seal.size);
		if (body.length < seal.size || checksum(body) !== seal.checksum) return undefined;
		return { frame: { is: "sound", at, seal, body }, next: begin + seal.size };
	}
	return undefined;
};

const indexAt = async (file: FileHandle, at: number): Promise<Placed | undefined> => {
	const found = await recordAt(file, at);
	if (found?.frame.body[0] !== INDEX_TAG) return undefined;
	try {
		const { index } = decode(devns.v1.Packet, found.frame.body);
		return index ? { at, next: found.next, index: fromIndex(index) } : undefined;
	} catch (error) {
		if (error instanceof Malformed) return undefined;
		throw error;
	}
};

/** The last index in some bytes of the file that begin at `from`. */
const lastIndexIn = async (file: FileHandle, bytes: Buffer, from: number): Promise<Placed | undefined> => {
	for (let sync = bytes.lastIndexOf(0x89); sync >= 0; sync = sync === 0 ? -1 : bytes.lastIndexOf(0x89, sync - 1)) {
		const at = sync - 3;
		const seal = readSeal(bytes, at);
		if (!seal || (bytes[at + SEAL_SIZE] ?? INDEX_TAG) !== INDEX_TAG) continue;
		// The place of a record is that of its wrapper, whose length goes with the packet's.
		const wrapper = seal.size + SEAL_SIZE < 128 ? 2 : seal.size + SEAL_SIZE < 16384 ? 3 : 4;
		const found = await indexAt(file, from + at - wrapper);
		if (found) return found;
	}
	return undefined;
};

const lastIndex = async (file: FileHandle, size: number): Promise<Placed | undefined> => {
	for (let end = size; end > 0 && size - end < SEARCHED; end -= WINDOW - SEAL_SIZE) {
		const from = Math.max(0, end - WINDOW);
		const found = await lastIndexIn(file, await readAt(file, from, end - from), from);
		if (found) return found;
	}
	return undefined;
};

/** The latest index at or before `t`. */
const indexBefore = async (file: FileHandle, last: Placed, t: Nanos): Promise<Placed | undefined> => {
	let at: Placed | undefined = last;
	while (at && at.index.t > t) {
		const { earlier }: Index = at.index;
		const step: Index["earlier"][number] | undefined = earlier.findLast((place) => place.t > t) ?? earlier[0];
		at = step && (await indexAt(file, at.at - step.distance));
	}
	return at;
};

interface Tail {
	readonly session: Session | undefined;
	readonly end: Nanos;
	readonly points: readonly Point[];
	/** Another session begins behind the last index. */
	readonly restarts: boolean;
}

export interface SeekingOptions {
	/** Ends what has to read all of the file, for want of an index: whoever waits for that is thrown an `AbortError`. */
	readonly signal?: AbortSignal | undefined;
}

interface Opened extends SeekingOptions {
	readonly path: string;
	readonly file: FileHandle;
}

export class SeekableRecording {
	readonly session: Session;
	/** The time of the last event. */
	readonly end: Nanos;
	readonly #path: string;
	readonly #file: FileHandle;
	readonly #last: Placed | undefined;
	readonly #tail: Tail;
	readonly #signal: AbortSignal | undefined;
	#points: Promise<readonly Point[]> | undefined;

	private constructor({ path, file, signal }: Opened, last: Placed | undefined, tail: Tail, session: Session) {
		this.#path = path;
		this.#file = file;
		this.#signal = signal;
		this.#last = last;
		this.#tail = tail;
		this.session = session;
		this.end = tail.end;
	}

	/** Nothing where the file has no session. Where it has several, this is about the last one. */
	static async open(path: string, { signal }: SeekingOptions = {}): Promise<SeekableRecording | undefined> {
		const file = await open(path, "r");
		try {
			const found = await lastIndex(file, (await file.stat()).size);
			const tail = await tailOf({ path, file, signal }, found);
			const last = tail.restarts ? undefined : found;
			if (tail.session) return new SeekableRecording({ path, file, signal }, last, tail, tail.session);
		} catch (error) {
			await file.close();
			throw error;
		}
		await file.close();
		return undefined;
	}

	close(): Promise<void> {
		return this.#file.close();
	}

	/**
	 * The events from `t` on. The first batch brings a fresh model to `t`: the session, what a snapshot before `t` tells, and
	 * what happened since then.
	 */
	async *from(t: Nanos): AsyncGenerator<readonly Event[]> {
		const first: Event[] = [];
		let begun = false;
		for await (const batch of this.#near(t)) {
			if (begun) {
				yield batch;
				continue;
			}
			const later = batch.findIndex((event) => event.t > t && event.kind !== "session");
			first.push(...(later === -1 ? batch : batch.slice(0, later)));
			if (later === -1) continue;
			begun = true;
			yield first;
			yield batch.slice(later);
		}
		if (!begun) yield first;
	}

	/** All there is to look for, in its order. */
	points(): Promise<readonly Point[]> {
		this.#points ??= this.#gatherPoints();
		return this.#points;
	}

	/** The next one of a kind after `t`. */
	async next(kinds: readonly PointKind[], t: Nanos): Promise<Point | undefined> {
		return (await this.points()).find((point) => point.t > t && kinds.includes(point.kind));
	}

	/** Batches that begin with the session, at a snapshot at or before `t` or at the beginning. */
	async *#near(t: Nanos): AsyncGenerator<readonly Event[]> {
		const near = this.#last && (await indexBefore(this.#file, this.#last, t));
		const joined = near && (await joinAt(this.#file, near));
		if (near && joined) {
			yield joined.events;
			yield* readFrom(this.#path, near.next, joined.reader);
			return;
		}
		yield* this.#fromBeginning();
	}

	async *#fromBeginning(): AsyncGenerator<readonly Event[]> {
		let ours = false;
		for await (const batch of readWhole(this.#path, this.#signal)) {
			const begin = batch.findIndex((event) => event.kind === "session" && isSame(event, this.session));
			ours ||= begin !== -1;
			if (ours) yield begin > 0 ? batch.slice(begin) : batch;
		}
	}

	async #gatherPoints(): Promise<readonly Point[]> {
		const gathered: Point[][] = [[...this.#tail.points]];
		let at = this.#last;
		while (at) {
			gathered.push([...at.index.points]);
			const [before]: Index["earlier"] = at.index.earlier;
			if (!before) break;
			at = await indexAt(this.#file, at.at - before.distance);
			if (!at) return this.#allPoints();
		}
		return gathered.reverse().flat();
	}

	/** Where an index is missing, by reading everything. */
	async #allPoints(): Promise<readonly Point[]> {
		const points: Point[] = [];
		for await (const batch of this.#fromBeginning()) points.push(...pointsOf(batch));
		return points;
	}
}

const isSame = (one: Session, other: Session): boolean =>
	one.origin === other.origin && one.wallClock === other.wallClock && one.host === other.host;

interface Joined {
	readonly reader: TraceReader;
	readonly events: readonly Event[];
}

/** Nothing where what the index leads to is damaged. */
const joinAt = async (file: FileHandle, { at, index }: Placed): Promise<Joined | undefined> => {
	const header = await recordAt(file, at - index.toHeader);
	const snapshot = await recordAt(file, at - index.toSnapshot);
	if (!header || !snapshot) return undefined;
	const reader = TraceReader.ofEvents();
	try {
		return { reader, events: reader.join(header.frame, snapshot.frame) };
	} catch (error) {
		if (error instanceof Malformed) return undefined;
		throw error;
	}
};

async function* readFrom(path: string, start: number, reader: TraceReader): AsyncGenerator<readonly Event[]> {
	const framer = new Framer(start);
	for await (const chunk of createReadStream(path, { start, highWaterMark: Math.min(MOST_BYTES, 1 << 18) }))
		for (const frame of framer.push(chunk)) {
			const events = reader.read(frame);
			if (events.length > 0) yield events;
		}
	for (const frame of framer.end()) yield reader.read(frame);
	yield reader.end();
}

const readWhole = (path: string, signal: AbortSignal | undefined): AsyncIterable<readonly Event[]> =>
	readTrace(createReadStream(path, { highWaterMark: 1 << 20, signal }), path);

/** What is behind the last snapshot; where there is none, or what it leads to is damaged, all of the file. */
const tailOf = async ({ path, file, signal }: Opened, last: Placed | undefined): Promise<Tail> => {
	const joined = last && (await joinAt(file, last));
	const batches = last && joined ? readFrom(path, last.next, joined.reader) : readWhole(path, signal);
	let session = joined?.events.find((event) => event.kind === "session");
	let end = joined?.events.at(-1)?.t ?? (0 as Nanos);
	let points: Point[] = [];
	let restarts = last !== undefined && !joined;
	for await (const batch of batches)
		for (const event of batch) {
			if (event.kind === "session") {
				restarts = true;
				session = event;
				points = [];
			}
			end = event.t;
			points.push(...pointsOf([event]));
		}
	return { session, end, points, restarts };
};
