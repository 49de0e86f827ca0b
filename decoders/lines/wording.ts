/**
 * Names as our lines spell them: words of memory in hexadecimal, or bytes as `\xNN`, whose backslash is doubled inside JSON.
 * The observed machine chose the bytes; decoding is remembered, because the same few names come over and over.
 */
import type { Name } from "../event.js";
import { nameFromBytes } from "../names.js";
import { Malformed } from "./malformed.js";

const REMEMBERED = 2048;
const BACKSLASH = 0x5c;
const LOWER_X = 0x78;

const nibble = (byte: number): number => {
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
	throw new Malformed("not hexadecimal");
};

/** The bytes of a word as they lay in memory: the lowest first. */
const wordBytes = (text: string, bytes: number[], length: number): void => {
	const digits = text.padStart(length * 2, "0");
	if (digits.length !== length * 2) throw new Malformed("a word that is too long");
	for (let at = digits.length - 2; at >= 0; at -= 2)
		bytes.push(nibble(digits.charCodeAt(at)) * 16 + nibble(digits.charCodeAt(at + 1)));
};

const fromWords = (text: string, length: number): Name => {
	const bytes: number[] = [];
	for (const word of text.split(" ")) wordBytes(word, bytes, length);
	return nameFromBytes(Uint8Array.from(bytes));
};

const fromEscapes = (text: string): Name => {
	const bytes: number[] = [];
	for (let at = 0; at < text.length; at += 2) {
		if (text.charCodeAt(at) !== BACKSLASH) throw new Malformed("not bytes");
		while (text.charCodeAt(at) === BACKSLASH) at++;
		if (text.charCodeAt(at++) !== LOWER_X) throw new Malformed("not bytes");
		bytes.push(nibble(text.charCodeAt(at)) * 16 + nibble(text.charCodeAt(at + 1)));
	}
	return nameFromBytes(Uint8Array.from(bytes));
};

const remembering = (decode: (text: string) => Name): ((text: string) => Name) => {
	const known = new Map<string, Name>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		const name = decode(text);
		if (known.size >= REMEMBERED) known.clear();
		known.set(text, name);
		return name;
	};
};

/** Words of eight bytes as they lay in memory, a character a byte: not a name, but what one is cut out of. */
export const latinFromWords = (text: string): string => {
	const bytes: number[] = [];
	for (const word of text.split(" ")) wordBytes(word, bytes, 8);
	return String.fromCharCode(...bytes);
};

/** Words of eight bytes, which end at the first NUL. */
export const nameFromWords = remembering((text) => fromWords(text, 8));
/** Two words of eight bytes, as in "6f745f6863746977 0". */
export const commFromWords = remembering((text) => fromWords(text, 8));
/** One word of four bytes. */
export const tagFromWord = remembering((text) => fromWords(text, 4));
export const nameFromEscapes = remembering(fromEscapes);
