/** What is run once more, and what is not: a crash that is none of our doing, and no other end. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { Outcome } from "../../kernel/vm/index.js";
import { ownFolder } from "../folder.js";
import { runAgain } from "./guest.js";

const OOPS = "[   12.1] BUG: kernel NULL pointer dereference, address: 0000000000000000";

const outcome = (said: string, why: Outcome["why"] = "splat"): Outcome => {
	const console = join(ownFolder(), "console.log");
	writeFileSync(console, said);
	return { ok: why === "finished", why, exitCode: undefined, console, tail: said.split("\n") };
};

const times = test.macro(async (t, ends: () => Outcome, wanted: number) => {
	let runs = 0;
	const { outcome: last } = await runAgain(t, {}, async () => ({
		outcome: runs++ === 0 ? ends() : outcome("", "finished"),
	}));
	t.is(runs, wanted);
	t.is(last.ok, wanted === 2);
});

test("a crash with none of our modules in it is run again", times, () => outcome(OOPS), 2);
test("not one with a module of ours", times, () => outcome(`[    9.0] dev_ns: loading out-of-tree module\n${OOPS}`), 1);
test("not one on purpose", times, () => outcome("[    9.0] Kernel panic - not syncing: sysrq triggered crash"), 1);
test("not a hang", times, () => outcome("", "timeout"), 1);
test("not what failed", times, () => outcome("", "failed"), 1);

test("one that crashes twice has crashed", async (t) => {
	const { outcome: last } = await runAgain(t, {}, async () => ({ outcome: outcome(OOPS) }));
	t.is(last.why, "splat");
});
