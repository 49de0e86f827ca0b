/** Edge: recordings and pipes as streams of events. */
import { open, stat } from "node:fs/promises";
import type { DeliveryRun, Event } from "../decoders/event.js";
import { readRuns, readTrace } from "../decoders/trace.js";
import { UserError } from "../decoders/user-error.js";

/** Bytes that are read at a time. */
const CHUNK = 1 << 18;

/** A file from its beginning to its end, all of it through the same memory. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
	const file = await open(path, "r");
	try {
		const chunk = Buffer.allocUnsafe(CHUNK);
		for (;;) {
			const { bytesRead } = await file.read(chunk, 0, CHUNK, null);
			if (bytesRead === 0) return;
			yield chunk.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}

const openFile = async (path: string): Promise<AsyncIterable<Uint8Array>> => {
	const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
		throw new UserError(
			error.code === "ENOENT" ? `There is no file ${path}.` : `${path} can't be read: ${error.message}.`,
			error.code === "EACCES" ? "Recordings belong to who made them, with mode 0600." : "Is the name right?",
		);
	});
	if (found.isDirectory()) throw new UserError(`${path} is a folder.`, "Name a recording, a file ending in .devns.");
	return chunksOf(path);
};

/** `-` is standard input. */
const openBytes = async (path: string): Promise<readonly [AsyncIterable<Uint8Array>, string]> => {
	if (path !== "-") return [await openFile(path), path];
	if (process.stdin.isTTY)
		throw new UserError(
			"Standard input is a terminal.",
			"Pipe a recording in: devns-top record -o - | devns-top replay -",
		);
	return [process.stdin, "Standard input"];
};

/** The events of a recording; `-` is standard input. Damage is among them as `loss`. */
export const openTrace = async (path: string): Promise<AsyncIterable<readonly Event[]>> =>
	readTrace(...(await openBytes(path)));

/** Likewise, for who only counts. */
export const openRuns = async (path: string): Promise<AsyncIterable<readonly (Event | DeliveryRun)[]>> =>
	readRuns(...(await openBytes(path)));
