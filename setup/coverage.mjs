/** `npm run coverage [-- ava arguments]`: which lines the tests run, by file; the guest's take part where there is one. */
import { spawnSync } from "node:child_process";
import { prepare, root } from "./steps.mjs";

await prepare();
const { status } = spawnSync(
	process.execPath,
	[
		"node_modules/c8/bin/c8.js",
		"--exclude",
		"test/**",
		"node_modules/ava/entrypoints/cli.mjs",
		...process.argv.slice(2),
	],
	{ cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
