/** Edge: a recording made of the very bytes that are shown. */
import type { Recording } from "../decoders/recording.js";

/** Passes packets on, and writes them to a recording on their way. It is made before anything is started that would have to end without it. */
export async function* tee(packets: AsyncIterable<Uint8Array>, recording: Recording): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of packets) {
			await recording.write(chunk);
			yield chunk;
		}
	} finally {
		await recording.close();
	}
}
