/** Packets in packets: what a body is compressed with, by the field that it is in. Fields 10 to 12 are kept for more codecs. */
import type { devns } from "../generated/devns.js";
import { UserError } from "../user-error.js";
import { CODECS, type Codec, compress, decompress, hasCodec, lacking } from "./compression.js";
import { MOST_BYTES } from "./seal.js";

type Packet = devns.v1.Packet.$Properties;

const FIELD_OF = { deflate: "deflated", brotli: "brotli", zstd: "zstd" } as const satisfies Record<Codec, keyof Packet>;

/** The tags of fields 8 to 12, which hold bytes. */
const TAGS: readonly number[] = [8, 9, 10, 11, 12].map((field) => (field << 3) | 2);

export interface Compressed {
	readonly bytes: Uint8Array;
	readonly codec: Codec;
}

export const compressedIn = (packet: Packet): Compressed | undefined => {
	for (const codec of CODECS) {
		const bytes = packet[FIELD_OF[codec]];
		if (bytes) return { bytes, codec };
	}
	return undefined;
};

/** The packet that holds another one, compressed. */
export const packetOf = (codec: Codec, body: Uint8Array): Packet => ({ [FIELD_OF[codec]]: compress(codec, body) });

export const unpacked = ({ bytes, codec }: Compressed): Uint8Array => decompress(codec, bytes, MOST_BYTES);

/** Why a body can't be unpacked here, or by this version; nothing where it can be, or need not. */
export const lockedBy = (body: Uint8Array, found: Compressed | undefined): UserError | undefined => {
	if (found && !hasCodec(found.codec)) return lacking(found.codec);
	if (!found && TAGS.includes(body[0] ?? 0))
		return new UserError("The recording is compressed in a way that this version does not know.", "Update devns-top.");
	return undefined;
};
