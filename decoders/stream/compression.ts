/** Edge: checksums and compression, which node:zlib does in native code. They keep nothing and wait for nothing. */
import zlib from "node:zlib";
import { UserError } from "../user-error.js";
import { Malformed } from "./malformed.js";

/** How a packet can be compressed. */
export const CODECS = ["deflate", "brotli", "zstd"] as const;
export type Codec = (typeof CODECS)[number];

interface Bounds {
	readonly maxOutputLength: number;
}

/** Since Node 22.15 there is zstd as well. */
interface Zlib {
	readonly crc32: (bytes: Uint8Array) => number;
	readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array;
	readonly zstdDecompressSync?: (bytes: Uint8Array, bounds: Bounds) => Uint8Array;
}

const { crc32, zstdCompressSync, zstdDecompressSync }: Zlib = zlib;
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;

/** Up to here brotli is about as quick as DEFLATE; from 6 on it costs many times as much. */
const BROTLI_QUALITY = 5;

export const checksum = (bytes: Uint8Array): number => crc32(bytes);

const lacksZstd = (): UserError =>
	new UserError(
		`Node ${process.versions.node} has no zstd.`,
		"Use Node 22.15 or newer; or compress with brotli: --compress brotli",
	);

const COMPRESS: Readonly<Record<Codec, (bytes: Uint8Array) => Uint8Array>> = {
	deflate: (bytes) => zlib.deflateRawSync(bytes, { level: 1 }),
	brotli: (bytes) =>
		zlib.brotliCompressSync(bytes, {
			params: { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
		}),
	zstd: (bytes) => {
		if (!zstdCompressSync) throw lacksZstd();
		return zstdCompressSync(bytes);
	},
};

const DECOMPRESS: Readonly<Record<Codec, ((bytes: Uint8Array, bounds: Bounds) => Uint8Array) | undefined>> = {
	deflate: zlib.inflateRawSync,
	brotli: zlib.brotliDecompressSync,
	zstd: zstdDecompressSync,
};

/** Whether this Node has it. */
export const hasCodec = (codec: Codec): boolean => DECOMPRESS[codec] !== undefined;

/** Where a recording that is compressed with it can be read. */
export const lacking = (codec: Codec): UserError =>
	new UserError(
		`The recording is compressed with ${codec}, which Node ${process.versions.node} does not have.`,
		"Read it with Node 22.15 or newer; there, `devns-top export --to devns` makes one that every Node reads.",
	);

/** Throws a `UserError` where this Node lacks the codec. */
export const compress = (codec: Codec, bytes: Uint8Array): Uint8Array => COMPRESS[codec](bytes);

/** Never more than `most` bytes. */
export const decompress = (codec: Codec, bytes: Uint8Array, most: number): Uint8Array => {
	try {
		return DECOMPRESS[codec]?.(bytes, { maxOutputLength: most }) ?? new Uint8Array(0);
	} catch {
		throw new Malformed("compressed data that does not decompress");
	}
};
