/**
 * From the kernel's boot time in ns, of up to 20 digits, to `Nanos` since the session's origin. Seconds and nanoseconds are
 * taken apart first, because beyond 104 days of uptime the whole no longer fits a double.
 */
import type { Nanos } from "../event.js";

const SECOND = 1_000_000_000;

export class Clock {
	readonly #seconds: number;
	readonly #nanos: number;

	constructor(origin: bigint) {
		this.#seconds = Number(origin / 1_000_000_000n);
		this.#nanos = Number(origin % 1_000_000_000n);
	}

	since(seconds: number, nanos: number): Nanos {
		return ((seconds - this.#seconds) * SECOND + (nanos - this.#nanos)) as Nanos;
	}

	sinceBoot(boot: bigint): Nanos {
		return this.since(Number(boot / 1_000_000_000n), Number(boot % 1_000_000_000n));
	}
}
