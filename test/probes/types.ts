/** Type information as the kernel lays it out, built by hand: https://docs.kernel.org/bpf/btf.html */

interface Member {
	readonly name: string;
	readonly type: number;
	readonly bits: number;
}

export class Builder {
	readonly #types: number[] = [];
	readonly #strings: number[];
	readonly #before: number;

	/** `before` are the bytes of the strings that come before its own. */
	constructor(before = 0) {
		this.#before = before;
		this.#strings = before === 0 ? [0] : [];
	}

	get stringBytes(): number {
		return this.#strings.length;
	}

	text(text: string): number {
		const at = this.#before + this.#strings.length;
		this.#strings.push(...new TextEncoder().encode(text), 0);
		return text === "" ? 0 : at;
	}

	word(...words: readonly number[]): this {
		for (const word of words) this.#types.push(word & 255, (word >> 8) & 255, (word >> 16) & 255, word >>> 24);
		return this;
	}

	structure(name: string, size: number, members: readonly Member[], kind = 4): this {
		this.word(this.text(name), (kind << 24) | members.length, size);
		for (const { name: member, type, bits } of members) this.word(this.text(member), type, bits);
		return this;
	}

	bytes(): Uint8Array {
		const header = new Uint8Array(24);
		const view = new DataView(header.buffer);
		view.setUint16(0, 0xeb9f, true);
		view.setUint8(2, 1);
		view.setUint32(4, 24, true);
		view.setUint32(12, this.#types.length, true);
		view.setUint32(16, this.#types.length, true);
		view.setUint32(20, this.#strings.length, true);
		return Uint8Array.from([...header, ...this.#types, ...this.#strings]);
	}
}

export const INT = 1 << 24;
