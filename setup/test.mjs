/**
 * `npm test [-- ava arguments]`: all the set-up, the guest included, then every test.
 * Without a guest the rest is run, and what could not run is said and counted as skipped;
 * with CI=true its absence is a failure.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { prepareGuest } from "./guest.mjs";
import { patience } from "./patience.mjs";
import { prepare, root, say } from "./steps.mjs";
import { TapCount } from "./tap.mjs";

const shout = (reason) =>
	say(
		`\n${"!".repeat(78)}\nNO REAL KERNEL: ${reason}\nEvery test that needs one is skipped, and counted as skipped.\n${"!".repeat(78)}\n`,
	);

await prepare();
/** An independent reader of recordings, and a real terminal. */
const besides = { protoc: "protobuf-compiler", tmux: "tmux" };
const absent = await prepareGuest({ releases: ["bookworm", "trixie"], besides });
if (absent && process.env.CI === "true") {
	say(`devns-top: with CI=true nothing may be skipped, but there is no guest: ${absent}`);
	process.exit(1);
}
if (absent) shout(absent);

/** One file more than ava would take at a time: two that have a guest leave a third of two CPUs unused. */
const files = `--concurrency=${availableParallelism() + 1}`;
const ava = spawn(
	process.execPath,
	["node_modules/ava/entrypoints/cli.mjs", "--tap", files, ...process.argv.slice(2)],
	{
		cwd: root,
		stdio: ["ignore", "pipe", "inherit"],
		env: { ...process.env, ...(absent && { DEVNS_GUEST: `absent:${absent}` }) },
	},
);
const ended = once(ava, "close");
const count = new TapCount((line) => process.stdout.write(`${line}\n`));
const watch = patience(ava, say);
for await (const line of createInterface({ input: ava.stdout })) {
	watch.heard();
	count.line(line);
}
const [status] = await ended;

if (absent) shout(absent);
const ran = count.passed + count.failed > 0;
if (!ran) say("No test was run.");
if (status !== 0 && count.failed === 0) {
	say(`No test failed, but ava ended with ${status}: what it said stands above.`);
	count.failed = 1;
}
const { failures } = count;
if (failures.length > 0) process.stdout.write(`\nWhat failed:\n${failures.join("\n")}\n`);
process.stdout.write(`\n${count}\n`);
process.exitCode = status === 0 && ran ? 0 : 1;
