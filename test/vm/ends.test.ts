import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";
import { execa } from "execa";
import { bootFor, guestTest, runScenario } from "./guest.js";

const scenario = (name: string): string => `test/vm/scenarios/${name}.sh`;

const alive = (pid: number | undefined): boolean => {
	try {
		process.kill(pid ?? 0, 0);
		return pid !== undefined;
	} catch {
		return false;
	}
};

guestTest(
	"a scenario that hangs is ended by the limit, with what the kernel was doing as evidence",
	async (t, guest) => {
		const run = await bootFor(t, guest, { scenario: scenario("hang"), timeoutMs: 20_000 });
		t.true(alive(run.pid));
		const outcome = await run.done;
		t.like(outcome, { ok: false, why: "timeout", exitCode: undefined });
		t.false(alive(run.pid));
		t.regex(await readFile(outcome.console, "utf8"), /sysrq: Show Blocked State/);
	},
);

guestTest("a run can be stopped, and its streams end with it", async (t, guest) => {
	const run = await bootFor(t, guest, { scenario: scenario("hang") });
	const lines: string[] = [];
	for await (const line of run.results) {
		lines.push(line);
		await run.stop();
	}
	t.deepEqual(lines, ["hanging"]);
	t.like(await run.done, { ok: false, why: "stopped" });
	t.false(alive(run.pid));
	t.deepEqual(await run.packets.toArray(), []);
});

guestTest("a signal stops a run", async (t, guest) => {
	const controller = new AbortController();
	const run = await bootFor(t, guest, { scenario: scenario("hang"), signal: controller.signal });
	t.true(alive(run.pid));
	controller.abort();
	t.is((await run.done).why, "stopped");
	t.false(alive(run.pid));
});

guestTest("a kernel that crashes is told as that, with its last words", async (t, guest) => {
	const { lines, outcome } = await runScenario(t, guest, { scenario: scenario("crash") });
	t.deepEqual(lines, ["before"]);
	t.like(outcome, { ok: false, why: "splat", exitCode: undefined });
	t.regex(outcome.tail.join("\n"), /Kernel panic - not syncing: sysrq triggered crash/);
	t.regex(await readFile(outcome.console, "utf8"), /Kernel panic/);
});

guestTest("a guest that goes away without a report has failed", async (t, guest) => {
	const { outcome } = await runScenario(t, guest, { scenario: scenario("vanish") });
	t.like(outcome, { ok: false, why: "failed", exitCode: undefined });
});

guestTest("where QEMU can't start, its own complaint is told", async (t, guest) => {
	const run = await bootFor(t, guest, { scenario: scenario("hang"), memoryMiB: 2 ** 30 });
	const outcome = await run.done;
	t.like(outcome, { ok: false, why: "qemu" });
	t.regex(outcome.tail.join("\n"), /memory|RAM/i);
});

const childOf = async (pid: number): Promise<number | undefined> => {
	const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
	return Number(children.split(" ")[0]) || undefined;
};

const descendant = async (pid: number, program: string): Promise<number | undefined> => {
	const comm = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
	if (comm.startsWith(program)) return pid;
	const child = await childOf(pid);
	return child === undefined ? undefined : descendant(child, program);
};

/** A run of its own process, whose guest boots: the runner listens to it. */
const runner = async (t: ExecutionContext) => {
	const main = fileURLToPath(new URL("../../kernel/vm/main.js", import.meta.url));
	const command = [main, "run", "--verbose", scenario("hang")];
	const child = execa(process.execPath, command, { buffer: false, reject: false });
	t.teardown(() => child.kill("SIGKILL"));
	for (let said = ""; !said.includes("Linux version"); ) said += (await once(child.stderr, "data"))[0];
	const qemu = await descendant(child.pid ?? 0, "qemu-system");
	t.true(alive(qemu), "QEMU is this runner's descendant");
	return { child, qemu };
};

/** The kernel needs a moment to take a process of two gigabytes away. */
const gone = async (pid: number | undefined): Promise<boolean> => {
	for (let round = 0; round < 100 && alive(pid); round++) await wait(100);
	return !alive(pid);
};

guestTest("no QEMU outlives a runner that is killed", async (t) => {
	const { child, qemu } = await runner(t);
	child.kill("SIGKILL");
	t.is((await child).signal, "SIGKILL");
	t.true(await gone(qemu));
});

guestTest("a runner that is told to end, ends its QEMU", async (t) => {
	const { child, qemu } = await runner(t);
	child.kill("SIGTERM");
	t.is((await child).exitCode, 2);
	t.false(alive(qemu));
});
