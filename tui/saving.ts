/** Edge: snapshots as files. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";

const isThere = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EEXIST";

/** What it tells of is for its owner, and a file that is there is nobody's to overwrite. Gives its whole path. */
export const saveText = async (file: string, text: string): Promise<string> => {
	const path = resolve(file);
	try {
		await writeFile(path, text, { mode: 0o600, flag: "wx" });
	} catch (error) {
		throw isThere(error) ? new Error(`${path} is there already: give another name.`) : error;
	}
	return path;
};
