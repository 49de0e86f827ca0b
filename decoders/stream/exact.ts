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

/** Numbers that end between two places: each has one byte below 128, its last. */
const numbersIn = (bytes: Uint8Array, from: number, end: number): number => {
	let numbers = 0;
	for (let at = from; at < end; at++) if ((bytes[at] ?? 0) < 128) numbers++;
	return numbers;
};

/** A number without its sign, or as it is. No function: one that each column calls for each number costs more than the number. */
const UNSIGNED = 0;
const SIGNED = 1;

/**
 * Short numbers, which are nearly all, are read here; `read` takes the rest. What `sign` is makes a value of a number's bits: all of
 * them, or all but the lowest, which is the sign.
 */
const readPacked = (read: Read, sign: typeof UNSIGNED | typeof SIGNED) =>
	function (this: protobuf.Reader, values: number[] = []): number[] {
		const end = this.size() + this.pos;
		if (end > this.len) throw new Malformed("a column is cut off");
		const bytes = this.buf;
		let at = this.pos;
		let row = values.length;
		// A column that grew number by number would take three times the memory meanwhile.
		values.length += numbersIn(bytes, at, end);
		while (at < end) {
			// What is past the column is read in vain: it has then gone on past the end, and that is found out.
			const first = bytes[at] ?? 0;
			let bits = first;
			if (first < 128) at += 1;
			else {
				const second = bytes[at + 1] ?? 0;
				const third = bytes[at + 2] ?? 0;
				const fourth = bytes[at + 3] ?? 0;
				if (second < 128) {
					bits = (first & 127) | (second << 7);
					at += 2;
				} else if (third < 128) {
					bits = (first & 127) | ((second & 127) << 7) | (third << 14);
					at += 3;
				} else if (fourth < 128) {
					bits = (first & 127) | ((second & 127) << 7) | ((third & 127) << 14) | (fourth << 21);
					at += 4;
				} else {
					this.pos = at;
					values[row++] = read(this);
					at = this.pos;
					continue;
				}
			}
			values[row++] = (bits >> sign) ^ -(bits & sign);
		}
		this.pos = at;
		if (at !== end) throw new Malformed("a column ends inside a number");
		return values;
	};

/** As protobufjs reads them. */
const readInteger: Read = (reader) => reader.int32();
const readUnsigned32: Read = (reader) => reader.uint32();

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
	uint64s: readPacked(readUnsigned, UNSIGNED),
	int32s: readPacked(readInteger, UNSIGNED),
	uint32s: readPacked(readUnsigned32, UNSIGNED),
	sint64s: readPacked(readSigned, SIGNED),
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
