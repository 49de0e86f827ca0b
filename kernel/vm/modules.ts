/**
 * What is built of the checkout for a guest: the dev_ns modules, without and with faults, and the personas' programs.
 * With the guest's own compiler, in the cache, once for each state of the sources.
 */

import { createHash } from "node:crypto";
import { copyFile, cp, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../decoders/user-error.js";
import { atomically, exists, locked } from "./cache.js";
import { harmless } from "./console.js";
import { checkout, type Guest } from "./guest.js";
import { privateMounts } from "./host.js";
import { launch } from "./launch.js";
import { tied } from "./tied.js";

export interface Built {
	/** Folder with the modules, build.log, and `outcome`: "built" or "failed". */
	readonly modules: string;
	/** The same modules, with faults that can be switched on: kernel/dev_ns/FAULTS.md. */
	readonly faults: string;
	/** The same with the personas' programs. */
	readonly bin: string;
	/** The parts that do not compile. */
	readonly failed: readonly Part[];
}

type Part = "modules" | "faults" | "bin";

const SOURCES: Readonly<Record<Part, string>> = {
	modules: "kernel/dev_ns",
	faults: "kernel/dev_ns",
	bin: "kernel/personas",
};
/** Built states of a part that are kept. */
const KEPT = 6;

/** The files of a part, sorted; what a build by hand left there is not among them. */
const filesOf = async (part: Part): Promise<readonly string[]> => {
	const entries = await readdir(join(checkout, SOURCES[part]), { withFileTypes: true, recursive: true }).catch(
		() => [],
	);
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return files.filter((path) => /\.([chS]|sh)$|\/(Makefile|Kbuild)$/.test(path)).toSorted();
};

const script = (name: string): string => join(checkout, "kernel/vm", name);

const keyOf = async (part: Part, files: readonly string[]): Promise<string> => {
	const hash = createHash("sha256");
	for (const file of [script("build.sh"), ...files]) {
		const content = await readFile(file);
		hash.update(`${file.slice(checkout.length)}\0${content.length}\0`).update(content);
	}
	return `${part}-${hash.digest("hex").slice(0, 12)}`;
};

/** Gives the reason why that can't be done on this machine, or nothing. */
const inRoot = async (guest: Guest, work: string, args: readonly string[]): Promise<string | undefined> => {
	await copyFile(script("build.sh"), join(work, "build.sh"));
	const [program = "", ...rest] = privateMounts();
	const command = tied("KILL", program, [...rest, "sh", script("in-root.sh"), guest.root, work, ...args]);
	const { failed, stderr, shortMessage } = await execa(...command, { reject: false });
	return failed ? stderr.split("\n")[0] || shortMessage : undefined;
};

const inGuest = async (guest: Guest, work: string, args: readonly string[]): Promise<void> => {
	const options = { scenario: "kernel/vm/build.sh", args: ["/out", ...args], out: work, timeoutMs: 1_200_000 };
	const outcome = await (await launch(guest, options, [])).done;
	if (outcome.ok) return;
	throw new UserError(`building in the guest ended with: ${outcome.why}`, `Its console: ${outcome.console}`);
};

const build = async (guest: Guest, part: Part, unfinished: string): Promise<void> => {
	guest.log(`Building ${SOURCES[part]} (${part}) for ${guest.kernel} …`);
	const work = await mkdtemp(`${unfinished}-work-`);
	try {
		await cp(join(checkout, SOURCES[part]), join(work, "source"), { recursive: true });
		const args = [part, guest.kernel, String(availableParallelism())];
		const refused = await inRoot(guest, work, args);
		if (refused !== undefined) {
			guest.log(
				`This machine allows no private mounts (${harmless(refused)}); building in the guest, which takes longer …`,
			);
			await inGuest(guest, work, args);
		}
		await rm(unfinished, { recursive: true });
		await rename(join(work, "built"), unfinished);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
};

/** The oldest go, but none that was used within the hour: a guest may still run with it. */
const forget = async (folder: string, part: Part): Promise<void> => {
	const names = (await readdir(folder)).filter((name) => name.startsWith(`${part}-`) && !name.endsWith(".lock"));
	const ages = await Promise.all(names.map(async (name) => ({ name, used: (await stat(join(folder, name))).mtimeMs })));
	const old = ages
		.toSorted((a, b) => b.used - a.used)
		.slice(KEPT)
		.filter(({ used }) => used < Date.now() - 3_600_000);
	await Promise.all(old.map(({ name }) => rm(join(folder, name), { recursive: true, force: true })));
};

const complain = async (guest: Guest, part: Part, folder: string): Promise<void> => {
	const said = (await readFile(join(folder, "build.log"), "utf8")).split("\n");
	const errors = said.filter((line) => /error|warning: |\*\*\*|undefined/i.test(line)).slice(0, 12);
	guest.log(`${SOURCES[part]} does not compile (${part}); the guest goes without it:`);
	for (const line of errors) guest.log(`  | ${harmless(line)}`);
	guest.log(`  all of it: ${join(folder, "build.log")}`);
};

const ensure = async (guest: Guest, part: Part): Promise<string> => {
	const files = await filesOf(part);
	const parent = join(guest.cache, "built", guest.key);
	const folder = join(parent, await keyOf(part, files));
	await locked(
		join(parent, part),
		(holder) => guest.log(`Process ${holder} is building ${SOURCES[part]}; waiting for it …`),
		async () => {
			if (await exists(folder)) return utimes(folder, new Date(), new Date());
			await atomically(folder, (unfinished) => build(guest, part, unfinished));
			await forget(parent, part);
		},
	);
	return folder;
};

const failed = async (folder: string): Promise<boolean> =>
	(await readFile(join(folder, "outcome"), "utf8")).trim() === "failed";

/** Builds what has changed. Sources that do not compile are told of, and are missing from the guest. */
export const modules = async (guest: Guest): Promise<Built> => {
	const broken: Part[] = [];
	const folderOf = async (part: Part): Promise<string> => {
		const folder = await ensure(guest, part);
		if (await failed(folder)) {
			await complain(guest, part, folder);
			broken.push(part);
		}
		return folder;
	};
	const [forModules, forFaults, forBin] = [await folderOf("modules"), await folderOf("faults"), await folderOf("bin")];
	return { modules: forModules, faults: forFaults, bin: forBin, failed: broken };
};
