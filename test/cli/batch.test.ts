import { fileURLToPath } from "node:url";
import test from "ava";
import { execa } from "execa";
import { devnsTop, FIXTURE, MAIN } from "./command.js";

const FAST = ["--speed", "1000", "--idle", "1ms"];

const times = (text: string, what: RegExp): number => text.match(new RegExp(what, "gm"))?.length ?? 0;

test("-b -n 2 prints what is known twice, needs no terminal, and ends", async (t) => {
	const { exitCode, stdout } = await devnsTop(["replay", FIXTURE, ...FAST, "-b", "-n", "2", "-d", "10ms"]);
	t.is(exitCode, 0);
	t.is(times(stdout, /^Personas$/), 2);
	t.is(times(stdout, /^COMPLETE/), 2);
});

test("where the reader goes away, it ends with what was known", async (t) => {
	const lying = fileURLToPath(new URL("../../../fixtures/lying-drivers.devns", import.meta.url));
	const command = `"$0" "$1" replay -b -n 1 --at 40s "$2" | true; exit \${PIPESTATUS[0]}`;
	const { exitCode } = await execa("bash", ["-c", command, process.execPath, MAIN, lying], { reject: false });
	t.is(exitCode, 1);
});

test("without -n it goes on to the stream's end, and the last thing it prints is all of it", async (t) => {
	const { exitCode, stdout } = await devnsTop(["replay", FIXTURE, ...FAST, "-b", "-d", "50ms"]);
	t.is(exitCode, 0);
	t.true(times(stdout, /^Personas$/) >= 2);
	t.regex(stdout.slice(stdout.lastIndexOf("Personas\n")), /Of 21 switches done while nothing was lost/);
});

test("--json is NDJSON, each time from the session to the verdict", async (t) => {
	const { stdout } = await devnsTop(["replay", FIXTURE, ...FAST, "-b", "-n", "3", "-d", "10ms", "--json"]);
	const records = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line) as { schema: number; type: string });
	t.true(records.every(({ schema }) => schema === 1));
	t.is(records.filter(({ type }) => type === "session").length, 3);
	t.is(records.filter(({ type }) => type === "verdict").length, 3);
	t.is(records.at(-1)?.type, "verdict");
});

const filtered = (filter: string, ...more: readonly string[]) =>
	devnsTop(["replay", FIXTURE, ...FAST, "-b", "-n", "1", "-d", "10s", "--filter", filter, ...more]);

test("--filter narrows what is printed, says so, and leaves the verdict that of all", async (t) => {
	const { exitCode, stdout } = await filtered("persona:work class:input");
	const part = (title: string): string => stdout.split(`\n${title}\n`)[1]?.split("\n\n")[0] ?? "";
	t.is(exitCode, 0);
	t.regex(stdout, /^only what fits the filter persona:work class:input;/m);
	t.regex(part("Personas"), /WORK/);
	t.notRegex(part("Personas"), /HOME|KIDS|root/);
	t.regex(part("Devices"), /event1/);
	t.notRegex(part("Devices"), /fb0|led/);
	t.regex(stdout, /^COMPLETE/m);
});

test("--filter narrows --json as well", async (t) => {
	interface Told {
		readonly type: string;
		readonly filter?: string;
		readonly tag?: string;
		readonly class?: string;
		readonly persona?: string;
	}
	const { stdout } = await filtered("persona:home", "--json");
	const all = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line) as Told);
	const of = (type: string): readonly Told[] => all.filter((one) => one.type === type);
	t.is(of("session")[0]?.filter, "persona:home");
	t.deepEqual(
		of("persona").map(({ tag }) => tag),
		["HOME"],
	);
	const { persona } = of("persona")[0] ?? {};
	t.true(of("client").length > 0);
	t.true([...of("client"), ...of("tally")].every((one) => one.persona === persona));
	t.true(of("probe").length > 0, "what watches is told whatever the filter");
});

test("how it would look is checked though there is no terminal", async (t) => {
	for (const [option, value] of [
		["--filter", "persnoa:work"],
		["--view", "nowhere"],
		["--theme", "purple"],
	] as const) {
		const { exitCode, stdout, stderr } = await devnsTop(["replay", FIXTURE, ...FAST, "-b", option, value]);
		t.is(exitCode, 2, option);
		t.is(stdout, "");
		t.true(stderr.includes(value), stderr);
	}
});
