/** Reads the guest's console: has the kernel complained, and what were the last words? */
import { open } from "node:fs/promises";

/**
 * What the kernel says when something is wrong in it. Told from a program's own words by the time that the kernel
 * puts before its lines (programs' standard error comes out on the same console, and bpftrace says "WARNING: ", too).
 * Stalls are left out: on a busy host the emulated machine is starved without being wrong.
 */
const SPLAT =
	/\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? (?:BUG[: ]|WARNING: |Oops|Kernel panic|general protection fault|KASAN|KFENCE|UBSAN|kernel BUG at|Unable to handle|Internal error|list_(?:add|del) corruption|refcount_t: |(?:INFO: )?possible recursive locking|DEBUG_LOCKS|turning off the locking correctness validator)/;

export const isSplat = (line: string): boolean => SPLAT.test(line);

/** A line of the console as it can be shown: the guest may have put anything there. */
export const harmless = (line: string): string =>
	line
		.replace(/\r+$/, "")
		.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
			character === "\t" ? " " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
		);

const LAST_BYTES = 1 << 18;

/** What the end of a console's file says, line by line; blank lines are left out. */
const lastLines = async (path: string): Promise<readonly string[]> => {
	const file = await open(path).catch(() => undefined);
	if (!file) return [];
	try {
		const { size } = await file.stat();
		const start = Math.max(0, size - LAST_BYTES);
		const { buffer, bytesRead } = await file.read(Buffer.alloc(LAST_BYTES), 0, LAST_BYTES, start);
		return buffer
			.subarray(0, bytesRead)
			.toString()
			.split("\n")
			.slice(start > 0 ? 1 : 0)
			.filter((line) => line.trim() !== "");
	} finally {
		await file.close();
	}
};

/** The last lines of a console's file. */
export const tailOf = async (path: string, count: number): Promise<readonly string[]> =>
	(await lastLines(path)).slice(-count).map(harmless);

/**
 * What the kernel complained about: the lines from its first complaint on. A stack can be longer than any tail, and what
 * it is about stands before it.
 */
export const complaintOf = async (path: string, count: number): Promise<readonly string[]> => {
	const lines = await lastLines(path);
	const first = lines.findIndex(isSplat);
	return (first === -1 ? lines.slice(-count) : lines.slice(first, first + count)).map(harmless);
};
