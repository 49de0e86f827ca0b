/** Frames to events: what the packets say, and a `loss` for what they no longer say. */
import type { DeliveryRun, Event, Nanos } from "../event.js";
import { devns } from "../generated/devns.js";
import { UserError } from "../user-error.js";
import { type BlockEvent, type BlockRead, fromBlock, fromBlockInRuns } from "./block.js";
import { compressedIn, lockedBy, unpacked } from "./compressed.js";
import { decode } from "./exact.js";
import type { Damage, Frame, Sound } from "./framing.js";
import { Gap } from "./gap.js";
import { fromHeader, SCHEMA } from "./header.js";
import { Malformed } from "./malformed.js";
import type { Seal } from "./seal.js";

type Block = devns.v1.Block.$Properties;
type Header = devns.v1.Header.$Properties;

/** Throws a `UserError` where it is locked: compressed with what is not there. */
const decodeBody = (bytes: Uint8Array): devns.v1.Packet.$Properties => {
	const body = decode(devns.v1.Packet, bytes);
	const compressed = compressedIn(body);
	const locked = lockedBy(bytes, compressed);
	if (locked) throw locked;
	return compressed ? decode(devns.v1.Packet, unpacked(compressed)) : body;
};

type Missing = Omit<Damage, "is">;

const lossOf = ({ at, body, seal }: Sound): Missing => ({ at, bytes: body.length, events: seal.events });

const tooNewError = (schema: number) =>
	new UserError(
		`The recording is of schema ${schema}; this version of devns-top reads up to ${SCHEMA}.`,
		"Update devns-top, or read it with the version that recorded it.",
	);

const unknownLoss = (count: number, since: Nanos, t: Nanos): Event[] =>
	count === 0
		? []
		: [{ kind: "loss", t, where: "recording", count, since, reason: "events that only a newer devns-top knows" }];

/** `Item` is what it makes of events: `readBlock` decides. */
export class TraceReader<Item = BlockEvent> {
	readonly #readBlock: (block: Block) => BlockRead<Item>;
	readonly #gap = new Gap();
	/** The session being told, by its header's checksum; 0 before any. */
	#session = 0;
	/** Its schema, where that is too new. */
	#tooNew: number | undefined;
	/** Its events that were told or are known to be missing. */
	#events = 0;
	/** It has begun and not ended. */
	#open = false;
	/** A block could be read. */
	#unlocked = false;
	/** The time of the last event told. */
	#last: Nanos | undefined;

	private constructor(readBlock: (block: Block) => BlockRead<Item>) {
		this.#readBlock = readBlock;
	}

	static ofEvents(): TraceReader {
		return new TraceReader(fromBlock);
	}

	/** Deliveries come in runs. */
	static ofRuns(): TraceReader<BlockEvent | DeliveryRun> {
		return new TraceReader(fromBlockInRuns);
	}

	/** Throws a `UserError` where the stream begins with a schema too new, or compressed with what is not here. */
	read(frame: Frame): readonly (Item | Event)[] {
		if (frame.is === "damage") return this.#miss("is damaged", frame);
		try {
			return this.#packet(frame);
		} catch (error) {
			if (error instanceof Malformed)
				return this.#miss(`has a packet that contradicts itself (${error.message})`, lossOf(frame));
			// Where some of it could be read, the rest is missing; where nothing could, it is no recording to whoever asked.
			if (error instanceof UserError && this.#unlocked)
				return this.#miss("has packets that can't be unpacked here", lossOf(frame));
			throw error;
		}
	}

	/**
	 * Begins at a snapshot: the session, and what the snapshot tells. Only `read` what comes behind it then. Throws `Malformed`
	 * where it is none of this session.
	 */
	join(header: Sound, snapshot: Sound): readonly Event[] {
		const begun = this.#begin(header.seal, decodeBody(header.body).header ?? {});
		const { told } = decodeBody(snapshot.body).snapshot ?? {};
		if (!told || snapshot.seal.session !== this.#session) throw new Malformed("no snapshot of this session");
		this.#events = snapshot.seal.before;
		const { events, last } = fromBlock(told);
		this.#last = last;
		return [...begun, ...events];
	}

	end(): readonly Event[] {
		this.#cutOff();
		return this.#tell(undefined);
	}

	#packet(frame: Sound): readonly (Item | Event)[] {
		const { seal } = frame;
		const { header, block, end } = decodeBody(frame.body);
		const known = seal.session === this.#session;
		if (header && (seal.session === 0 || !known)) return this.#begin(seal, header);
		if (!known) return this.#miss("has packets of a session whose header is missing", lossOf(frame));
		if (seal.before < this.#events) return this.#miss("has packets twice", { ...lossOf(frame), events: 0 });
		this.#reach(seal);
		if (end) this.#open = false;
		if (this.#tooNew) return this.#miss(`has a session of schema ${this.#tooNew}, which is too new`, lossOf(frame));
		if (block) {
			this.#unlocked = true;
			return this.#block(seal, block);
		}
		if (seal.events > 0) return this.#miss("has packets of a newer version", lossOf(frame));
		return [];
	}

	#begin(seal: Seal, header: Header): readonly Event[] {
		const session = fromHeader(header);
		const tooNew = typeof session === "number";
		if (tooNew && this.#last === undefined) throw tooNewError(session);
		this.#cutOff();
		// A copy of the header, where the first ones and some packets are missing: they are the new session's loss.
		const before = seal.before > 0 ? [] : this.#tell(this.#last ?? (tooNew ? undefined : session.t));
		this.#session = seal.checksum;
		this.#tooNew = tooNew ? session : undefined;
		this.#events = 0;
		this.#reach(seal);
		if (tooNew) return before;
		this.#last = session.t;
		return [...before, session];
	}

	#block(seal: Seal, block: Block): readonly (Item | Event)[] {
		const { events, unknown, first, last } = this.#readBlock(block);
		if (block.order?.length !== seal.events) throw new Malformed(`${seal.events} events were announced`);
		const before = this.#tell(first);
		this.#events += seal.events;
		this.#last = last;
		if (before.length === 0 && unknown === 0) return events;
		return [...before, ...events, ...unknownLoss(unknown, first, last)];
	}

	/** The packet's place says how many events are missing before it. */
	#reach({ before }: Seal): void {
		this.#gap.settle(before - this.#events);
		this.#events = before;
		this.#open = true;
	}

	#cutOff(): void {
		if (this.#open) this.#miss("was cut off before its end", { at: 0, bytes: 0, events: 0 });
	}

	/** The loss between the last event told and the next one, if there is any of either. */
	#tell(next: Nanos | undefined): readonly Event[] {
		const since = this.#last ?? next ?? (0 as Nanos);
		const t = next === undefined || next < since ? since : next;
		return this.#gap.tell(since, t);
	}

	#miss(why: string, { at, bytes, events }: Missing): readonly Event[] {
		this.#gap.note(why, at, bytes, events);
		return [];
	}
}
