import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { Guest } from "../../kernel/vm/index.js";
import { ownFolder } from "../folder.js";
import { inItsTurn, type Ran, runScenario, testWithGuest } from "./guest.js";

const HOSTILE = [
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
const NAMES = HOSTILE.map((_, index) => `VALUE_${index}`);

const out = ownFolder();
writeFileSync(join(out, "given"), "from the host\n");

/** By what begins them. */
type Parts = ReadonlyMap<string, readonly string[]>;

interface Whole extends Ran {
	readonly parts: Parts;
	readonly guest: Guest;
}

const partsOf = (lines: readonly string[]): Parts => {
	const parts = new Map<string, string[]>();
	let part: string[] = [];
	for (const line of lines) {
		const [, name] = /^part (\w+)$/.exec(line) ?? [];
		if (name === undefined) part.push(line);
		else {
			part = [];
			parts.set(name, part);
		}
	}
	return parts;
};

let whole: Promise<Whole> | undefined;
/** All look at one run. */
const wholeTest = (title: string, implementation: (t: ExecutionContext, whole: Whole) => void | Promise<void>): void =>
	testWithGuest(title, {}, async (t, guest) => {
		whole ??= inItsTurn(t, guest, undefined, async () => {
			const ran = await runScenario(t, guest, {
				scenario: "test/vm/scenarios/whole.sh",
				args: HOSTILE,
				env: {
					...Object.fromEntries(HOSTILE.map((value, index) => [`VALUE_${index}`, value])),
					NAMES: JSON.stringify(NAMES),
				},
				out,
			});
			return { ...ran, parts: partsOf(ran.lines), guest };
		});
		await implementation(t, await whole);
	});

wholeTest("a scenario finds what it needs, and its lines come out", async (t, { parts, outcome, guest }) => {
	t.deepEqual(parts.get("place"), [
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
	t.regex(await readFile(outcome.console, "utf8"), /Linux version[\s\S]*for the console/);
});

wholeTest("arguments and environment arrive as they were given", (t, { parts }) => {
	t.deepEqual(JSON.parse(parts.get("given")?.join("\n") ?? ""), { args: HOSTILE, env: HOSTILE });
});

wholeTest("the guest reads and writes the folder that it was given, and no other", (t, { parts }) => {
	t.deepEqual(parts.get("folder"), ["from the host"]);
	t.is(readFileSync(join(out, "file"), "utf8"), "from the guest\n");
});

wholeTest("hostile and long output comes out whole, and the exit code with it", (t, { parts, outcome }) => {
	t.like(outcome, { ok: false, why: "failed", exitCode: 7 });
	const [forged, bytes, ...rest] = parts.get("hostile") ?? [];
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
