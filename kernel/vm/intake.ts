/**
 * What the guest sends through a port, kept until it is read. A reader that is slow stops the guest's writer and
 * loses nothing: the socket is only read while there is room. Once the guest is done, `drain` takes in what is still
 * on the way, which is bounded by the port's queue.
 */
import type { Socket } from "node:net";
import { Readable } from "node:stream";

export class Intake extends Readable {
	readonly #socket: Socket | undefined;
	#received = 0;
	#draining = false;
	#enough: (() => void) | undefined;
	#wanted = Number.POSITIVE_INFINITY;

	/** Without a socket there is nothing to come. */
	constructor(socket: Socket | undefined, room: number) {
		super({ highWaterMark: room });
		this.#socket = socket;
		if (!socket || socket.destroyed) this.push(null);
		socket?.on("data", (chunk: Buffer) => this.#take(chunk));
		socket?.on("close", () => this.#end());
		socket?.resume();
	}

	/** Resolves when as many bytes have come in as the guest has sent, or when no more can come. */
	drain(sent: number): Promise<void> {
		this.#draining = true;
		this.#wanted = sent;
		return new Promise((resolve) => {
			this.#enough = resolve;
			if (this.#received >= sent || !this.#socket || this.#socket.destroyed) resolve();
			else this.#socket.resume();
		});
	}

	override _read(): void {
		this.#socket?.resume();
	}

	/** A reader that leaves early must not stop the guest. */
	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#socket?.resume();
		done(error);
	}

	#take(chunk: Buffer): void {
		this.#received += chunk.length;
		const room = this.destroyed || this.push(chunk);
		if (!room && !this.#draining) this.#socket?.pause();
		if (this.#received >= this.#wanted) this.#enough?.();
	}

	#end(): void {
		if (!this.destroyed) this.push(null);
		this.#enough?.();
	}
}
