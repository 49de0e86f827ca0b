/** Bytes into lines, however they were cut. A guest may send anything: what is no UTF-8 becomes U+FFFD. */

/** A line that is longer comes in pieces of this many characters, so that none can fill the memory. */
const LONGEST = 2 ** 20;

export class LineSplitter {
	readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	readonly #longest: number;
	#rest = "";

	constructor(longest = LONGEST) {
		this.#longest = longest;
	}

	/** The lines that these bytes complete. */
	push(bytes: Uint8Array): string[] {
		return this.#split(this.#decoder.decode(bytes, { stream: true }));
	}

	/** The last line, if it did not end. */
	end(): string[] {
		const found = this.#split(this.#decoder.decode());
		if (this.#rest !== "") found.push(this.#rest);
		this.#rest = "";
		return found;
	}

	#split(text: string): string[] {
		const parts = `${this.#rest}${text}`.split("\n");
		const last = this.#pieces(parts.pop() ?? "");
		this.#rest = last.pop() ?? "";
		return [...parts.flatMap((line) => this.#pieces(line)), ...last];
	}

	#pieces(line: string): string[] {
		const found: string[] = [];
		for (let at = 0; at === 0 || at < line.length; at += this.#longest) found.push(line.slice(at, at + this.#longest));
		return found;
	}
}

export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const splitter = new LineSplitter();
	for await (const chunk of chunks) yield* splitter.push(chunk);
	yield* splitter.end();
}
