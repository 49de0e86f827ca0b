/** A guest: a Debian root folder and the stock kernel in it, built once and then used again. */
import { chmod, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { atomically, defaultCache, exists, locked } from "./cache.js";
import { stale } from "./clean.js";
import { bringNode } from "./guest-node.js";
import { requireHost } from "./host.js";
import { type Flavour, keyOf, type Recipe, type Release, recipeFor } from "./recipe.js";
import { buildRoot } from "./root.js";

export interface Guest {
	readonly release: Release;
	readonly cache: string;
	/** Its name in the cache. */
	readonly key: string;
	readonly root: string;
	/** `uname -r` of it. */
	readonly kernel: string;
	/** The kernel's image, decompressed. */
	readonly linux: string;
	/** Its first process is systemd. */
	readonly systemd: boolean;
	readonly log: (line: string) => void;
}

export interface GuestOptions {
	/** Tell everything that mmdebstrap says. */
	readonly verbose?: boolean | undefined;
	readonly release: Release;
	readonly flavour?: Flavour | undefined;
	readonly cache?: string | undefined;
	readonly log: (line: string) => void;
}

/** The checkout that this file was compiled in. */
export const checkout = join(dirname(fileURLToPath(import.meta.url)), "../../..");

export const guestRoot = (recipe: Recipe, cache = defaultCache()): string => join(cache, "guests", keyOf(recipe));

/** What is told of a guest that is to be built: what is special of it, and how long that takes. */
const kindOf = ({ systemd, kernel }: Recipe): readonly [string, string] => {
	if (kernel) return [" with a kernel that checks itself", "twenty minutes, most of them for compiling the kernel"];
	return [systemd ? " with container runtimes" : "", "one to five minutes"];
};

const build = async (
	recipe: Recipe,
	cache: string,
	root: string,
	log: (line: string) => void,
	verbose: boolean,
): Promise<void> => {
	const [special, time] = kindOf(recipe);
	log(`Building the guest (Debian ${recipe.release}${special}) in ${root}: once, ${time} …`);
	await atomically(root, async (unfinished) => {
		await buildRoot(recipe, unfinished, log, verbose);
		log(`  fetching Node ${recipe.node.version} for it`);
		await bringNode(recipe.node, join(unfinished, "devns/node/bin/node"), unfinished);
		await chmod(unfinished, 0o755);
	});
	const old = await stale(cache);
	log(`The guest is built.${old.length > 0 ? " There is something of older recipes, too: npm run vm -- clean" : ""}`);
};

/** The guest for a release, built if it is not there yet. */
export const ensureGuest = async ({
	release,
	flavour,
	cache = defaultCache(),
	log,
	verbose = false,
}: GuestOptions): Promise<Guest> => {
	const recipe = recipeFor(release, flavour);
	const root = guestRoot(recipe, cache);
	if (!(await exists(root))) {
		await requireHost();
		await locked(
			root,
			(holder) => log(`Process ${holder} is building this guest already; waiting for it …`),
			async () => {
				if (!(await exists(root))) await build(recipe, cache, root, log, verbose);
			},
		);
	}
	const kernel = (await readFile(join(root, "devns/kernel"), "utf8")).trim();
	return {
		release,
		cache,
		key: keyOf(recipe),
		root,
		kernel,
		linux: join(root, "devns/linux"),
		systemd: recipe.systemd === true,
		log,
	};
};
