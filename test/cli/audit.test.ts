import { writeFile } from "node:fs/promises";
import { join as path } from "node:path";
import test from "ava";
import { join, record } from "../decoders/traces.js";
import { ownFolder } from "../folder.js";
import { wholeSwitch } from "../model/at.js";
import { at, BLUE, books, ROOT, STAGE, verified } from "../model/audit/story.js";
import { until } from "../tui/until.js";
import { devnsTop, FIXTURE } from "./command.js";
import { playedMachine } from "./played-machine.js";
import { watching } from "./watching.js";

const clean = join(
	...record([[...STAGE, ...books(10, 2, 40), ...wholeSwitch(100, 1, ROOT, BLUE), verified(600, BLUE)]]),
);
const broken = join(...record([[...STAGE, at(10).leak()]]));

const exits = test.macro(async (t, code: number, bytes: Uint8Array, says: RegExp) => {
	const { exitCode, stdout } = await devnsTop(["audit", "-"], bytes);
	t.is(exitCode, code);
	t.regex(stdout, says);
});

test("a clean recording: 0", exits, 0, clean, /^PASS: /);
test("a broken rule: 1", exits, 1, broken, /^FAIL: /);
test("a broken rule in a torn recording: 1 all the same", exits, 1, broken.subarray(0, -3), /^FAIL: /);
test("a torn recording: 3", exits, 3, clean.subarray(0, -3), /^INCONCLUSIVE: /);

test("a recording without the witnesses: 3, with what is missing and how to have it", async (t) => {
	const { exitCode, stdout } = await devnsTop(["audit", FIXTURE]);
	t.is(exitCode, 3);
	t.regex(stdout, /input\.read was not watched .*--audit/);
});

test("the other outputs, one at a time", async (t) => {
	const outputs = { "--json": /^\{"schema":1/, "--junit": /^<\?xml/, "--sarif": /^\{\n {2}"\$schema"/ };
	for (const [option, begins] of Object.entries(outputs)) {
		const { exitCode, stdout } = await devnsTop(["audit", option, "-"], broken);
		t.is(exitCode, 1, option);
		t.regex(stdout, begins);
	}
	t.is((await devnsTop(["audit", "--json", "--sarif", "-"], broken)).exitCode, 2);
});

test("of a recording's own findings, those of other rules than were asked for are left out", async (t) => {
	const told = join(...record([[...STAGE, at(10).leak(), at(11).finding({ rule: "policy:mine" })]]));
	const all = await devnsTop(["audit", "-", "--json"], told);
	t.regex(all.stdout, /"type":"finding","rule":"policy:mine"/, "it stays one whatever is looked for now");
	const asked = await devnsTop(["audit", "-", "--json", "--rule", "switch-whole"], told);
	t.notRegex(asked.stdout, /policy:mine/);
	t.not(asked.exitCode, 1);
});

test("a policy is written of what is seen; where something was lost, that is said", async (t) => {
	const whole = await devnsTop(["audit", "--init-policy", "-"], clean);
	t.is(whole.exitCode, 0);
	t.is(JSON.parse(whole.stdout).default, "deny");
	const torn = await devnsTop(["audit", "--init-policy", "-"], clean.subarray(0, -3));
	t.is(torn.exitCode, 3);
	t.is(JSON.parse(torn.stdout).default, "deny");
	t.regex(torn.stderr, /lost or torn: what it would have allowed is forbidden/);
});

test("rules are listed, explained, chosen; one that is not there is refused", async (t) => {
	t.regex((await devnsTop(["audit", "--list"])).stdout, /^input-background +Input reaches/);
	t.regex((await devnsTop(["audit", "--explain", "keys-held"])).stdout, /What makes it conclusive/);
	const { exitCode, stdout } = await devnsTop(["audit", "-", "--rule", "switch-whole"], broken);
	t.is(exitCode, 0);
	t.notRegex(stdout, /input-background/);
	const refused = await devnsTop(["audit", "--rule", "x", "-"], broken);
	t.is(refused.exitCode, 2);
	t.regex(refused.stderr, /There is no rule x\.\n {2}See: devns-top audit --list/);
});

test("a recording is neither run for a time nor around a command", async (t) => {
	const folder = ownFolder();
	const file = path(folder, "a.devns");
	await writeFile(file, clean);
	for (const args of [
		["audit", file, "-d", "3s"],
		["audit", file, "--", "true"],
		["audit", file, "-o", "b.devns"],
	]) {
		const { exitCode, stderr } = await devnsTop(args);
		t.is(exitCode, 2, args.join(" "));
		t.regex(stderr, /audited as a whole/);
	}
});

test("the report of a recording in which something was found is no pass", async (t) => {
	const { exitCode, stdout } = await devnsTop(["report", "-"], join(...record([[...STAGE, at(10).finding()]])));
	t.is(exitCode, 1);
	t.regex(stdout, /Findings\n.*\n {2}input-background/);
});

test("what the command prints is none of the verdict", async (t) => {
	const { child, said } = watching(t, playedMachine(), ["audit", "--json", "--", "sh", "-c", "echo OF-THE-COMMAND"]);
	const { stdout } = await child;
	const lines = String(Buffer.from(stdout as Uint8Array))
		.trim()
		.split("\n");
	t.notThrows(() => lines.map((line) => JSON.parse(line)));
	t.regex(said(), /^OF-THE-COMMAND$/m);
});

test("a bpftrace that is killed meanwhile is told at once, and nothing passes: 3", async (t) => {
	const machine = playedMachine();
	const { child, says, said } = watching(t, machine, ["audit", "--json"]);
	await says(/^Watching\.$/m);
	process.kill(machine.lives()[0] ?? 0, "SIGKILL");
	await says(/^Lost: .*nobody watched: bpftrace ended with 137/m);
	await until(() => machine.lives().length === 2);
	child.kill("SIGINT");
	const { exitCode, stdout } = await child;
	t.is(exitCode, 3, said());
	const records = String(Buffer.from(stdout as Uint8Array))
		.trim()
		.split("\n")
		.map((line): { readonly type: string; readonly verdict?: string; readonly reason?: string } => JSON.parse(line));
	t.is(records.at(-1)?.verdict, "inconclusive");
	t.deepEqual(
		records.filter(({ verdict }) => verdict === "pass"),
		[],
	);
	t.true(records.some(({ type, reason }) => type === "doubt" && reason?.includes("nobody watched")));
});
