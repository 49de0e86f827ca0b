/** Edge: a recording made of the very bytes that are shown. */
import { createRecording } from "../decoders/recording.js";

/** Passes packets on, and writes them to a new recording on their way. */
export async function* tee(packets: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
	const recording = await createRecording(path, {});
	try {
		for await (const chunk of packets) {
			await recording.write(chunk);
			yield chunk;
		}
	} finally {
		await recording.close();
	}
}
