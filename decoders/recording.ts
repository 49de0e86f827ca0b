/** Edge: a trace on its way into a file or a pipe. */
import { type FileHandle, lstat, open, stat, unlink } from "node:fs/promises";
import type { Writable } from "node:stream";
import { UserError } from "./user-error.js";

export interface Recording {
	/** Resolves when the bytes are out of our hands. Throws a `UserError` that says what was kept when they can't be. */
	write(chunk: Uint8Array): Promise<void>;
	close(): Promise<void>;
}

export interface RecordingOptions {
	/** Replace the file if it exists. */
	readonly overwrite?: boolean;
}

const FULL = ["ENOSPC", "EDQUOT", "EFBIG"];

export const hasNoRoom = (error: unknown): boolean => FULL.includes(codeOf(error));

const codeOf = (error: unknown): string =>
	error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);

/** Why no more can be written, after so many bytes. */
const stopped = (error: unknown, name: string, bytes: number): UserError => {
	const code = codeOf(error);
	if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED")
		return new UserError(
			`Nobody reads ${name} any more; ${bytes} bytes were passed on.`,
			"Keep its reader running, or record into a file: devns-top record -o FILE",
		);
	return new UserError(
		hasNoRoom(error)
			? `There is no room for more of ${name}; its first ${bytes} bytes are kept.`
			: `${name} can't be written (${code}); its first ${bytes} bytes are kept.`,
		"Record to where there is room. What was kept can be replayed.",
	);
};

const CURES: Readonly<Record<string, string>> = {
	ENOENT: "Make its folder first.",
	ENOTDIR: "Part of the path is a file, not a folder.",
	EISDIR: "Name a file in it.",
	EACCES: "Choose a folder that you may write to.",
	EPERM: "Choose a folder that you may write to.",
	EROFS: "Choose a folder that can be written to.",
	ENOSPC: "Choose a folder on a disk with room.",
};

/** Why a file or folder can't be made, with the cure. */
export const cannotCreate = (error: unknown, path: string): UserError => {
	const code = codeOf(error);
	return new UserError(`${path} can't be created (${code}).`, CURES[code] ?? "Choose another place.");
};

/** What is at the path already: pipes and devices can be written to, files only be replaced. */
const openExisting = async (path: string, overwrite: boolean): Promise<FileHandle> => {
	const target = await stat(path);
	if (target.isDirectory()) throw new UserError(`${path} is a folder.`, "Name a file in it.");
	if (!target.isFile()) return open(path, "w");
	if ((await lstat(path)).isSymbolicLink())
		throw new UserError(`${path} is a link to another file.`, "Name the file itself.");
	// One that holds nothing is what a start left that failed.
	if (!overwrite && target.size > 0)
		throw new UserError(
			`${path} exists.`,
			"Choose another name, or remove it first (record -o FILE replaces it with --force).",
		);
	await unlink(path);
	return open(path, "wx", 0o600);
};

const openFile = async (path: string, overwrite: boolean): Promise<FileHandle> => {
	try {
		// Never through what somebody else may have put there: under sudo this is root, in a user's folder.
		return await open(path, "wx", 0o600);
	} catch (error) {
		if (codeOf(error) !== "EEXIST") throw error;
		return openExisting(path, overwrite);
	}
};

const idFrom = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** Under sudo, what is recorded belongs to who called. */
const giveToCaller = async (file: FileHandle): Promise<void> => {
	const uid = idFrom(process.env.SUDO_UID);
	const gid = idFrom(process.env.SUDO_GID);
	if (process.getuid?.() === 0 && uid !== undefined && gid !== undefined && (await file.stat()).isFile())
		await file.chown(uid, gid);
};

/** A new file, which only its owner may read. */
export const createRecording = async (path: string, { overwrite = false }: RecordingOptions): Promise<Recording> => {
	const file = await openFile(path, overwrite).catch((error: unknown) => {
		throw error instanceof UserError ? error : cannotCreate(error, path);
	});
	await giveToCaller(file);
	return recordTo(file, path);
};

/** Records into a file that is open already, and ends with it. */
export const recordTo = (file: FileHandle, path: string): Recording => {
	let bytes = 0;
	return {
		write: async (chunk) => {
			let written = 0;
			while (written < chunk.length) {
				const result = await file.write(chunk, written).catch((error: unknown) => {
					throw stopped(error, path, bytes);
				});
				written += result.bytesWritten;
				bytes += result.bytesWritten;
			}
		},
		close: () => file.close(),
	};
};

/** Records into a stream that is somebody else's to end. */
export const recordInto = (stream: Writable, name: string): Recording => {
	let bytes = 0;
	// Every error reaches the write that met it; unheard, it would end the process as well.
	stream.on("error", () => {});
	return {
		write: (chunk) =>
			new Promise((resolve, reject) => {
				stream.write(chunk, (error) => {
					if (error) return reject(stopped(error, name, bytes));
					bytes += chunk.length;
					resolve();
				});
			}),
		close: async () => {},
	};
};

export const standardOutput = (): Recording => {
	if (process.stdout.isTTY)
		throw new UserError(
			"Standard output is a terminal, and a recording is not text.",
			"Pipe it on, or name a file: devns-top record -o FILE",
		);
	return recordInto(process.stdout, "standard output");
};
