/** A collector that is to end: all that was said until then is read first, or it is known that it may not be. */
import test from "ava";
import type { Nanos } from "../../decoders/event.js";
import { Clock } from "../../decoders/lines/clock.js";
import { restIsRead } from "../../probes/rest.js";
import { machine } from "./machine.js";

/** Its session began 100 s after its boot, and it is 2.5 s later. */
const CLOCK = new Clock(100_000_000_000n);
const there = machine({ files: { "/proc/uptime": "102.50 7.00\n" } });
const NOW = 2_500_000_000;

/** What is read up to, each time that somebody looks. */
const reading = (...passed: readonly number[]) => {
	let looks = 0;
	return {
		passed: () => (passed[Math.min(looks++, passed.length - 1)] ?? 0) as Nanos,
		gone: () => false,
		looks: () => looks,
	};
};

test("what was read before is not waited for", async (t) => {
	t.true(await restIsRead(reading(NOW + 20_000_000), there, CLOCK));
});

test("the rest is waited for, and no longer than that", async (t) => {
	const slow = reading(1_000_000_000, 2_000_000_000, NOW + 10_000_000);
	t.true(await restIsRead(slow, there, CLOCK));
	t.true(slow.looks() >= 3);
});

test("a time that the machine tells cut off is taken for its end", async (t) => {
	t.false(await restIsRead(reading(NOW), there, CLOCK, 60));
	t.false(await restIsRead(reading(NOW + 9_999_999), there, CLOCK, 60));
});

test("what does not come in time is not known to be read", async (t) => {
	t.false(await restIsRead(reading(0), there, CLOCK, 100));
});

test("nor is that of a bpftrace that is gone", async (t) => {
	t.false(await restIsRead({ passed: () => 0 as Nanos, gone: () => true }, there, CLOCK));
	t.true(await restIsRead({ passed: () => (NOW + 10_000_000) as Nanos, gone: () => true }, there, CLOCK));
});

test("nor where the machine does not say what time it is, or never answers", async (t) => {
	const read = reading(Number.MAX_SAFE_INTEGER);
	t.false(await restIsRead(read, machine({ files: {} }), CLOCK));
	t.false(await restIsRead(read, machine({ files: { "/proc/uptime": "nonsense\n" } }), CLOCK));
	t.false(await restIsRead(read, { ...there, readFile: () => new Promise(() => {}) }, CLOCK, 50));
});
