/** Asks the framebuffer of device namespaces for checksums, of canvases and screen: at first, now and then, and after each switch. */
import type { Nanos } from "../decoders/event.js";
import type { Transport } from "./transport.js";

const CHECKSUM = "/sys/module/dev_ns_fb/parameters/checksum";
/** In stream time (ns). */
const EVERY = 1e9;

export class Checksums {
	readonly #transport: Transport;
	#asked = Number.NEGATIVE_INFINITY;

	constructor(transport: Transport) {
		this.#transport = transport;
	}

	/** The kernel makes them after this has returned. Where there is no such framebuffer, there is nothing to ask. */
	ask(now: Nanos): void {
		if (now - this.#asked < EVERY) return;
		this.#asked = now;
		this.#transport.writeFile(CHECKSUM, "Y\n").catch(() => {});
	}

	/** None are wanted any more. */
	async end(): Promise<void> {
		await this.#transport.writeFile(CHECKSUM, "N\n").catch(() => {});
	}
}
