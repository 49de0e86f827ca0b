import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guestTest, runScenario } from "./guest.js";

const scenario = (name: string): string => `test/vm/scenarios/${name}.sh`;

guestTest("a scenario finds what it needs, and its lines come out", async (t, guest) => {
	const { lines, outcome } = await runScenario(t, guest, { scenario: scenario("hello") });
	t.deepEqual(lines, [
		guest.kernel,
		"v20.20.2",
		"guest",
		"/dev/dri/card0",
		"/dev/fb0",
		"/dev/pts",
		"/dev/shm",
		"/dev/uinput",
		"/sys/fs/bpf",
		"/sys/kernel/debug/virtio-ports",
		"/sys/kernel/tracing/events",
		"0",
		"unknown",
		"the checkout is read-only",
	]);
	t.like(outcome, { ok: true, why: "finished", exitCode: 0 });
	t.regex(await readFile(outcome.console, "utf8"), /Linux version[\s\S]*for the console/);
});

guestTest("arguments and environment arrive as they were given", async (t, guest) => {
	const hostile = [
		"",
		" two  spaces ",
		"'\"`$(touch /tmp/x)$HOME\\",
		"line\nbreak\r\ttab\n",
		"-n",
		"--",
		"*",
		"ünï¢ode 🙂",
		"\u001b[31m",
		"}\nexit 3\n",
	];
	const names = hostile.map((_, index) => `VALUE_${index}`);
	const env = Object.fromEntries(hostile.map((value, index) => [`VALUE_${index}`, value]));
	const { lines } = await runScenario(t, guest, {
		scenario: scenario("echo"),
		args: hostile,
		env: { ...env, NAMES: JSON.stringify(names) },
	});
	t.deepEqual(JSON.parse(lines.join("\n")), { args: hostile, env: hostile });
});

guestTest("hostile and long output comes out whole, and the exit code with it", async (t, guest) => {
	const { lines, outcome } = await runScenario(t, guest, { scenario: scenario("hostile") });
	t.like(outcome, { ok: false, why: "failed", exitCode: 7 });
	const [forged, bytes, ...rest] = lines;
	t.is(forged, "exit 0 devns.results=0 devns.packets=0");
	t.is(bytes, "\u001b]0;title\u0007\ufffd\ufffd and \0 nothing\r");
	const long = rest.filter((line) => line.startsWith("x"));
	t.is(long.join(""), "x".repeat(3_000_000));
	const numbers = rest.slice(long.length);
	t.is(numbers.pop(), "no line break at the end");
	t.deepEqual(
		numbers,
		Array.from({ length: 100_000 }, (_, index) => String(index + 1)),
	);
});

guestTest("the guest reads and writes the folder that it was given, and no other", async (t, guest) => {
	const out = await mkdtemp(join(tmpdir(), "devns-out-"));
	await writeFile(join(out, "given"), "from the host\n");
	const { lines, outcome } = await runScenario(t, guest, { scenario: scenario("out"), out });
	t.true(outcome.ok);
	t.deepEqual(lines, ["from the host"]);
	t.is(await readFile(join(out, "file"), "utf8"), "from the guest\n");
});
