import type { Event } from "../../decoders/event.js";
import { type TraceOptions, TraceWriter } from "../../decoders/stream/trace-writer.js";
import { readTrace } from "../../decoders/trace.js";

/** The records of a trace: a block (at least) a batch. */
export const record = (batches: readonly (readonly Event[])[], options?: TraceOptions): Uint8Array[] => {
	const writer = new TraceWriter(options);
	return [...batches.flatMap((batch) => writer.write(batch)), writer.end()];
};

export const join = (...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
	new Uint8Array(Buffer.concat(chunks));

export async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value> {
	yield* values;
}

/** What a reader makes of the chunks. */
export const tell = async (...chunks: readonly Uint8Array[]): Promise<Event[]> => {
	const events: Event[] = [];
	for await (const batch of readTrace(each(chunks))) events.push(...batch);
	return events;
};

/** Cuts bytes into chunks of these sizes, over and over. */
export const cut = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		const size = sizes[chunks.length % sizes.length] ?? 1;
		chunks.push(bytes.subarray(at, at + size));
		at += size;
	}
	return chunks;
};

const isDamage = (event: Event) => event.kind === "loss" && event.where === "recording";

/** The losses that reading made, of streams that held none. */
export const damageIn = (events: readonly Event[]) => events.filter(isDamage);
export const soundIn = (events: readonly Event[]) => events.filter((event) => !isDamage(event));
