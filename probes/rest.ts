/** Edge: what the probes have said and nobody has read yet, when it is time to end. */
import { setTimeout as wait } from "node:timers/promises";
import type { Nanos } from "../decoders/event.js";
import type { Clock } from "../decoders/lines/clock.js";
import { bootTime } from "./survey.js";
import type { Transport } from "./transport.js";

/** It is waited for so long, and looked for so often (ms). */
const PATIENCE = 10_000;
const GLANCE = 20;
/** /proc/uptime has hundredths of a second, cut off. */
const RESOLUTION = 10_000_000n;

export interface Reading {
	/** Up to when all has been read. */
	readonly passed: () => Nanos;
	/** Nothing more is to come. */
	readonly gone: () => boolean;
}

/** The machine's present; nothing where it does not say in time. */
const present = async (transport: Transport, clock: Clock, patience: number): Promise<Nanos | undefined> => {
	const known = new AbortController();
	const late = wait(patience, undefined, { signal: known.signal }).catch(() => undefined);
	const boot = await Promise.race([bootTime(transport).catch(() => undefined), late]);
	known.abort();
	return boot === undefined ? undefined : clock.sinceBoot(boot + RESOLUTION);
};

/** Waits until all has been read that was said until now. Returns whether that is known. */
export const restIsRead = async (
	{ passed, gone }: Reading,
	transport: Transport,
	clock: Clock,
	patience = PATIENCE,
): Promise<boolean> => {
	const until = await present(transport, clock, patience);
	if (until === undefined) return false;
	for (let waited = 0; passed() < until && !gone(); waited += GLANCE) {
		if (waited >= patience) return false;
		await wait(GLANCE);
	}
	return passed() >= until;
};
