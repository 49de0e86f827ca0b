/** The packet stream against what one would do without it. */
import type { Event } from "../decoders/event.js";
import { CODECS, type Codec, hasCodec } from "../decoders/stream/compression.js";
import { Framer } from "../decoders/stream/framing.js";
import { TraceReader } from "../decoders/stream/trace-reader.js";
import { TraceWriter } from "../decoders/stream/trace-writer.js";
import { type EventStream, eventStreams } from "./events.js";
import { messages } from "./message.js";
import type { Suite } from "./suite.js";

const CHUNK = 1 << 16;
const NEWLINE = 0x0a;

const inChunks = (bytes: Uint8Array): Uint8Array[] =>
	Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) =>
		bytes.subarray(index * CHUNK, (index + 1) * CHUNK),
	);

const write = (events: readonly Event[], codec?: Codec): Uint8Array => {
	const writer = new TraceWriter({ codec });
	return Buffer.concat([...writer.write(events), writer.end()]);
};

/** As `readTrace` does, without waiting for chunks. */
const read = (chunks: readonly Uint8Array[]): number => {
	const framer = new Framer();
	const reader = TraceReader.ofEvents();
	let events = 0;
	for (const chunk of chunks) for (const frame of framer.push(chunk)) events += reader.read(frame).length;
	return events;
};

const frame = (chunks: readonly Uint8Array[]): number => {
	const framer = new Framer();
	return chunks.reduce((frames, chunk) => frames + framer.push(chunk).length, 0);
};

const writeLines = (events: readonly Event[]): Uint8Array =>
	Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));

const readLines = (bytes: Uint8Array): Event[] =>
	new TextDecoder()
		.decode(bytes)
		.split("\n", -1)
		.filter(Boolean)
		.map((line) => JSON.parse(line));

const splitLines = (bytes: Uint8Array): number => {
	let lines = 0;
	for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
	return lines;
};

const suitesOf = ({ events, source }: EventStream): Suite[] => {
	const common = { source: `${events.length} events; ${source}`, item: "event", items: events.length } as const;
	const each = messages();
	const plain = write(events);
	const codecs = CODECS.filter(hasCodec);
	const compressed = codecs.map((codec) => write(events, codec));
	const lines = writeLines(events);
	const encoded = each.encode(events);
	const plainChunks = inChunks(plain);
	return [
		{
			...common,
			subject: "stream encode",
			cases: [
				{ name: "one protobuf message an event", bytes: encoded.length, run: () => void each.encode(events) },
				{ name: "blocks", bytes: plain.length, run: () => void write(events) },
				...codecs.map((codec, at) => ({
					name: `blocks, ${codec}`,
					bytes: compressed[at]?.length ?? 0,
					run: () => void write(events, codec),
				})),
				{ name: "NDJSON", bytes: lines.length, run: () => void writeLines(events) },
			],
		},
		{
			...common,
			subject: "stream decode",
			cases: [
				{ name: "one protobuf message an event", run: () => void each.decode(encoded) },
				{ name: "blocks", run: () => void read(plainChunks) },
				...codecs.map((codec, at) => {
					const chunks = inChunks(compressed[at] ?? plain);
					return { name: `blocks, ${codec}`, run: () => void read(chunks) };
				}),
				{ name: "blocks, framing and checksums only", run: () => void frame(plainChunks) },
				{ name: "NDJSON", run: () => void readLines(lines) },
				{ name: "NDJSON, finding the newlines only", run: () => void splitLines(lines) },
			],
		},
	];
};

export const streamSuites = async (): Promise<Suite[]> => (await eventStreams()).flatMap(suitesOf);
