import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { ownFolder } from "../folder.js";
import { devnsTop, FIXTURE, MAIN } from "./command.js";

const folder = ownFolder();

const recording = readFileSync(FIXTURE);

const fileOf = (name: string, content: string | Uint8Array): string => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
};

const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
	const copy = Uint8Array.from(bytes);
	copy[at] = (copy[at] ?? 0) ^ 1;
	return copy;
};

for (const args of [
	["check", FIXTURE, "--limit", "switch.total.p95 < 40ms"],
	["audit", FIXTURE, "--rule", "switch-whole"],
	["report", FIXTURE, "--json"],
	["replay", FIXTURE, "-b", "-n", "1", "-d", "1ms"],
])
	test(`${args[0]}: no room on standard output is trouble, not a violation`, (t) => {
		const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
			stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
			encoding: "utf8",
		});
		t.is(status, 2, stderr);
		t.regex(stderr, /^devns-top: There is no room for what was to be said\.\n {2}Let [^\n]+\n$/);
	});

/** One line that says what, one that says how; nothing on standard output. */
const refused = test.macro(async (t, args: readonly string[], says: RegExp, input: string | Uint8Array = "") => {
	const { exitCode, stdout, stderr } = await devnsTop(args, input);
	t.is(exitCode, 2, stderr);
	t.is(stdout, "");
	t.regex(stderr, says);
	t.regex(stderr, /^devns-top: [^\n]+\n {2}\S[^\n]*$/, "what, and the cure");
});

test("no such file", refused, ["report", join(folder, "absent.devns")], /no file/);
test("the first byte of a recording", refused, ["report", fileOf("one", recording.subarray(0, 1))], /too short/);
test("tables into a pipe", refused, ["export", FIXTURE, "-o", "-"], /several files/);
test("tables into what is no folder", refused, ["export", FIXTURE, "-o", "/dev/null"], /can't be created/);
test("a folder without recordings", refused, ["report", mkdtempSync(join(folder, "empty-"))], /holds no recordings/);
test("an empty file", refused, ["report", fileOf("empty", "")], /empty/i);
test(
	"a text file",
	refused,
	["report", fileOf("text", "Attaching 12 probes...\n".repeat(9))],
	/output of bpftrace itself/,
);
test("an empty pipe", refused, ["report", "-"], /empty/i);
test("a replay without a terminal", refused, ["replay", FIXTURE], /terminal/);
test("a live dashboard without a terminal", refused, ["live"], /terminal/);

test("an unknown option and an unknown command are refused", async (t) => {
	for (const args of [
		["report", "--jsno", FIXTURE],
		["reprot", FIXTURE],
		["record"],
		["replay", FIXTURE, "--speed", "0"],
		["replay", FIXTURE, "--at", "soon"],
	]) {
		const { exitCode, stdout, stderr } = await devnsTop(args);
		t.is(exitCode, 2, args.join(" "));
		t.is(stdout, "");
		t.regex(stderr, /error: /);
	}
});

test("help and version that were asked for are no trouble", async (t) => {
	for (const args of [["--help"], ["report", "--help"], ["--version"]])
		t.is((await devnsTop(args)).exitCode, 0, args.join(" "));
});

const linesOf = (stdout: string): readonly { type: string; [field: string]: unknown }[] =>
	stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));

const count = (stdout: string, type: string): number => linesOf(stdout).filter((line) => line.type === type).length;

test("a whole recording is reported with exit code 0", async (t) => {
	const { exitCode, stdout, stderr } = await devnsTop(["report", "--json", FIXTURE]);
	t.is(stderr, "");
	t.is(exitCode, 0);
	t.is(count(stdout, "switch"), 21);
});

test("a torn recording is reported as far as it goes, and is inconclusive", async (t) => {
	const torn = fileOf("torn.devns", recording.subarray(0, Math.floor(recording.length / 2)));
	const { exitCode, stdout } = await devnsTop(["report", "--json", torn]);
	t.is(exitCode, 3);
	const kept = count(stdout, "switch");
	t.true(kept > 3 && kept < 21, `${kept} switches`);
});

test("a flipped bit costs a block, not the recording", async (t) => {
	const { exitCode, stdout } = await devnsTop(
		["report", "--json", "-"],
		flipped(recording, Math.floor(recording.length / 2)),
	);
	t.is(exitCode, 3);
	t.true(count(stdout, "switch") >= 19);
});

test("two recordings in one are read to the end", async (t) => {
	const { exitCode, stdout } = await devnsTop(["report", "-"], Buffer.concat([recording, recording]));
	t.is(exitCode, 0);
	t.regex(stdout, /COMPLETE/);
});

test("a reader that goes away ends the report quietly", async (t) => {
	const { execa } = await import("execa");
	const { MAIN } = await import("./command.js");
	const { exitCode, stderr } = await execa({
		shell: true,
		reject: false,
	})`${process.execPath} ${MAIN} report --json ${FIXTURE} | head -n 1 >/dev/null`;
	t.is(stderr, "");
	t.is(exitCode, 0);
});
