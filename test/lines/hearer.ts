/** Decodes bytes and keeps what was heard. */
import type { Event } from "../../decoders/event.js";
import { Clock } from "../../decoders/lines/clock.js";
import { type Hearer, LineDecoder } from "../../decoders/lines/decoder.js";
import { clientNumbers, Files } from "../../decoders/lines/files.js";

export type Heard = Event | { readonly kind: string; readonly [field: string]: unknown };

interface Start {
	readonly origin?: bigint;
	readonly files?: Files;
}

export const hear = (
	chunks: Iterable<Uint8Array>,
	{ origin = 0n, files = new Files(clientNumbers()) }: Start = {},
): readonly Heard[] => {
	const heard: Heard[] = [];
	const hearer: Hearer = {
		event: (event) => void heard.push(event),
		began: (t, cpu) => void heard.push({ kind: "began", t, cpu }),
		seen: (cpu, t) => void heard.push({ kind: "seen", t, cpu }),
		dumpEnded: (cookie, t) => void heard.push({ kind: "dump-ended", t, cookie }),
		lost: (count) => void heard.push({ kind: "lost", count }),
	};
	const decoder = new LineDecoder(new Clock(origin), files, hearer);
	for (const chunk of chunks) decoder.push(chunk);
	decoder.end();
	return heard;
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As `bpftrace -f json` prints what a probe printed. */
export const printed = (text: string): string => `{"type": "printf", "data": "${text.replaceAll("\\", "\\\\")}\\n"}\n`;

export const map = (name: string, entries: string): string => `{"type": "map", "data": {"${name}": {${entries}}}}\n`;

/** What bytes of memory become through %rx. */
export const escapes = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

/** A comm as the two words that it is in memory. */
export const words = (text: string): string => {
	const bytes = new Uint8Array(16);
	bytes.set(bytesOf(text).subarray(0, 15));
	const view = new DataView(bytes.buffer);
	return [0, 8].map((at) => view.getBigUint64(at, true).toString(16)).join(" ");
};
