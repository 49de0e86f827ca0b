/** Every way out of a real process on a real terminal, made by script(1), which every Debian has. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import test from "ava";
import { SMALL } from "./stage.js";
import { emulator, screenRows, written } from "./terminal.js";
import { until } from "./until.js";

const PERFORMER = fileURLToPath(new URL("./performer.js", import.meta.url));
const hasScript = spawnSync("script", ["--version"]).status === 0;
const onTerminal = hasScript ? test.serial : test.serial.skip;

test("there is a script(1) to make terminals with", (t) => {
	if (!hasScript) t.log("script(1) is missing: no way out was tried on a real terminal");
	if (process.env.CI !== undefined) t.true(hasScript);
	else t.pass();
});

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

const PERFORM = `${process.execPath} ${PERFORMER}`;

/** The performance between what the terminal's settings are before and after it. */
const framed = (way: string): string =>
	`echo "at-first=$(stty -g)"; ${PERFORM} ${way}; echo "code $?"; echo "at-last=$(stty -g)"`;

class Stage {
	readonly #child: ChildProcessWithoutNullStreams;
	readonly terminal = emulator(SMALL);
	output = "";
	ended = false;

	constructor(shell: string) {
		const env = { ...process.env, TERM: "xterm-256color", LC_ALL: "C.UTF-8", SHELL: "/bin/sh" };
		const { columns, rows } = SMALL;
		const sized = `stty cols ${columns} rows ${rows}; ${shell}`;
		this.#child = spawn("script", ["-qec", sized, "/dev/null"], { env });
		this.#child.stdout.on("data", (chunk: Buffer) => {
			this.output += chunk.toString();
			this.terminal.write(chunk);
		});
		this.#child.on("close", () => {
			this.ended = true;
		});
	}

	async settled(): Promise<string> {
		await written(this.terminal, "");
		return screenRows(this.terminal).join("\n");
	}

	/** Waits for the dashboard; gives the PID of its process. */
	async begun(): Promise<number> {
		await until(async () => /process (\d+)[\s\S]*► RED/.test(await this.settled()));
		return Number(/process (\d+)/.exec(await this.settled())?.[1]);
	}

	type(keys: string): void {
		this.#child.stdin.write(keys);
	}

	/** Takes the terminal away. */
	hangUp(): void {
		this.#child.kill("SIGKILL");
	}
}

const restored = test.macro({
	exec: async (t, way: string, act: (stage: Stage, pid: number) => void, last: RegExp) => {
		const stage = new Stage(framed(way));
		act(stage, await stage.begun());
		await until(() => stage.ended);
		const text = await stage.settled();
		t.regex(text, last);
		const [, before] = /at-first=(\S+)/.exec(stage.output) ?? [];
		const [, after] = /at-last=(\S+)/.exec(stage.output) ?? [];
		t.truthy(before);
		t.is(after, before, "the terminal's settings");
		t.is(stage.terminal.buffer.active.type, "normal");
		t.false(stage.terminal.modes.applicationCursorKeysMode);
		t.is(stage.terminal.modes.mouseTrackingMode, "none");
		t.true(stage.output.lastIndexOf("\u001b[?25h") > stage.output.lastIndexOf("\u001b[?25l"), "the cursor is seen");
		t.false(/[╭│╰]/.test(text), "nothing of the dashboard is left on the shell's screen");
	},
	title: (title = "") => `the shell's terminal is as it was after ${title}`,
});

const giveCue = (_stage: Stage, pid: number): void => {
	process.kill(pid, "SIGUSR2");
};

onTerminal("q", restored, "wait", (stage) => stage.type("q"), /ended: quit[\s\S]*code 0/);
onTerminal("Ctrl-C", restored, "wait", (stage) => stage.type("\x03"), /ended: quit[\s\S]*code 0/);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
	onTerminal(
		signal,
		restored,
		"wait",
		(_stage, pid) => process.kill(pid, signal),
		new RegExp(`ended: aborted ${signal}`),
	);
onTerminal(
	"an error of the source, which is printed",
	restored,
	"throw",
	giveCue,
	/Error: the collector broke[\s\S]*code 1/,
);
onTerminal(
	"an error that nobody caught, which is printed",
	restored,
	"crash",
	giveCue,
	/nobody catches this[\s\S]*code 1/,
);
onTerminal("process.exit()", restored, "exit", giveCue, /code 7/);

onTerminal("a process whose terminal is taken away does not outlive it", async (t) => {
	const stage = new Stage(framed("wait"));
	const pid = await stage.begun();
	t.true(isAlive(pid));
	stage.hangUp();
	await until(() => !isAlive(pid));
	t.false(isAlive(pid));
});

onTerminal("Ctrl-Z gives the terminal to the shell, and fg brings the dashboard back", async (t) => {
	const stage = new Stage("exec bash --norc --noprofile -i");
	stage.type(`${PERFORM} wait\n`);
	await stage.begun();
	stage.type("\x1a");
	await until(async () => /Stopped/.test(await stage.settled()));
	t.is(stage.terminal.buffer.active.type, "normal");
	stage.type("stty -a\n");
	await until(async () => / icanon /.test(await stage.settled()));
	t.regex(await stage.settled(), / echo /);
	stage.type("fg\n");
	await stage.begun();
	t.is(stage.terminal.buffer.active.type, "alternate");
	stage.type("q");
	await until(async () => /ended: quit/.test(await stage.settled()));
	stage.type("exit\n");
	await until(() => stage.ended);
});

onTerminal("Ctrl-Z is over at once where there is no shell to go to", async (t) => {
	const stage = new Stage(`exec ${PERFORM} wait`);
	await stage.begun();
	stage.type("\x1a");
	const entered = () => stage.output.split("\u001b[?1049h").length;
	await until(() => entered() === 3);
	await stage.begun();
	stage.type("q");
	await until(() => stage.ended);
	t.regex(await stage.settled(), /ended: quit/);
});
