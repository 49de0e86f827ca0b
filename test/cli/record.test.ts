/** How a recording ends, whatever ends it: what was written is whole, and whoever recorded is told. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { Options } from "execa";
import type { Event } from "../../decoders/event.js";
import { damageIn, tell } from "../decoders/traces.js";
import { until } from "../tui/until.js";
import { devnsTop } from "./command.js";
import { isAlive, type PlayedMachine, playedMachine, SWITCHES } from "./played-machine.js";
import { watching } from "./watching.js";

const begin = (t: ExecutionContext, machine: PlayedMachine, args: readonly string[], options: Options = {}) =>
	watching(t, machine, ["record", "--no-control", ...args], options);

const lossesIn = (events: readonly Event[]) => events.filter((event) => event.kind === "loss");

/** What a reader is told of a file: all of it, or what is missing. */
const read = (path: string): Promise<readonly Event[]> => tell(readFileSync(path));

test("a bpftrace that is killed is a loss in the recording, another one goes on, and the end is whole", async (t) => {
	const machine = playedMachine();
	const path = join(machine.folder, "trace.devns");
	const { child, says, said } = begin(t, machine, ["-o", path]);
	await says(/^Recording: \d+ probes are attached/m);
	process.kill(machine.lives()[0] ?? 0, "SIGKILL");
	await says(/^Lost: .*nobody watched: bpftrace ended with 137/m);
	await until(() => machine.lives().length === 2);
	child.kill("SIGINT");
	t.is((await child).exitCode, 0, said());
	const events = await read(path);
	t.deepEqual(damageIn(events), []);
	t.true(lossesIn(events).some(({ reason }) => reason.startsWith("nobody watched")));
	t.is(events.filter(({ kind }) => kind === "switch-ended").length, SWITCHES, "what it had printed is all there");
	t.is((await devnsTop(["report", path])).exitCode, 3);
	t.false(machine.lives().some(isAlive), "nothing of it is left behind");
});

test("a bpftrace that ends again and again ends the recording with the reason, and what was written can be read", async (t) => {
	const machine = playedMachine("dies");
	const path = join(machine.folder, "trace.devns");
	const { child, said } = begin(t, machine, ["-o", path]);
	t.is((await child).exitCode, 2, said());
	t.regex(said(), /^devns-top: bpftrace ended again and again.*137.*\n {2}\S/m);
	t.true(machine.lives().length >= 4, "it was begun again some times");
	const events = await read(path);
	t.is(events.filter(({ kind }) => kind === "switch-ended").length, SWITCHES);
	t.is(damageIn(events).length, 1, "that its end is missing is told");
});

test("SIGUSR2 has a ring written, which is a whole recording", async (t) => {
	const machine = playedMachine();
	const { child, says, said } = begin(t, machine, ["-o", join(machine.folder, "ring.devns"), "--ring", "60s"]);
	await says(/^Recording: /m);
	child.kill("SIGUSR2");
	await says(/ring\.000001\.devns: the last seconds before a signal\.$/m);
	child.kill("SIGINT");
	t.is((await child).exitCode, 0, said());
	const [name = "", ...others] = readdirSync(machine.folder).filter((file) => file.startsWith("ring"));
	t.deepEqual([name, ...others], ["ring.000001.devns"]);
	const events = await read(join(machine.folder, name));
	t.deepEqual(damageIn(events), []);
	t.true(events.some(({ kind }) => kind === "switch-ended"));
	t.is(
		(await devnsTop(["check", join(machine.folder, name), "--limit", "switch.total.count > 0"])).stdout.split(":")[0],
		"kept",
	);
});

test("a pipe whose reader goes away ends the recording, and says how much got through", async (t) => {
	const machine = playedMachine();
	const { child, says, said } = begin(t, machine, ["-o", "-"], { buffer: { stdout: false, stderr: true } });
	await says(/^Recording: /m);
	child.stdout?.destroy();
	// There is nothing to write until something happens: a mark of the kernel's, or the end.
	child.kill("SIGINT");
	t.is((await child).exitCode, 2, said());
	t.regex(said(), /^devns-top: Nobody reads standard output any more; \d+ bytes were passed on\.\n {2}\S/m);
	t.false(machine.lives().some(isAlive));
});

test("a disk that is full ends the recording, and says so", async (t) => {
	const machine = playedMachine();
	const { child, said } = begin(t, machine, ["-o", "/dev/full"]);
	t.is((await child).exitCode, 2, said());
	t.regex(said(), /^devns-top: There is no room for more of \/dev\/full; its first 0 bytes are kept\.\n {2}\S/m);
	await until(() => !machine.lives().some(isAlive));
	t.pass();
});
