/**
 * Records in a stream of bytes, however it is cut into chunks. A record is where a sound seal is: after damage that needs
 * no other search than before it.
 */
import { ByteQueue } from "./byte-queue.js";
import { checksum } from "./compression.js";
import { varint } from "./exact.js";
import { findSeal, MOST_BYTES, readSeal, SEAL_SIZE, type Seal, writeSeal } from "./seal.js";

/** A packet whose checksums hold. `body` is all of it but the seal; it is there until the framer is given more. */
export interface Sound {
	readonly is: "sound";
	readonly at: number;
	readonly seal: Seal;
	readonly body: Uint8Array;
}

/**
 * Bytes that belong to no sound packet, up to the next one that is or the end. None where all that is missing is the wrapper of
 * a sound packet: it costs nothing here, but other readers of protobuf stumble over it.
 */
export interface Damage {
	readonly is: "damage";
	readonly at: number;
	readonly bytes: number;
	/** Events that the sound seals among them speak of. */
	readonly events: number;
}

export type Frame = Sound | Damage;

/** Field 1 of a trace: what stands before the seal. */
const RECORD_TAG = 0x0a;
const LONGEST_WRAPPER = 5;

const wrapperOf = (size: number): Uint8Array => Uint8Array.of(RECORD_TAG, ...varint(SEAL_SIZE + size));

/** Makes a packet of a body and what its seal says of it, and a record of the packet. */
export const frame = (body: Uint8Array, facts: Pick<Seal, "session" | "events" | "before">): Uint8Array => {
	const wrapper = wrapperOf(body.length);
	const seal = writeSeal({ size: body.length, checksum: checksum(body), ...facts });
	const record = new Uint8Array(wrapper.length + seal.length + body.length);
	record.set(wrapper);
	record.set(seal, wrapper.length);
	record.set(body, wrapper.length + seal.length);
	return record;
};

/** The place where the record of the seal at `at` begins: before its wrapper, if that is sound. */
const beginOf = (bytes: Uint8Array, at: number, seal: Seal): number => {
	const wrapper = wrapperOf(seal.size);
	const begin = at - wrapper.length;
	return begin >= 0 && wrapper.every((byte, index) => bytes[begin + index] === byte) ? begin : at;
};

export class Framer {
	readonly #queue = new ByteQueue();
	/** Where in the stream the queue begins. */
	#at: number;
	#damage = { at: 0, bytes: 0, events: 0 };
	#unwrapped = false;
	/**
	 * Bytes that may yet be checked in vain: as many as there are, and some packets. Damage needs no more; seals made to
	 * overlap, each with megabytes to check, would.
	 */
	#patience = 4 * MOST_BYTES;

	/** `at`: where in the file the first byte is. */
	constructor(at = 0) {
		this.#at = at;
	}

	push(chunk: Uint8Array): Frame[] {
		this.#patience += chunk.length;
		this.#queue.append(chunk);
		return this.#take(false);
	}

	end(): Frame[] {
		return [...this.#take(true), ...this.#tellDamage()];
	}

	#take(ended: boolean): Frame[] {
		const frames: Frame[] = [];
		for (;;) {
			const bytes = this.#queue.bytes;
			const at = findSeal(bytes, 0);
			const seal = readSeal(bytes, at);
			if (seal === undefined) {
				// The rest may be the beginning of a seal.
				this.#skip(ended ? bytes.length : bytes.length - (SEAL_SIZE + LONGEST_WRAPPER));
				return frames;
			}
			const end = at + SEAL_SIZE + seal.size;
			if (end > bytes.length && !ended) {
				this.#skip(at - LONGEST_WRAPPER);
				return frames;
			}
			const body = bytes.subarray(at + SEAL_SIZE, end);
			if (this.#isSound(seal, body)) {
				const begin = beginOf(bytes, at, seal);
				this.#unwrapped = begin === at;
				this.#skip(begin);
				frames.push(...this.#tellDamage(), { is: "sound", at: this.#at, seal, body });
				this.#drop(end - begin);
			} else {
				this.#damage.events += seal.events;
				this.#skip(at + SEAL_SIZE);
			}
		}
	}

	#isSound(seal: Seal, body: Uint8Array): boolean {
		if (body.length !== seal.size || this.#patience < seal.size) return false;
		const sound = checksum(body) === seal.checksum;
		if (!sound) this.#patience -= seal.size;
		return sound;
	}

	#drop(count: number): void {
		this.#queue.drop(count);
		this.#at += count;
	}

	#skip(count: number): void {
		if (count <= 0) return;
		if (this.#damage.bytes === 0) this.#damage.at = this.#at;
		this.#damage.bytes += count;
		this.#drop(count);
	}

	#tellDamage(): Damage[] {
		const damage = this.#damage;
		const told = damage.bytes > 0 || this.#unwrapped;
		this.#damage = { at: 0, bytes: 0, events: 0 };
		this.#unwrapped = false;
		return told ? [{ is: "damage", ...damage }] : [];
	}
}
