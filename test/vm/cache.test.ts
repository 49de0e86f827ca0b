import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import test from "ava";
import { execa } from "execa";
import { atomically, locked, lockedOneOf } from "../../kernel/vm/cache.js";
import { ownFolder } from "../folder.js";

test("a folder appears whole or not at all, and takes away what a killed build left", async (t) => {
	const parent = ownFolder();
	const path = join(parent, "guest");
	await mkdir(`${path}.unfinished-0123`);
	await t.throwsAsync(
		atomically(path, async (unfinished) => {
			t.deepEqual(await readdir(parent), [unfinished.slice(parent.length + 1)]);
			await writeFile(join(unfinished, "half"), "");
			throw new Error("interrupted");
		}),
		{ message: "interrupted" },
	);
	t.deepEqual(await readdir(parent), []);
	await atomically(path, (unfinished) => writeFile(join(unfinished, "whole"), ""));
	t.deepEqual(await readdir(path), ["whole"]);
});

test("of many who want to build the same, one does so at a time", async (t) => {
	const path = join(ownFolder(), "guest");
	let inside = 0;
	const waited: string[] = [];
	const work = async () => {
		t.is(++inside, 1);
		await new Promise((resolve) => setImmediate(resolve));
		inside -= 1;
	};
	await Promise.all(Array.from({ length: 5 }, () => locked(path, (holder) => waited.push(holder), work)));
	t.is(inside, 0);
	t.true(waited.length > 0);
});

test("a lock is let go when the work fails", async (t) => {
	const path = join(ownFolder(), "guest");
	const failing = () => Promise.reject(new Error("no"));
	await t.throwsAsync(locked(path, t.fail, failing), { message: "no" });
	await locked(path, t.fail, async () => t.pass());
});

test("of two locks two have one each, and a third waits for whichever is free", async (t) => {
	const where = ownFolder();
	const paths = [join(where, "guest-1"), join(where, "guest-2")];
	let inside = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, ++inside);
		// Until another is inside as well; a third would be by then.
		while (most < 2) await wait(5);
		await wait(20);
		inside -= 1;
	};
	await Promise.all(Array.from({ length: 6 }, () => lockedOneOf(paths, work)));
	t.is(inside, 0);
	t.is(most, 2);
	await t.throwsAsync(
		lockedOneOf(paths, () => Promise.reject(new Error("no"))),
		{ message: "no" },
	);
	await lockedOneOf(paths, () => lockedOneOf(paths, async () => t.pass()));
});

test("a lock goes away with a process that is killed, which is named to those who wait", async (t) => {
	const path = join(ownFolder(), "guest");
	const module = new URL("../../kernel/vm/cache.js", import.meta.url).href;
	const program = `const { locked } = await import(${JSON.stringify(module)});
		await locked(${JSON.stringify(path)}, () => {}, () => new Promise((resolve) => {
			console.log("held");
			setTimeout(resolve, 1e9);
		}));`;
	const holder = execa(process.execPath, ["--input-type=module", "--eval", program], { reject: false });
	await once(holder.stdout, "data");
	t.is((await readFile(`${path}.lock`, "utf8")).trim(), String(holder.pid));
	await locked(
		path,
		(pid) => {
			t.is(pid, String(holder.pid));
			holder.kill("SIGKILL");
		},
		async () => t.pass(),
	);
});
