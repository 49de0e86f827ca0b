/** What bpftrace printed, made into events, against only finding its lines. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Clock } from "../decoders/lines/clock.js";
import { LineDecoder } from "../decoders/lines/decoder.js";
import { clientNumbers, Files } from "../decoders/lines/files.js";
import { LineSplitter } from "../decoders/lines/splitter.js";
import type { Suite } from "./suite.js";

const RECORDING = "fixtures/three-personas.jsonl";
/** What a pipe gives at once. */
const CHUNK = 1 << 16;

export const inChunks = (bytes: Uint8Array): Uint8Array[] =>
	Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) =>
		bytes.subarray(index * CHUNK, (index + 1) * CHUNK),
	);

/** How many lines there are. */
export const split = (chunks: readonly Uint8Array[]): number => {
	let lines = 0;
	const splitter = new LineSplitter({ line: () => void lines++, tooLong: () => {} });
	for (const chunk of chunks) splitter.push(chunk);
	splitter.end();
	return lines;
};

/** How many events they mean. */
export const decode = (chunks: readonly Uint8Array[]): number => {
	let events = 0;
	const decoder = new LineDecoder(new Clock(0n), new Files(clientNumbers()), {
		event: () => void events++,
		began: () => {},
		seen: () => {},
		dumpEnded: () => {},
		lost: () => {},
	});
	for (const chunk of chunks) decoder.push(chunk);
	decoder.end();
	return events;
};

const parse = (text: string): number => text.split("\n").filter((line) => line !== "" && JSON.parse(line)).length;

const suiteOf = (bytes: Uint8Array): Suite => {
	const chunks = inChunks(bytes);
	const text = new TextDecoder().decode(bytes);
	const items = split(chunks);
	return {
		subject: "lines decode",
		source: `recorded: the ${items} lines of ${RECORDING}`,
		item: "line",
		items,
		cases: [
			{ name: "finding the lines only", run: () => void split(chunks), bytes: bytes.length },
			{ name: "events", run: () => void decode(chunks) },
			{ name: "JSON.parse of each line, no events", run: () => void parse(text) },
		],
	};
};

export const lineSuites = async (): Promise<Suite[]> => {
	const path = fileURLToPath(new URL(`../../${RECORDING}`, import.meta.url));
	return existsSync(path) ? [suiteOf(readFileSync(path))] : [];
};
