import test from "ava";
import type { Event } from "../../decoders/event.js";
import { summarise, switchSummary } from "../../model/latency.js";
import { at, BLUE, key, observe, PERSONAS, RED, ROOT, wholeSwitch } from "./at.js";

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => count - index);

test("nothing has no summary", (t) => {
	t.is(summarise([]), undefined);
});

test("one value is all there is to say", (t) => {
	t.deepEqual(summarise([7]), { count: 1, min: 7, median: 7, p90: 7, p95: 7, p99: 7, max: 7, relativeError: 0 });
});

test("a quantile is the smallest sample that so large a share does not exceed", (t) => {
	const hundred = { count: 100, min: 1, median: 50, p90: 90, p95: 95, p99: 99, max: 100, relativeError: 0 };
	t.deepEqual(summarise(upTo(100)), hundred);
	t.like(summarise([1, 2, 3, 4]), { median: 2, p90: 4 });
});

test("few values are exact, negative ones too", (t) => {
	t.like(summarise([-5, 1_000_003, 2_000_007]), { min: -5, median: 1_000_003, max: 2_000_007, relativeError: 0 });
});

test("many values are as exact as is stated", (t) => {
	const { median = 0, p99 = 0, ...rest } = summarise(upTo(100_000)) ?? {};
	t.like(rest, { count: 100_000, min: 1, max: 100_000, relativeError: 1 / 256 });
	t.true(Math.abs(median - 50_000) <= 50_000 / 256);
	t.true(Math.abs(p99 - 99_000) <= 99_000 / 256);
	t.not(median, 50_000, "a bucket's middle");
});

test("many values of which some are no counts are exact all the same", (t) => {
	t.like(summarise([...upTo(100_000), -1]), { min: -1, relativeError: 0 });
});

const there = wholeSwitch(1000, 1, ROOT, BLUE);
const back = wholeSwitch(5000, 2, BLUE, ROOT);
const seen = (...events: readonly Event[]) => switchSummary(observe(...PERSONAS, ...events));

test("switches are summed up overall and by route", (t) => {
	const summary = seen(...there, at(1630).switchFirst(), ...back, ...wholeSwitch(9000, 3, ROOT, BLUE));
	t.like(summary, { counted: 3, torn: 0, failed: 0, unchanged: 0, running: 0, unknown: 0, forgotten: 0 });
	t.like(summary.total, { count: 3, median: 400 });
	t.like(summary.lockWait, { count: 3, median: 10 });
	t.like(summary.remainder, { count: 3, median: 90 });
	t.like(summary.firsts.frame, { count: 1, median: 500 });
	t.is(summary.firsts.input, undefined, "absent, not 0");
	t.deepEqual(
		summary.drivers.map(({ driver, phase, took, failed }) => [String(driver), phase, took.count, took.median, failed]),
		[
			["input", "deactivate", 3, 100, 0],
			["input", "activate", 3, 200, 0],
		],
	);
	t.deepEqual(
		summary.routes.map(({ from, to, total }) => [from, to, total?.count]),
		[
			[key(ROOT), key(BLUE), 2],
			[key(BLUE), key(ROOT), 1],
		],
	);
});

test("a driver's shares in one switch are one sample", (t) => {
	const again = [at(1125).driverBegan(), at(1128).driverEnded({ errno: 5 })];
	const [deactivate] = seen(...there.slice(0, 4), ...again, ...there.slice(4)).drivers;
	t.like(deactivate, { failed: 1 });
	t.like(deactivate?.took, { count: 1, median: 103 });
});

test("figures of switches that are no evidence are left out, and said to be", (t) => {
	const torn = [...back.slice(0, 4), at(5125).loss({ since: 5121 }), ...back.slice(4)];
	const failed = [at(9000).switchRequested({ switch: 3, to: RED }), at(9001).switchEnded({ switch: 3, errno: 3 })];
	const running = at(9500).switchRequested({ switch: 4, to: RED });
	const summary = seen(...there, ...torn, ...failed, running);
	t.like(summary, { counted: 1, torn: 1, failed: 1, running: 1 });
	t.is(summary.total?.count, 1);
	t.is(summary.routes.length, 1);
});

test("without switches there is no figure", (t) => {
	t.like(seen(), { counted: 0, total: undefined, lockWait: undefined, remainder: undefined });
});
