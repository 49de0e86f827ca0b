/** The folder where guests and what is built for them are kept; nothing else of ours is ever written there. */

import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";

export const defaultCache = (): string => join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "devns-top");

export const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

/** A folder of files that only appear whole: made beside its place, then renamed to it. */
export const atomically = async (path: string, make: (unfinished: string) => Promise<void>): Promise<void> => {
	await mkdir(dirname(path), { recursive: true });
	await removeUnfinished(path);
	const unfinished = `${path}.unfinished-${randomUUID().slice(0, 8)}`;
	await mkdir(unfinished);
	try {
		await make(unfinished);
		await rename(unfinished, path);
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true });
		throw error;
	}
};

/** What a build left that was killed. Only called with the lock held, so none of it is in use. */
const removeUnfinished = async (path: string): Promise<void> => {
	const names = await readdir(dirname(path));
	const left = names.filter((name) => name.startsWith(`${basename(path)}.unfinished-`));
	await Promise.all(left.map((name) => rm(join(dirname(path), name), { recursive: true, force: true })));
};

/**
 * Runs `work` while no other process does so for the same path. The lock is a flock(2) held by a child that lives
 * on this process's pipe, so it goes away with this process however that ends.
 */
export const locked = async <T>(
	path: string,
	waiting: (holder: string) => void,
	work: () => Promise<T>,
): Promise<T> => {
	await mkdir(dirname(path), { recursive: true });
	const file = `${path}.lock`;
	const holder = (await hold(file, ["--nonblock"])) ?? (await waitFor(file, waiting));
	try {
		await writeFile(file, `${process.pid}\n`);
		return await work();
	} finally {
		await holder.release();
	}
};

interface Holder {
	readonly release: () => Promise<void>;
}

const waitFor = async (file: string, waiting: (holder: string) => void): Promise<Holder> => {
	waiting((await readFile(file, "utf8")).trim());
	const holder = await hold(file, []);
	if (!holder) throw new Error(`flock ${file} ended without the lock`);
	return holder;
};

const hold = async (file: string, options: readonly string[]): Promise<Holder | undefined> => {
	const child = execa("flock", [...options, "--no-fork", file, "sh", "-c", "echo held; exec cat >/dev/null"], {
		stdin: "pipe",
		reject: false,
		buffer: false,
	});
	const held = await new Promise<boolean>((resolve) => {
		child.stdout.once("data", () => resolve(true));
		child.stdout.once("end", () => resolve(false));
	});
	if (!held) {
		await child;
		return undefined;
	}
	const release = async () => {
		child.stdin.end();
		await child;
	};
	return { release };
};
