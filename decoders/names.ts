/**
 * The one place where text chosen by the observed machine becomes a `Name`.
 *
 * A `Name` holds no control character, no line break, no invisible or
 * direction-changing character and no lone surrogate: it can be put on a
 * terminal, into a report or into JSON as it is. What it can't hold is shown as
 * `\xNN` (a byte) or `\u{…}` (a character); a backslash in a name that came as
 * bytes is doubled, so that no name can pretend to hold an escape.
 */
import type { Name } from "./event.js";

/** Control, format (bidirectional overrides, zero width), private use, surrogates, unassigned, line and paragraph separators. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x80 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
};

/** Makes text that was a `Name` once, but comes from a file or a pipe anybody may have written, one again. */
export const nameFromText = (text: string): Name => text.replace(UNSAFE, escapeCharacter) as Name;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const decodeStrictly = (bytes: Uint8Array): string | undefined => {
	try {
		return strict.decode(bytes);
	} catch {
		return undefined;
	}
};

/** Bytes that are not UTF-8: the ASCII among them as it is, the rest as `\xNN`. */
const escapeBytes = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) =>
		byte === 0x5c ? "\\\\" : byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`,
	).join("");

/** Makes a `Name` of raw bytes, which end at the first NUL. */
export const nameFromBytes = (bytes: Uint8Array): Name => {
	const end = bytes.indexOf(0);
	const used = end === -1 ? bytes : bytes.subarray(0, end);
	const text = decodeStrictly(used)?.replaceAll("\\", "\\\\") ?? escapeBytes(used);
	return nameFromText(text);
};
