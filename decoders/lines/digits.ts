/** Decimal numbers in bytes, from `first` to before `last`. */
import type { Nanos } from "../event.js";
import type { Clock } from "./clock.js";
import { Malformed } from "./malformed.js";

const ZERO = 0x30;
/** Digits of a number that surely fits a double. */
const SURE_DIGITS = 15;
const NANO_DIGITS = 9;
/** 2^64 has as many. */
const MOST_DIGITS = 20;

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

export const wholeOf = (bytes: Uint8Array, first: number, last: number): number => {
	if (first >= last) throw new Malformed("not a number");
	let value = 0;
	for (let at = first; at < last; at++) {
		const digit = (bytes[at] ?? 0) - ZERO;
		if (digit < 0 || digit > 9) throw new Malformed("not a number");
		value = value * 10 + digit;
	}
	if (last - first > SURE_DIGITS && !Number.isSafeInteger(value)) throw new Malformed("a number that is too large");
	return value;
};

/** Boot time in ns, exact whatever its length. */
export const timeOf = (bytes: Uint8Array, first: number, last: number, clock: Clock): Nanos => {
	if (last - first > MOST_DIGITS) throw new Malformed("no time");
	const cut = Math.max(first, last - NANO_DIGITS);
	const seconds = cut === first ? 0 : wholeOf(bytes, first, cut);
	const t = clock.since(seconds, wholeOf(bytes, cut, last));
	if (!Number.isSafeInteger(t)) throw new Malformed("a time far from the session");
	return t;
};
