/** What is asked of a kernel gets to who compiles it, whole. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { execa } from "execa";
import { compilingHook } from "../../kernel/vm/compiled.js";
import { keyOf, recipeFor } from "../../kernel/vm/recipe.js";
import { ownFolder } from "../folder.js";

const KERNEL = {
	config: 'CONFIG_LOCALVERSION="-it\'s $HOME"\nCONFIG_SMP=y\n',
	script: '# A script\'s quotes: \'"`$x\necho "$CONFIG"\n',
	needs: [],
};

test("its options and its script survive the shells between", async (t) => {
	const folder = ownFolder();
	const [root, program] = [join(folder, "root"), join(folder, "chroot")];
	await writeFile(program, `#!/bin/sh\nprintf %s "$CONFIG" >"${folder}/config"\nprintf %s "$4" >"${folder}/script"\n`);
	await chmod(program, 0o755);
	await execa("mkdir", [root]);
	await execa("sh", ["-c", compilingHook(KERNEL), "hook", root], { env: { PATH: `${folder}:${process.env.PATH}` } });
	t.is(await readFile(join(folder, "config"), "utf8"), KERNEL.config);
	t.is(await readFile(join(folder, "script"), "utf8"), KERNEL.script);
});

test("a guest with a kernel of its own has no headers of Debian's, and another name", (t) => {
	const [plain, kasan] = [recipeFor("bookworm"), recipeFor("bookworm", "kasan")];
	t.true(plain.packages.includes("linux-headers-amd64"));
	t.false(kasan.packages.includes("linux-headers-amd64"));
	t.regex(kasan.kernel?.config ?? "", /^CONFIG_PROVE_LOCKING=y$/m);
	t.notRegex(kasan.kernel?.config ?? "", /^#/m);
	t.not(keyOf(plain), keyOf(kasan));
});
