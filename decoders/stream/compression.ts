/** Edge: checksums and compression, which node:zlib does in native code. They keep nothing and wait for nothing. */
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { Malformed } from "./malformed.js";

export const checksum = (bytes: Uint8Array): number => crc32(bytes);

export const deflate = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { level: 1 });

/** Never more than `most` bytes. */
export const inflate = (bytes: Uint8Array, most: number): Uint8Array => {
	try {
		return inflateRawSync(bytes, { maxOutputLength: most });
	} catch {
		throw new Malformed("compressed data that does not decompress");
	}
};
