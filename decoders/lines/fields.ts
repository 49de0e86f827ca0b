/**
 * The fields of one line, read from its bytes in order. A field is a run of bytes other than the space; whatever is not
 * as expected throws `Malformed`, so that what is returned needs no second look.
 */
import type { InnerPid, Inum, Name, Nanos, Pid, Process, Sides } from "../event.js";
import type { Clock } from "./clock.js";
import { timeOf, wholeOf } from "./digits.js";
import { textOf } from "./latin.js";
import { Malformed } from "./malformed.js";
import { commFromWords, latinFromWords, nameFromEscapes, nameFromWords, tagFromWord } from "./wording.js";

const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const X = 0x78;

/** Where the first `x00` begins, with the backslashes before it; the end if there is none. */
const endOfName = (bytes: Uint8Array, first: number, last: number): number => {
	for (let at = bytes.indexOf(X, first); at !== -1 && at + 2 < last; at = bytes.indexOf(X, at + 1)) {
		if (bytes[at + 1] !== ZERO || bytes[at + 2] !== ZERO) continue;
		while (at > first && bytes[at - 1] === BACKSLASH) at--;
		return at;
	}
	return last;
};

export class Fields {
	readonly #clock: Clock;
	#bytes: Uint8Array = new Uint8Array();
	#at = 0;
	#end = 0;
	/** Where the present field begins, and where it has ended. */
	#first = 0;
	#last = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Begins with another line. */
	over(bytes: Uint8Array, start: number, end: number): void {
		this.#bytes = bytes;
		this.#at = start;
		this.#end = end;
	}

	/** A code of exactly two characters, as a number: see `codeOf`. */
	code(): number {
		this.#next();
		if (this.#last - this.#first !== 2) throw new Malformed("no code");
		return this.#byte(this.#first) * 256 + this.#byte(this.#first + 1);
	}

	/** An unsigned number. */
	whole(): number {
		this.#next();
		return wholeOf(this.#bytes, this.#first, this.#last);
	}

	/** A number that may be negative. */
	signed(): number {
		this.#next();
		if (this.#byte(this.#first) !== MINUS) return wholeOf(this.#bytes, this.#first, this.#last);
		return 0 - wholeOf(this.#bytes, this.#first + 1, this.#last);
	}

	/** What a kernel function returned, 0 or a negative errno: as a positive errno. */
	errno(): number {
		const value = this.signed();
		if (value > 0) throw new Malformed("no errno");
		return 0 - value;
	}

	/** An address in the kernel, as a signed decimal, which maps' keys are as well. */
	address(): string {
		const text = this.text();
		if (!/^-?\d{1,20}$/.test(text)) throw new Malformed("not an address");
		return text;
	}

	flag(): boolean {
		const value = this.whole();
		if (value > 1) throw new Malformed("neither 0 nor 1");
		return value === 1;
	}

	oneOf<Word extends string>(words: readonly Word[]): Word {
		const word = words[this.whole()];
		if (word === undefined) throw new Malformed("an unknown number for a word");
		return word;
	}

	/** Boot time in ns, exact whatever its length. */
	time(): Nanos {
		this.#next();
		return timeOf(this.#bytes, this.#first, this.#last, this.#clock);
	}

	inum(): Inum {
		return this.whole() as Inum;
	}

	/** ACTIVE OTHER, as probes/dev_ns/activity.bt has them. */
	sides(): Sides {
		return { active: this.inum(), other: this.inum() };
	}

	pid(): Pid {
		return this.whole() as Pid;
	}

	innerPid(): InnerPid {
		return this.whole() as InnerPid;
	}

	/** PID, inner PID and the comm as two words. */
	process(): Process {
		return { pid: this.pid(), innerPid: this.innerPid(), comm: this.comm() };
	}

	/** Two words. */
	comm(): Name {
		return commFromWords(this.#words(2));
	}

	/** So many words, as bytes of memory: a character each. */
	memory(words: number): string {
		return latinFromWords(this.#words(words));
	}

	/** So many words, which hold a name. */
	nameInWords(words: number): Name {
		return nameFromWords(this.#words(words));
	}

	tag(): Name {
		return tagFromWord(this.text());
	}

	/** Bytes as `\\x41`; what comes after the first NUL was in memory by chance. */
	name(): Name {
		this.#next();
		return nameFromEscapes(textOf(this.#bytes, this.#first, endOfName(this.#bytes, this.#first, this.#last)));
	}

	text(): string {
		this.#next();
		return textOf(this.#bytes, this.#first, this.#last);
	}

	/** There is nothing more on the line. */
	end(): void {
		if (this.#at < this.#end) throw new Malformed("more fields than there are");
	}

	#words(count: number): string {
		this.#next();
		const first = this.#first;
		for (let more = 1; more < count; more++) this.#next();
		return textOf(this.#bytes, first, this.#last);
	}

	#next(): void {
		if (this.#at >= this.#end) throw new Malformed("fewer fields than there are");
		this.#first = this.#at;
		while (this.#at < this.#end && this.#byte(this.#at) !== SPACE) this.#at++;
		this.#last = this.#at;
		this.#at++;
		if (this.#first === this.#last) throw new Malformed("an empty field");
	}

	#byte(at: number): number {
		return this.#bytes[at] ?? 0;
	}
}
