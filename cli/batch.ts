/** Edge: the dashboard without a terminal: what is known, again and again, as text or NDJSON. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "../decoders/event.js";
import { createModel } from "../model/model.js";
import type { State } from "../model/state.js";
import { reportJson } from "../report/json.js";
import { reportText } from "../report/text.js";
import { selectionOf } from "../tui/selection.js";
import { type ExitCode, exitOf } from "./exit.js";

export interface BatchOptions {
	/** How often; without it, until the stream ends. */
	readonly number?: number | undefined;
	/** Seconds between two. */
	readonly delay: number;
	readonly json?: true | undefined;
	/** As after `/` in the dashboard. */
	readonly filter?: string | undefined;
}

const written = (text: string): Promise<void> =>
	new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));

const told = (state: State, { json, filter = "" }: BatchOptions): Promise<void> => {
	// Where the reader goes away meanwhile, this is how it ends.
	process.exitCode = exitOf(state);
	const only = selectionOf(state, filter);
	return written(json ? reportJson(state, undefined, only) : `${reportText(state, { only })}\n`);
};

/** From the moment that all is known that was there before. Ends the source when enough has been told. */
export const batch = async (batches: AsyncIterable<readonly Event[]>, options: BatchOptions): Promise<ExitCode> => {
	const { number = Number.POSITIVE_INFINITY, delay } = options;
	const model = createModel();
	const { state } = model;
	const over = new AbortController();
	let ready = (): void => {};
	const isReady = new Promise<void>((resolve) => {
		ready = resolve;
	});
	const iterator = batches[Symbol.asyncIterator]();
	const read = async (): Promise<void> => {
		for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
			model.apply(next.value);
			if (state.ready) ready();
		}
		over.abort();
		ready();
	};
	const reading = read();
	// Waited for below, unless enough was told before the stream ended.
	reading.catch(() => {
		over.abort();
		ready();
	});
	await isReady;
	let count = 0;
	for (; count < number && !over.signal.aborted; count++) {
		await told(state, options);
		if (count + 1 < number) await sleep(delay * 1000, undefined, { signal: over.signal }).catch(() => {});
	}
	if (over.signal.aborted) {
		await reading;
		if (count < number) await told(state, options);
	} else Promise.resolve(iterator.return?.()).catch(() => {});
	return exitOf(state);
};
