/** What watches live, with a collector of its own: it ends when it should, whoever runs it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { execa, type Options } from "execa";
import { damageIn, tell } from "../decoders/traces.js";
import { MAIN } from "./command.js";
import { isAlive, type PlayedMachine, playedMachine } from "./played-machine.js";

/** As sudo says who called; where this is not root, it changes nothing. */
const UNDER_SUDO = { SUDO_UID: "65534", SUDO_GID: "65534" };

const run = ({ via }: PlayedMachine, [command = "", ...args]: readonly string[], options: Options = {}) =>
	execa(process.execPath, [MAIN, command, "--via", via, ...args], {
		reject: false,
		timeout: 60_000,
		env: UNDER_SUDO,
		...options,
	});

const endsItsCollector = test.macro(async (t, args: readonly string[], code: number) => {
	const machine = playedMachine();
	const { exitCode, timedOut, stderr } = await run(machine, args);
	t.false(timedOut, String(stderr));
	t.is(exitCode, code, String(stderr));
	t.is(machine.lives().length, 1);
	t.false(machine.lives().some(isAlive), "nothing of it is left behind");
});

test("an audit for a time ends with it, though it has given root up", endsItsCollector, ["audit", "-d", "300ms"], 3);
test("so does one around a command, with it", endsItsCollector, ["audit", "--", "true"], 3);
test("so does what is printed so many times", endsItsCollector, ["live", "-b", "-n", "1"], 0);

test("what is recorded meanwhile is whole, to the last word", async (t) => {
	const machine = playedMachine();
	const path = join(machine.folder, "shown.devns");
	await run(machine, ["live", "-b", "-n", "1", "-o", path]);
	t.deepEqual(damageIn(await tell(readFileSync(path))), []);
});

test("at a signal, an audit ends and says its verdict", async (t) => {
	const machine = playedMachine();
	const child = run(machine, ["audit"]);
	child.stderr?.on("data", (said) => {
		if (String(said).includes("Watching.")) child.kill("SIGINT");
	});
	const { exitCode, stdout } = await child;
	t.is(exitCode, 3);
	t.regex(String(stdout), /^INCONCLUSIVE: /);
	t.false(machine.lives().some(isAlive));
});

test("a collector whose watcher is killed ends as well", async (t) => {
	const machine = playedMachine();
	const child = run(machine, ["audit"]);
	child.stderr?.on("data", (said) => {
		if (String(said).includes("Watching.")) child.kill("SIGKILL");
	});
	await child;
	while (machine.lives().some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
	t.is(machine.lives().length, 1);
});

for (const command of ["live", "audit"])
	test(`${command}: a file that is there already is said before anything is started`, async (t) => {
		const machine = playedMachine();
		const path = join(machine.folder, "there.devns");
		writeFileSync(path, "x");
		const args = command === "live" ? ["live", "-b", "-o", path] : ["audit", "-o", path];
		const { exitCode, stderr } = await run(machine, args);
		t.is(exitCode, 2);
		t.regex(String(stderr), /^devns-top: .*there\.devns exists\.\n {2}\S/);
		t.deepEqual(machine.lives(), []);
	});

test("a collector that fails later is told by its reason, not by what it said before", async (t) => {
	const machine = playedMachine("dies");
	const { exitCode, stderr } = await run(machine, ["live", "-b"]);
	t.is(exitCode, 2);
	t.regex(String(stderr), /^devns-top: bpftrace ended again and again/m);
});
