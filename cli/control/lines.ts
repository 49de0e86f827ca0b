import { LONGEST_LINE } from "./protocol.js";

/** The lines of a stream, without their ends. A line that is too long ends it. */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const chunk of chunks) {
		rest = Buffer.concat([rest, chunk]);
		for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
			if (end > LONGEST_LINE) return;
			yield rest.subarray(0, end).toString("utf8");
			rest = rest.subarray(end + 1);
		}
		if (rest.length > LONGEST_LINE) return;
	}
}
