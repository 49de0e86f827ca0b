/** The demo as a newcomer sees it: on a terminal, from nothing to the dashboard and back. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { execa } from "execa";
import { checkout, MAIN } from "../cli/command.js";
import { emulator, screenText, UTF8, written } from "../tui/terminal.js";
import { guestTest } from "../vm/guest.js";

const SIZE = { columns: 120, rows: 36 };
const PATIENCE_MS = 300_000;

/** A terminal with the demo on it. */
const startDemo = (t: ExecutionContext) => {
	const command = `stty cols ${SIZE.columns} rows ${SIZE.rows}; exec ${process.execPath} ${MAIN} demo`;
	const child = execa("script", ["-qec", command, "/dev/null"], {
		cwd: checkout,
		buffer: false,
		reject: false,
		stdin: "pipe",
		env: UTF8,
		timeout: 2 * PATIENCE_MS,
	});
	t.teardown(() => void child.kill());
	const terminal = emulator(SIZE);
	child.stdout.on("data", (chunk: Buffer) => void written(terminal, chunk.toString("utf8")));
	return { child, screen: () => screenText(terminal) };
};

const shows = async (t: ExecutionContext, screen: () => string, what: RegExp): Promise<void> => {
	const end = performance.now() + PATIENCE_MS;
	while (!what.test(screen())) {
		if (performance.now() > end) throw new Error(`waited in vain for ${what}:\n${screen()}`);
		await sleep(200);
	}
	t.regex(screen(), what);
};

/** Programs whose ancestors include this process. */
const descendants = (pid: number): readonly string[] => {
	const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
	const parentOf = (name: string): number => {
		try {
			return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "latin1"))?.[1]);
		} catch {
			return 0;
		}
	};
	const children = all.filter((name) => parentOf(name) === pid);
	return children.flatMap((name) => [name, ...descendants(Number(name))]);
};

guestTest("the demo shows three personas that switch, and q ends everything it started", async (t) => {
	const { child, screen } = startDemo(t);
	await shows(t, screen, /Booting a stock Debian kernel/);
	await shows(t, screen, /ready/);
	for (const name of ["WORK", "HOME", "KIDS"]) t.regex(screen(), new RegExp(`${name}.*\\d+`));
	await shows(t, screen, /#3 .*→/);
	t.regex(screen(), /Demo touch screen +(?:WORK|HOME|KIDS)/, "the touch screen has an owner");
	const started = descendants(child.pid ?? 0);
	t.true(started.some((pid) => readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("qemu")));

	child.stdin.write("q");
	const { exitCode } = await child;
	t.is(exitCode, 0, screen());
	t.deepEqual(
		started.filter((pid) => readdirSync("/proc").includes(pid)),
		[],
		"nothing is left running",
	);
	t.regex(screen(), /Ending the guest/, "the terminal is back at the text from before");
});
