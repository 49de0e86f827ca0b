/** Asks the framebuffer of device namespaces for checksums, of canvases and screen: at first, now and then, and after each switch. */
import type { Nanos } from "../decoders/event.js";
import type { Transport } from "./transport.js";

const CHECKSUM = "/sys/module/dev_ns_fb/parameters/checksum";
/** In stream time (ns). */
const EVERY = 1e9;

export class Checksums {
	readonly #transport: Transport;
	#asked = Number.NEGATIVE_INFINITY;
	/** One at a time: the last word is that none are wanted any more. */
	#asking: Promise<void> | undefined;

	constructor(transport: Transport) {
		this.#transport = transport;
	}

	/** The kernel makes them after this has returned. Where there is no such framebuffer, there is nothing to ask. */
	ask(now: Nanos): void {
		if (this.#asking !== undefined || now - this.#asked < EVERY) return;
		this.#asked = now;
		this.#asking = this.#transport
			.writeFile(CHECKSUM, "Y\n")
			.catch(() => {})
			.finally(() => {
				this.#asking = undefined;
			});
	}

	/** None are wanted any more. */
	async end(): Promise<void> {
		await this.#asking;
		await this.#transport.writeFile(CHECKSUM, "N\n").catch(() => {});
	}
}
