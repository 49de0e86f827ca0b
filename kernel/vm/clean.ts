/** Removes from the cache what no recipe of this checkout names any more. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { FLAVOURS, keyOf, RELEASES, recipeFor } from "./recipe.js";

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

const current = (): readonly string[] =>
	RELEASES.flatMap((release) => FLAVOURS.map((flavour) => keyOf(recipeFor(release, flavour))));

/** Guests of other recipes, and what was built for them. */
export const stale = async (cache: string): Promise<readonly string[]> => {
	const used = current();
	const paths = ["guests", "built"].map(async (folder) =>
		(await names(join(cache, folder)))
			.filter((name) => !used.some((key) => name.startsWith(key)))
			.map((name) => join(cache, folder, name)),
	);
	return (await Promise.all(paths)).flat();
};

const remove = async (paths: readonly string[]): Promise<readonly string[]> => {
	for (const path of paths) await rm(path, { recursive: true, force: true });
	return paths;
};

/** Gives what it removed. */
export const clean = async (cache: string): Promise<readonly string[]> =>
	remove([...(await stale(cache)), join(cache, "runs")]);

export const cleanAll = (cache: string): Promise<readonly string[]> =>
	remove(["guests", "built", "runs"].map((folder) => join(cache, folder)));
