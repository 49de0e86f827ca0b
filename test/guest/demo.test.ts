/** The demo as a newcomer sees it: in a terminal, from nothing to the dashboard and back. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { checkout, MAIN } from "../cli/command.js";
import { hasTmux, STORM, tmuxShell } from "../tui/tmux.js";
import { until } from "../tui/until.js";
import { guestTest } from "../vm/guest.js";

const SIZE = { columns: 120, rows: 36 };
/** Until the probes are attached, on a machine that does nothing else quickly. */
const ATTACHED_MS = 300_000;
/** For sizes that came faster than they could be drawn. */
const STORM_MS = 120_000;
const TIMEOUT_MS = 600_000;

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

/** The program whose ancestor this is, that its command line begins with. */
const isRunning = (pid: string, name: string): boolean => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(name);
	} catch {
		return false;
	}
};

guestTest(
	"the demo is watched, gone back in, switched and marked from the dashboard, and q ends everything that it started",
	async (t) => {
		if (!hasTmux) throw new Error("tmux is needed: apt-get install tmux");
		const shell = await tmuxShell(t, SIZE, checkout);
		const before = await shell.ask("stty -a");
		await shell.run(`${process.execPath} ${MAIN} demo`);
		await shell.sees(/Booting a stock Debian kernel/);
		await shell.sees(/live +00:/, ATTACHED_MS);
		await shell.sees(/#3 .*→/);
		for (const name of ["WORK", "HOME", "KIDS"]) t.regex(await shell.screen(), new RegExp(`${name}.*\\d+`));
		t.regex(await shell.screen(), /touch [◆■] (?:WORK|HOME|KIDS)/, "the touch screen has an owner");
		const started = descendants(await shell.job());
		t.true(started.some((pid) => isRunning(pid, "qemu")));

		await shell.type("{");
		await shell.sees(/■ HELD, \d+s ago[\s\S]*00:\d\d:\d\d\.\d{3}/);
		await shell.type("4");
		await shell.sees(/PHASE +WHAT[\s\S]*activate +input/);
		await shell.type("End");
		await shell.type("5");
		await shell.sees(/event\d+ .*(?:WORK|HOME|KIDS)[\s\S]*━►/);

		for (const size of [...STORM, SIZE]) await shell.resize(size);
		// As long as the dashboard still believes in one of the sizes that are too small, it takes no keys but to quit.
		await until(
			async () => {
				await shell.type("1");
				return /╭─ Personas 4[\s\S]*├─ Devices/.test(await shell.screen());
			},
			() => "the overview after a storm of sizes",
			STORM_MS,
		);

		await shell.type("m");
		await shell.type("-l", "seen in tmux");
		await shell.type("Enter");
		await shell.sees(/ Marked\./);
		// The log goes on; what is filtered out of it stays.
		await shell.type("/");
		await shell.type("-l", "is:mark");
		await shell.type("Enter");
		// The mark may be in sight before the filter is heeded, and what undoes it would come too early.
		await shell.sees(/╭─ Personas \d of 4[\s\S]*mark: seen in tmux/);
		await shell.type("Escape");
		// Together with what is typed next, it would be one key.
		await shell.sees(/╭─ Personas 4 /);

		// Whichever persona is active, root is not: the demo never makes it so.
		await shell.type("2", "Home", "S");
		await shell.sees(/Make root active\?/);
		await shell.type("y");
		await shell.sees(/ Switched\./);
		await shell.type("4");
		await shell.sees(/WORK|HOME|KIDS/);
		await shell.sees(/→ root/);

		await shell.type("q");
		await shell.sees(/Ending the guest/);
		await shell.sees(/READY>$/m);
		t.true(await shell.isNormal());
		t.notRegex(await shell.screen(), /[╭╰│]/);
		t.is(await shell.ask("stty -a"), before);
		t.deepEqual(
			started.filter((pid) => existsSync(`/proc/${pid}`)),
			[],
			"nothing is left running",
		);
	},
	{ timeoutMs: TIMEOUT_MS },
);

guestTest(
	"a demo that is killed while it boots, or while its probes are attached, leaves nothing behind",
	async (t) => {
		if (!hasTmux) throw new Error("tmux is needed: apt-get install tmux");
		const shell = await tmuxShell(t, SIZE, checkout);
		const before = await shell.ask("stty -a");
		for (const [signal, moment] of [
			["SIGTERM", /Booting a stock Debian kernel/],
			["SIGHUP", /attaching probes/],
		] as const) {
			await shell.run(`clear; ${process.execPath} ${MAIN} demo`);
			await shell.sees(moment, ATTACHED_MS);
			const job = await shell.job();
			await until(
				() => descendants(job).some((pid) => isRunning(pid, "qemu")),
				() => "the guest",
			);
			const started = descendants(job);
			process.kill(job, signal);
			await until(
				async () => (await shell.jobs()).length === 0,
				() => `the end of the demo after ${signal}`,
			);
			await shell.sees(/READY>$/m);
			t.true(await shell.isNormal(), signal);
			t.is(await shell.ask("stty -a"), before, signal);
			t.deepEqual(
				started.filter((pid) => existsSync(`/proc/${pid}`)),
				[],
				`nothing is left running after ${signal}`,
			);
		}
	},
	{ timeoutMs: TIMEOUT_MS },
);
