/**
 * A map as bpftrace prints it, `{"type": "map", "data": {"@name": {"key": 1, "key,key": 2}}}`, read from its bytes: numbers of 64 bits, which
 * JSON.parse would round, stay exact.
 */
import type { Nanos } from "../event.js";
import type { Clock } from "./clock.js";
import { isDigit, timeOf, wholeOf } from "./digits.js";
import { textOf } from "./latin.js";
import { Malformed } from "./malformed.js";

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const BRACE = 0x7b;
const END_BRACE = 0x7d;
const BRACKET = 0x5b;
const END_BRACKET = 0x5d;
const SPACE = 0x20;
const ZERO = 0x30;

export class MapEntries {
	readonly #clock: Clock;
	#bytes: Uint8Array = new Uint8Array();
	#at = 0;
	#end = 0;
	#numberAt = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Begins with another map, at its name's first character. Returns its name. */
	over(bytes: Uint8Array, start: number, end: number): string {
		this.#bytes = bytes;
		this.#at = start;
		this.#end = end;
		return this.#text();
	}

	counts(entry: (key: string, count: number) => void): void {
		for (let key = this.#first(); key !== undefined; key = this.#next())
			entry(key, wholeOf(this.#bytes, this.#numberAt, this.#at));
		this.#finish();
	}

	/** Of a map without keys, which holds one. */
	number(): number {
		this.#skip(": ");
		this.#digits();
		this.#finish("}}");
		return wholeOf(this.#bytes, this.#numberAt, this.#at - "}}".length);
	}

	/**
	 * Of each its time, or that with a count, and with the turn that otherwise is in the key. Where nothing has happened yet there is no time.
	 * Returns how many entries there are.
	 */
	times(entry: (key: string, time: Nanos, count: number | undefined) => void): number {
		let entries = 0;
		for (let key = this.#first(); key !== undefined; key = this.#next()) {
			entries++;
			const isMore = this.#at === this.#numberAt && this.#bytes[this.#at] === BRACKET;
			if (!isMore) {
				entry(key, this.#time(), undefined);
				continue;
			}
			this.#at++;
			this.#digits();
			const isNothing = this.#at === this.#numberAt + 1 && this.#bytes[this.#numberAt] === ZERO;
			const time = isNothing ? undefined : this.#time();
			const count = this.#more();
			const turn = this.#bytes[this.#at] === END_BRACKET ? undefined : this.#more();
			if (this.#bytes[this.#at++] !== END_BRACKET) throw new Malformed("more values than are known");
			if (time !== undefined) entry(turn === undefined ? key : `${key},${turn}`, time, count);
		}
		this.#finish();
		return entries;
	}

	#time(): Nanos {
		return timeOf(this.#bytes, this.#numberAt, this.#at, this.#clock);
	}

	/** `, number`, of which older versions leave out the space. */
	#more(): number {
		if (this.#bytes[this.#at++] !== COMMA) throw new Malformed("fewer values than there must be");
		if (this.#bytes[this.#at] === SPACE) this.#at++;
		this.#digits();
		return wholeOf(this.#bytes, this.#numberAt, this.#at);
	}

	#first(): string | undefined {
		this.#skip(": ");
		if (this.#bytes[this.#at++] !== BRACE) throw new Malformed("not a map with keys");
		return this.#bytes[this.#at] === END_BRACE ? undefined : this.#entry();
	}

	#next(): string | undefined {
		if (this.#bytes[this.#at] !== COMMA) return undefined;
		this.#skip(", ");
		return this.#entry();
	}

	/** `"key": number` */
	#entry(): string {
		if (this.#bytes[this.#at++] !== QUOTE) throw new Malformed("not a key");
		const key = this.#text();
		this.#skip(": ");
		this.#digits();
		return key;
	}

	/** They are then from `#numberAt` to `#at`. */
	#digits(): void {
		this.#numberAt = this.#at;
		while (this.#at < this.#end && isDigit(this.#bytes[this.#at])) this.#at++;
	}

	/** Up to a quote: digits, minus, commas and the characters of names are all that our maps' keys and names hold. */
	#text(): string {
		const first = this.#at;
		for (; this.#at < this.#end; this.#at++) {
			const byte = this.#bytes[this.#at] ?? 0;
			if (byte === QUOTE) return textOf(this.#bytes, first, this.#at++);
			if (!isDigit(byte) && byte !== COMMA && byte !== MINUS && byte < 0x40) break;
		}
		throw new Malformed("not a map of ours");
	}

	#skip(expected: string): void {
		for (let index = 0; index < expected.length; index++)
			if (this.#bytes[this.#at++] !== expected.charCodeAt(index)) throw new Malformed("not a map of ours");
	}

	#finish(ends = "}}}"): void {
		this.#skip(ends);
		if (this.#at !== this.#end) throw new Malformed("more than a map");
	}
}
