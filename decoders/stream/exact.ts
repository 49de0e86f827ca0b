/**
 * 64-bit integers as exact numbers: protobufjs reads them as objects, one a value, and rounds what it writes. The
 * generated code reads and writes them through these, and nothing else.
 */
import protobuf from "protobufjs/minimal.js";
import { Malformed } from "./malformed.js";

/** A whole number of 53 bits, with or without a sign, takes up to eight bytes. */
const LONGEST = 8;

/** Puts a varint into `bytes` and returns the place after it. */
type Put = (bytes: Uint8Array, at: number, value: number) => number;

const putVarint: Put = (bytes, at, value) => {
	let rest = value;
	let place = at;
	while (rest > 0x7fffffff) {
		bytes[place++] = (rest % 128) | 128;
		rest = Math.floor(rest / 128);
	}
	while (rest > 127) {
		bytes[place++] = (rest & 127) | 128;
		rest >>= 7;
	}
	bytes[place++] = rest;
	return place;
};

const putUnsigned: Put = (bytes, at, value) => {
	if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no whole number below 2^53`);
	return putVarint(bytes, at, value);
};

/** The sign goes into the first byte by itself: the zigzag code of a large number would not fit a double. */
const putSigned: Put = (bytes, at, value) => {
	if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number below 2^53`);
	const size = value < 0 ? -value - 1 : value;
	const first = (size % 64) * 2 + (value < 0 ? 1 : 0);
	bytes[at] = size < 64 ? first : first | 128;
	return size < 64 ? at + 1 : putVarint(bytes, at + 1, Math.floor(size / 64));
};

export const varint = (value: number): Uint8Array => packed(putUnsigned, [value]);

const packed = (put: Put, values: readonly number[]): Uint8Array => {
	const bytes = new Uint8Array(values.length * LONGEST);
	let end = 0;
	for (const value of values) end = put(bytes, end, value);
	return bytes.subarray(0, end);
};

class ExactWriter extends protobuf.Writer {
	override uint64(value: number) {
		return this.raw(packed(putUnsigned, [value]));
	}

	override sint64(value: number) {
		return this.raw(packed(putSigned, [value]));
	}

	override uint64s(values: number[]) {
		return this.bytes(packed(putUnsigned, values));
	}

	override sint64s(values: number[]) {
		return this.bytes(packed(putSigned, values));
	}
}

/** Reads one number at the reader's place. */
type Read = (reader: protobuf.Reader) => number;

const readByte: Read = (reader) => {
	const byte = reader.pos < reader.len ? reader.buf[reader.pos++] : undefined;
	if (byte === undefined) throw new Malformed("a number is cut off");
	return byte;
};

/** The bytes of a varint after its first; the lowest of their bits is worth `worth`. */
const readRest = (reader: protobuf.Reader, low: number, worth: number): number => {
	let sum = low;
	for (let scale = worth; scale < 2 ** 70; scale *= 128) {
		const byte = readByte(reader);
		sum += (byte & 127) * scale;
		if (sum > Number.MAX_SAFE_INTEGER) break;
		if (byte < 128) return sum;
	}
	throw new Malformed("a number is past 2^53");
};

const readUnsigned: Read = (reader) => {
	const first = readByte(reader);
	return first < 128 ? first : readRest(reader, first & 127, 128);
};

const readSigned: Read = (reader) => {
	const first = readByte(reader);
	const half = (first & 127) >> 1;
	const size = first < 128 ? half : readRest(reader, half, 64);
	if ((first & 1) === 0) return size;
	if (size === Number.MAX_SAFE_INTEGER) throw new Malformed("a number is past -2^53");
	return -size - 1;
};

const readFixed: Read = (reader) => {
	const low = reader.fixed32();
	const value = reader.fixed32() * 2 ** 32 + low;
	if (!Number.isSafeInteger(value)) throw new Malformed("a number is past 2^53");
	return value;
};

const readPacked = (read: Read) =>
	function (this: protobuf.Reader, values: number[] = []): number[] {
		const size = this.size();
		const end = this.pos + size;
		if (end > this.len) throw new Malformed("a column is cut off");
		while (this.pos < end) values.push(read(this));
		if (this.pos !== end) throw new Malformed("a column ends inside a number");
		return values;
	};

const readOne = (read: Read) =>
	function (this: protobuf.Reader): number {
		return read(this);
	};

class ExactReader extends protobuf.Reader {}

// The declared types of these promise objects; the generated code, made with --force-number, expects numbers.
Object.assign(ExactReader.prototype, {
	uint64: readOne(readUnsigned),
	sint64: readOne(readSigned),
	fixed64: readOne(readFixed),
	uint64s: readPacked(readUnsigned),
	sint64s: readPacked(readSigned),
});

/** Decodes one message. Whatever protobufjs finds wrong is `Malformed`. */
export const decode = <Message>(type: { decode(reader: protobuf.Reader): Message }, bytes: Uint8Array): Message => {
	try {
		return type.decode(new ExactReader(bytes));
	} catch (error) {
		throw new Malformed(error instanceof Error ? error.message : String(error));
	}
};

/** Encodes one message. */
export const encode = <Message>(
	type: { encode(message: Message, writer: protobuf.Writer): protobuf.Writer },
	message: Message,
): Uint8Array => type.encode(message, new ExactWriter()).finish();
