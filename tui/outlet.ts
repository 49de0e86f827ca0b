/**
 * Edge: writing to a terminal without ever waiting for it.
 *
 * Node's own stream blocks the whole process while a terminal does not read (a stopped pane, a slow line), and with it
 * the reading of the event stream. So a terminal is opened once more by its path, for writing that does not block.
 */
import { closeSync, constants, openSync, readlinkSync, writeSync } from "node:fs";
import type { Writable } from "node:stream";
import { isatty } from "node:tty";

export interface Outlet {
	/** The terminal has taken everything. */
	readonly idle: boolean;
	write(text: string): void;
	/** Waits until the terminal has taken everything, but not for long: it may have stopped listening. */
	flush(): void;
	close(): void;
}

export interface Listener {
	idle(): void;
	gone(): void;
}

const RETRY_MS = 10;
const PATIENCE_MS = 500;

const pause = (ms: number): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

const wouldBlock = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EAGAIN";

class DeviceOutlet implements Outlet {
	readonly #fd: number;
	readonly #listener: Listener;
	#waiting: Buffer = Buffer.alloc(0);
	#timer: NodeJS.Timeout | undefined;
	#over = false;

	constructor(fd: number, listener: Listener) {
		this.#fd = fd;
		this.#listener = listener;
	}

	get idle(): boolean {
		return this.#waiting.length === 0;
	}

	write(text: string): void {
		this.#waiting = Buffer.concat([this.#waiting, Buffer.from(text)]);
		this.#push();
	}

	/** Gives false when the terminal is gone. */
	#pushOnce(): boolean {
		try {
			while (this.#waiting.length > 0) this.#waiting = this.#waiting.subarray(writeSync(this.#fd, this.#waiting));
			return true;
		} catch (error) {
			return wouldBlock(error);
		}
	}

	#push(): void {
		if (this.#over || this.#timer !== undefined) return;
		const there = this.#pushOnce();
		if (!there) {
			this.#over = true;
			this.#listener.gone();
		} else if (!this.idle) {
			this.#timer = setTimeout(() => {
				this.#timer = undefined;
				this.#push();
				if (this.idle) this.#listener.idle();
			}, RETRY_MS);
		}
	}

	flush(): void {
		const end = performance.now() + PATIENCE_MS;
		while (!this.#over && this.#pushOnce() && !this.idle && performance.now() < end) pause(RETRY_MS);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#over = true;
		closeSync(this.#fd);
	}
}

class StreamOutlet implements Outlet {
	readonly #output: Writable;
	readonly #listener: Listener;
	#unwritten = 0;
	#over = false;

	constructor(output: Writable, listener: Listener) {
		this.#output = output;
		this.#listener = listener;
		output.on("error", this.#fail);
	}

	readonly #fail = (): void => {
		if (!this.#over) this.#listener.gone();
	};

	get idle(): boolean {
		return this.#unwritten === 0;
	}

	write(text: string): void {
		if (this.#over || !this.#output.writable) return;
		this.#unwritten++;
		this.#output.write(text, (error) => {
			this.#unwritten--;
			if (error) this.#fail();
			else if (this.idle && !this.#over) this.#listener.idle();
		});
	}

	/** A stream has no way of waiting. */
	flush(): void {}

	/** What was written may still fail: its error is for nobody, but must not be nobody's. */
	close(): void {
		this.#over = true;
		const deaf = () => setImmediate(() => this.#output.off("error", this.#fail));
		if (this.#output.writable) this.#output.write("", deaf);
		else deaf();
	}
}

const openAgain = (fd: number): number | undefined => {
	try {
		const path = readlinkSync(`/proc/self/fd/${fd}`);
		return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
	} catch {
		return undefined;
	}
};

export const openOutlet = (output: Writable, listener: Listener): Outlet => {
	const fd = "fd" in output && typeof output.fd === "number" && isatty(output.fd) ? openAgain(output.fd) : undefined;
	return fd === undefined ? new StreamOutlet(output, listener) : new DeviceOutlet(fd, listener);
};
