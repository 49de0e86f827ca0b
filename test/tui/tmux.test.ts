/** The dashboard as it is used: from a shell, in tmux, resized, stopped, killed. Afterwards the terminal is as it was. */
import test from "ava";
import { checkout, FIXTURE, MAIN } from "../cli/command.js";
import { LARGE, MEDIUM, SMALL } from "./stage.js";
import { hasTmux, STORM, tmuxShell } from "./tmux.js";

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
