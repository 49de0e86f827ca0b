import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

process.on("exit", () => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder for whoever asks, which goes when the file's tests have ended. */
export const ownFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), "devns-test-"));
	folders.push(folder);
	return folder;
};
