import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { complaintOf, harmless, isSplat, tailOf } from "../../kernel/vm/console.js";
import { ownFolder } from "../folder.js";

const splat = test.macro({
	exec: (t, line: string) => t.true(isSplat(line)),
	title: (_, line = "") => `a splat: ${line}`,
});

test(splat, "[    6.845392] BUG: kernel NULL pointer dereference, address: 0000000000000010");
test(
	splat,
	"[   12.300001] ------------[ cut here ]----[   12.300002] WARNING: CPU: 1 PID: 9 at kernel/x.c:3 f+0x1/0x2",
);
test(splat, "[    5.846584] Kernel panic - not syncing: sysrq triggered crash");
test(splat, "[  105.846584][  T146] Oops: 0000 [#1] PREEMPT SMP PTI");
test(splat, "[    5.846584] general protection fault, probably for non-canonical address");
test(splat, "[    5.846584] list_del corruption. prev->next should be");
test(splat, "[    5.846584] refcount_t: underflow; use-after-free.");
test(splat, "bytes before it[    5.846584] BUG kmalloc-64 (Tainted: G): Poison overwritten");
test(splat, "[   26.100001] WARNING: possible circular locking dependency detected");
test(splat, "[   26.100001] BUG: KASAN: use-after-free in f+0x1/0x2 [dev_ns]");
test(splat, "[   26.100001] turning off the locking correctness validator.");

const fine = test.macro({
	exec: (t, line: string) => t.false(isSplat(line)),
	title: (_, line = "") => `no splat: ${line}`,
});

test(fine, "WARNING: Addrspace is not set");
test(fine, "BUG: said by a program");
test(fine, "[1.2] WARNING: CPU: 0 said by a program");
test(fine, "[    2.637805] Unstable clock detected, switching default tracing clock");
test(fine, "[   30.000000] rcu: INFO: rcu_preempt self-detected stall on CPU");
test(fine, "[    1.000000] Debugging is on; a BUG: would follow");
test(fine, "[    6.455394] sysrq: Show Blocked State");

test("a line of the console can be shown on a terminal", (t) => {
	t.is(harmless("a\tb\u001b[31m\u202e\u0000\u0085ü\r"), "a b\\u{1b}[31m\\u{202e}\\u{0}\\u{85}ü");
});

const consoleOf = async (lines: readonly string[]): Promise<string> => {
	const path = join(ownFolder(), "console.log");
	await writeFile(path, lines.join("\n"));
	return path;
};

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `line ${index}`);
const PANIC = "[    2.787000] Kernel panic - not syncing: sysrq triggered crash";

test("the tail of a console is its last lines", async (t) => {
	t.deepEqual(await tailOf(await consoleOf(numbered(9)), 2), ["line 7", "line 8"]);
	t.deepEqual(await tailOf("/nowhere", 2), []);
});

test("a complaint is told from its beginning, however long its stack", async (t) => {
	const path = await consoleOf([...numbered(50_000), PANIC, ...numbered(200)]);
	t.deepEqual(await complaintOf(path, 3), [PANIC, "line 0", "line 1"]);
});

test("where no complaint is found, the last lines stand for it", async (t) => {
	t.deepEqual(await complaintOf(await consoleOf(numbered(9)), 2), ["line 7", "line 8"]);
});
