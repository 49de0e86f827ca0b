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
	const holder = await held(file, waiting);
	try {
		await writeFile(file, `${process.pid}\n`);
		return await work();
	} finally {
		await holder.release();
	}
};

/** Runs `work` while it has one of these locks, whichever is free first. */
export const lockedOneOf = async <T>(paths: readonly string[], work: () => Promise<T>): Promise<T> => {
	await Promise.all(paths.map((path) => mkdir(dirname(path), { recursive: true })));
	const wanted = paths.map((path) => lockOf(`${path}.lock`));
	try {
		const first = await Promise.any(
			wanted.map(async (lock) => {
				if (await lock.held) return lock;
				throw new Error(`flock of one of ${paths.join(", ")} ended without the lock`);
			}),
		);
		await Promise.all(wanted.filter((lock) => lock !== first).map((lock) => lock.release()));
		return await work();
	} finally {
		await Promise.all(wanted.map((lock) => lock.release()));
	}
};

interface Lock {
	/** Settles when it is held, or can't be. */
	readonly held: Promise<boolean>;
	/** Gives it back, or waits for it no longer. */
	readonly release: () => Promise<void>;
}

const held = async (file: string, waiting: (holder: string) => void): Promise<Lock> => {
	const atOnce = lockOf(file, ["--nonblock"]);
	if (await atOnce.held) return atOnce;
	waiting((await readFile(file, "utf8")).trim());
	const lock = lockOf(file);
	if (!(await lock.held)) throw new Error(`flock ${file} ended without the lock`);
	return lock;
};

const lockOf = (file: string, options: readonly string[] = []): Lock => {
	const child = execa("flock", [...options, "--no-fork", file, "sh", "-c", "echo held; exec cat >/dev/null"], {
		stdin: "pipe",
		reject: false,
		buffer: false,
	});
	const held = new Promise<boolean>((resolve) => {
		child.stdout.once("data", () => resolve(true));
		child.stdout.once("end", () => resolve(false));
	});
	const release = async () => {
		child.kill();
		await child;
	};
	return { held, release };
};
