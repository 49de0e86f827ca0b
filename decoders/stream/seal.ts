/**
 * The seal with which every packet begins: fixed size, checked by itself, so that packets are found again after damage
 * and a packet that is damaged still tells how many events went with it. The layout is `message Seal` in `devns.proto`.
 */
import { devns } from "../generated/devns.js";
import { checksum } from "./compression.js";
import { decode, encode } from "./exact.js";
import { Malformed } from "./malformed.js";

export interface Seal {
	/** Bytes of the packet after the seal. */
	readonly size: number;
	/** Their CRC-32. */
	readonly checksum: number;
	/** The checksum of the session's header; 0 in the header that begins one, and before any. */
	readonly session: number;
	readonly events: number;
	/** Events of the session before this packet. */
	readonly before: number;
}

export const SEAL_SIZE = 41;

/** The largest packet that is read. Writers split what would be larger. */
export const MOST_BYTES = 1 << 22;

/** 89 44 56 4e, as a number of the other end first. No text holds them: 89 can't follow this in UTF-8. */
const SYNC = 0x4e564489;
/** Packet field 1 of 39 bytes, and in it field 1: the sync bytes. */
const BEGIN = Uint8Array.of(0x0a, SEAL_SIZE - 2, 0x0d, 0x89, 0x44, 0x56, 0x4e);
const SYNC_AT = 3;
/** The seal's own checksum is its last four bytes, and covers all before. */
const OWN = SEAL_SIZE - 4;

export const writeSeal = (seal: Seal): Uint8Array => {
	const bytes = encode(devns.v1.Packet, { seal: { sync: SYNC, ...seal, seal: 0 } });
	new DataView(bytes.buffer, bytes.byteOffset).setUint32(OWN, checksum(bytes.subarray(0, OWN)), true);
	return bytes;
};

/** Nothing where the checksum of a seal that no writer made was made to hold. */
const decodeSeal = (bytes: Uint8Array): Seal | undefined => {
	try {
		const { size, checksum, session, events, before } = decode(devns.v1.Seal, bytes);
		return {
			size: size ?? 0,
			checksum: checksum ?? 0,
			session: session ?? 0,
			events: events ?? 0,
			before: before ?? 0,
		};
	} catch (error) {
		if (error instanceof Malformed) return undefined;
		throw error;
	}
};

/** The sound seal at that place. */
export const readSeal = (bytes: Uint8Array, at: number): Seal | undefined => {
	if (at < 0 || at + SEAL_SIZE > bytes.length) return undefined;
	if (BEGIN.some((byte, index) => bytes[at + index] !== byte)) return undefined;
	const own = new DataView(bytes.buffer, bytes.byteOffset + at + OWN, 4).getUint32(0, true);
	if (own !== checksum(bytes.subarray(at, at + OWN))) return undefined;
	const seal = decodeSeal(bytes.subarray(at + 2, at + SEAL_SIZE));
	return seal && seal.size <= MOST_BYTES ? seal : undefined;
};

/** The place of the first sound seal at or after `from`; -1 if there is none. */
export const findSeal = (bytes: Uint8Array, from: number): number => {
	const next = (at: number) => bytes.indexOf(0x89, at + SYNC_AT) - SYNC_AT;
	let at = next(from);
	while (at >= 0 && readSeal(bytes, at) === undefined) at = next(at + 1);
	return Math.max(at, -1);
};
