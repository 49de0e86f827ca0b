/** The event stream as bytes: what a recording holds, and what goes through pipes. `docs/trace-format.md` describes it. */
import type { DeliveryRun, Event } from "./event.js";
import { foreign, HEAD } from "./stream/foreign.js";
import { type Frame, Framer } from "./stream/framing.js";
import { MOST_BYTES } from "./stream/seal.js";
import { TraceReader } from "./stream/trace-reader.js";

/** An event waits no longer than this for others to share its block. */
export const BLOCK_MS = 100;

/** A stream without a packet in so many bytes is no trace. */
const SEARCHED = 2 * MOST_BYTES;

/**
 * The events of a stream, however it is cut into chunks. Damage costs the packets it hit and is told by `loss` events.
 * Throws a `UserError` only where nothing can be read; `name` is how it calls the stream. A chunk is not used any more when the next one is asked for.
 */
export const readTrace = (chunks: AsyncIterable<Uint8Array>, name?: string): AsyncGenerator<readonly Event[]> =>
	read(chunks, TraceReader.ofEvents(), name);

/** Likewise, for who only counts: deliveries come in runs. */
export const readRuns = (
	chunks: AsyncIterable<Uint8Array>,
	name?: string,
): AsyncGenerator<readonly (Event | DeliveryRun)[]> => read(chunks, TraceReader.ofRuns(), name);

async function* read<Item>(
	chunks: AsyncIterable<Uint8Array>,
	reader: TraceReader<Item>,
	name = "The input",
): AsyncGenerator<readonly (Item | Event)[]> {
	const framer = new Framer();
	let head: Uint8Array = new Uint8Array(0);
	let size = 0;
	let sound = false;
	function* tell(frames: readonly Frame[]) {
		sound ||= frames.some((frame) => frame.is === "sound");
		for (const frame of frames) {
			const events = reader.read(frame);
			if (events.length > 0) yield events;
		}
	}
	for await (const chunk of chunks) {
		if (head.length < HEAD) head = Uint8Array.of(...head, ...chunk.subarray(0, HEAD - head.length));
		size += chunk.length;
		yield* tell(framer.push(chunk));
		if (!sound && size > SEARCHED) throw foreign(head, name);
	}
	yield* tell(framer.end());
	if (!sound) throw foreign(head, name);
	const last = reader.end();
	if (last.length > 0) yield last;
}
