/** Cuts bytes that arrive in chunks of any size into lines. */

/** A map of some ten thousand entries is one line of about a megabyte. */
export const LONGEST_LINE = 1 << 22;

const NEWLINE = 10;
const KEPT_OF_TOO_LONG = 200;

export interface LineTaker {
	/** The line is `bytes` from `start` to before `end`, which stay as they are until this returns. */
	line(bytes: Uint8Array, start: number, end: number): void;
	/** A line longer than is believable, which was passed over: its beginning. */
	tooLong(beginning: Uint8Array): void;
}

const joined = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
};

export class LineSplitter {
	readonly #taker: LineTaker;
	readonly #longest: number;
	/** The beginning of a line whose end has not come yet. */
	#pieces: Uint8Array[] = [];
	#held = 0;
	#passingOver = false;

	constructor(taker: LineTaker, longest = LONGEST_LINE) {
		this.#taker = taker;
		this.#longest = longest;
	}

	push(chunk: Uint8Array): void {
		let start = 0;
		let end = chunk.indexOf(NEWLINE);
		if (end !== -1 && (this.#held > 0 || this.#passingOver)) {
			this.#complete(chunk.subarray(0, end));
			start = end + 1;
			end = chunk.indexOf(NEWLINE, start);
		}
		while (end !== -1) {
			this.#taker.line(chunk, start, end);
			start = end + 1;
			end = chunk.indexOf(NEWLINE, start);
		}
		if (start < chunk.length) this.#hold(chunk.subarray(start));
	}

	/** What came after the last newline is a line as well. */
	end(): void {
		if (this.#held > 0) this.#complete(new Uint8Array());
	}

	#complete(tail: Uint8Array): void {
		if (!this.#passingOver) this.#hold(tail);
		if (!this.#passingOver) this.#taker.line(joined(this.#pieces, this.#held), 0, this.#held);
		this.#forget();
		this.#passingOver = false;
	}

	#hold(piece: Uint8Array): void {
		if (this.#passingOver) return;
		// A copy: the chunk is its owner's again when push returns.
		this.#pieces.push(piece.slice());
		this.#held += piece.length;
		if (this.#held <= this.#longest) return;
		this.#taker.tooLong(joined(this.#pieces, this.#held).subarray(0, KEPT_OF_TOO_LONG));
		this.#forget();
		this.#passingOver = true;
	}

	#forget(): void {
		this.#pieces = [];
		this.#held = 0;
	}
}
