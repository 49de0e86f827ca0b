/** Bytes that arrived and are not used up. They lie in one piece, and each is moved a bounded number of times. */
export class ByteQueue {
	#buffer = new Uint8Array(1 << 16);
	#begin = 0;
	#end = 0;

	/** A view, valid until the next `append`. */
	get bytes(): Uint8Array {
		return this.#buffer.subarray(this.#begin, this.#end);
	}

	append(chunk: Uint8Array): void {
		if (this.#end + chunk.length > this.#buffer.length) this.#makeRoom(chunk.length);
		this.#buffer.set(chunk, this.#end);
		this.#end += chunk.length;
	}

	drop(count: number): void {
		this.#begin += count;
	}

	#makeRoom(wanted: number): void {
		const held = this.bytes;
		// Twice what is needed, so that the next moves are as many bytes away as this one moves.
		const needed = 2 * (held.length + wanted);
		const buffer = needed > this.#buffer.length ? new Uint8Array(needed) : this.#buffer;
		buffer.set(held);
		this.#buffer = buffer;
		this.#begin = 0;
		this.#end = held.length;
	}
}
