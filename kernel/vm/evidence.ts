/** Where a run's console is kept when the caller names no folder: the latest few, in the cache. */
import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";

const KEPT = 20;

let runs = 0;

export const evidenceFolder = async (cache: string, scenario: string | undefined): Promise<string> => {
	const parent = join(cache, "runs");
	await mkdir(parent, { recursive: true });
	const names = (await readdir(parent)).toSorted();
	await Promise.all(names.slice(0, -KEPT).map((name) => rm(join(parent, name), { recursive: true, force: true })));
	const time = new Date().toISOString().replaceAll(":", "").slice(0, 17);
	const folder = join(parent, `${time}-${process.pid}-${++runs}-${basename(scenario ?? "shell", ".sh")}`);
	await mkdir(folder);
	return folder;
};
