/** The dashboard as it is used: from a shell, in tmux, resized, stopped, killed. Afterwards the terminal is as it was. */
import test from "ava";
import { checkout, FIXTURE, MAIN } from "../cli/command.js";
import { LARGE, MEDIUM, SMALL } from "./stage.js";
import { hasTmux, STORM, tmuxShell } from "./tmux.js";
import { until } from "./until.js";

const REPLAY = `${process.execPath} ${MAIN} replay ${FIXTURE} --speed 20`;

const tmuxTest: typeof test.serial = hasTmux ? test.serial : (test.serial.skip as typeof test.serial);
if (!hasTmux && process.env.CI === "true") throw new Error("with CI=true nothing may be skipped, but there is no tmux");
if (!hasTmux) process.stderr.write("SKIPPED, no tmux: the dashboard in tmux\n");

type Shell = Awaited<ReturnType<typeof tmuxShell>>;

const ends = test.macro({
	exec: async (t, end: (shell: Shell) => Promise<unknown>, says: RegExp) => {
		const shell = await tmuxShell(t, MEDIUM, checkout);
		await shell.run("echo before it");
		const before = await shell.ask("stty -a");
		await shell.run(REPLAY);
		await shell.sees(/► (?:WORK|HOME|KIDS)[\s\S]*#\d+ /);
		t.false(await shell.isNormal());
		await shell.type("4");
		await shell.sees(/PHASE +WHAT/);
		await shell.type("[", "[");
		await shell.sees(/■ HELD/);
		for (const size of STORM) await shell.resize(size);
		for (const size of [SMALL, LARGE, MEDIUM]) {
			await shell.resize(size);
			await shell.sees(new RegExp(`^╰[─┴]{${size.columns - 2}}╯$`, "m"));
		}
		await shell.sees(/■ HELD[\s\S]*Switches \d+/);
		await end(shell);
		await shell.sees(says);
		t.true(await shell.isNormal());
		t.regex(await shell.screen(), /before it/);
		t.notRegex(await shell.screen(), /[╭╰│]/);
		t.is(await shell.ask("stty -a"), before);
	},
	title: (title = "") => `in tmux the terminal and the screen are as they were after ${title}`,
});

const killed = (signal: NodeJS.Signals) => async (shell: Shell) => process.kill(await shell.job(), signal);

tmuxTest("q", ends, ({ type }) => type("q"), /READY>$/m);
tmuxTest("Ctrl-C", ends, ({ type }) => type("C-c"), /READY>$/m);
tmuxTest("SIGTERM", ends, killed("SIGTERM"), /Terminated|READY>$/m);
tmuxTest("SIGHUP", ends, killed("SIGHUP"), /Hangup|READY>$/m);

tmuxTest(
	"in tmux a collector that is killed leaves what it told, says so, and q gives the terminal back",
	async (t) => {
		const shell = await tmuxShell(t, MEDIUM, checkout);
		const before = await shell.ask("stty -a");
		// A pipe's first process is the one that is killed: in the middle of a packet, as a collector would be.
		const collector = `sh -c 'head -c 40000 ${FIXTURE}; exec sleep 1000'`;
		await shell.run(`${collector} | ${process.execPath} ${MAIN} replay - --speed 50`);
		await shell.sees(/#\d+ .*→/);
		const pid = await shell.job();
		process.kill(pid, "SIGKILL");
		await shell.sees(/■ STREAM ENDED[\s\S]*▲/);
		t.false(await shell.isNormal());
		await shell.type("2");
		await shell.sees(/► (?:WORK|HOME|KIDS)[\s\S]*Persona (?:WORK|HOME|KIDS)/);
		await shell.type("q");
		await shell.sees(/READY>$/m);
		t.true(await shell.isNormal());
		t.is(await shell.ask("stty -a"), before);
	},
);

tmuxTest(
	"in tmux q ends the dashboard on a pipe, and its writer learns of it, though nothing more comes",
	async (t) => {
		const shell = await tmuxShell(t, MEDIUM, checkout);
		const before = await shell.ask("stty -a");
		const writer = `sh -c 'cat ${FIXTURE}; while sleep 0.2; do cat ${FIXTURE} || exit; done'`;
		const idle = `sh -c 'cat ${FIXTURE}; exec sleep 1000'`;
		await shell.run(`${writer} | ${process.execPath} ${MAIN} replay - --speed 50`);
		await shell.sees(/#\d+ .*→/);
		await shell.type("q");
		await shell.sees(/READY>$/m);
		t.true(await shell.isNormal());
		t.is(await shell.ask("stty -a"), before);
		await shell.run(`${idle} | ${process.execPath} ${MAIN} replay - --speed 50`);
		await shell.sees(/#\d+ .*→/);
		await shell.type("q");
		await until(async () => shell.isNormal());
		// The shell waits for who sleeps: it alone is left.
		await until(async () => (await shell.jobs()).length === 1);
		process.kill(await shell.job(), "SIGKILL");
		await shell.sees(/READY>$/m);
	},
);

tmuxTest("in tmux it is stopped by Ctrl-Z and goes on with fg", async (t) => {
	const shell = await tmuxShell(t, MEDIUM, checkout);
	const before = await shell.ask("stty -a");
	await shell.run(REPLAY);
	await shell.sees(/#\d+ /);
	await shell.type("C-z");
	await shell.sees(/READY>$/m);
	t.true(await shell.isNormal());
	t.is(await shell.ask("stty -a"), before);
	await shell.run("fg");
	await shell.sees(/► (?:WORK|HOME|KIDS)[\s\S]*#\d+ /);
	await shell.type("q");
	await shell.sees(/READY>$/m);
	t.true(await shell.isNormal());
});
