/** Edge: recordings and pipes as streams of events. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Event } from "../decoders/event.js";
import { readTrace } from "../decoders/trace.js";
import { UserError } from "../decoders/user-error.js";

const openFile = async (path: string): Promise<AsyncIterable<Uint8Array>> => {
	const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
		throw new UserError(
			error.code === "ENOENT" ? `There is no file ${path}.` : `${path} can't be read: ${error.message}.`,
			error.code === "EACCES" ? "Recordings belong to who made them, with mode 0600." : "Is the name right?",
		);
	});
	if (found.isDirectory()) throw new UserError(`${path} is a folder.`, "Name a recording, a file ending in .devns.");
	return createReadStream(path, { highWaterMark: 1 << 20 });
};

/** The events of a recording; `-` is standard input. Damage is among them as `loss`. */
export const openTrace = async (path: string): Promise<AsyncIterable<readonly Event[]>> => {
	if (path !== "-") return readTrace(await openFile(path), path);
	if (process.stdin.isTTY)
		throw new UserError(
			"Standard input is a terminal.",
			"Pipe a recording in: devns-top record -o - | devns-top replay -",
		);
	return readTrace(process.stdin, "Standard input");
};
