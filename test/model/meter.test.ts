import test from "ava";
import fc from "fast-check";
import { Meter } from "../../model/meter.js";
import { nanos, S } from "./at.js";

const of = (...additions: readonly (readonly [seconds: number, count: number])[]): Meter => {
	const meter = new Meter();
	for (const [seconds, count] of additions) meter.add(nanos(seconds * S), count);
	return meter;
};

const rate = test.macro((t, additions: readonly (readonly [number, number])[], now: number, expected: number) => {
	t.is(of(...additions).rate(nanos(now * S)), expected);
});

test("nothing came", rate, [], 5, 0);
test("something came now", rate, [[5, 10]], 5, 10);
test(
	"something came within the second",
	rate,
	[
		[5, 10],
		[5.5, 7],
	],
	5.9,
	17,
);
test("what came a second ago counts to the end of its sixteenth", rate, [[5, 16]], 6, 16);
test("and fades out", rate, [[5, 16]], 6 + 1 / 32, 8);
test("until it is over", rate, [[5, 16]], 6 + 1 / 16, 0);
test("long ago is over", rate, [[5, 16]], 500, 0);
test(
	"after a pause only the new counts",
	rate,
	[
		[5, 16],
		[500, 3],
	],
	500,
	3,
);
test(
	"what is told late counts when it came",
	rate,
	[
		[5.5, 1],
		[5, 2],
	],
	5.9,
	3,
);
test(
	"what is told too late does not count",
	rate,
	[
		[5.5, 1],
		[4, 2],
	],
	5.9,
	1,
);
test("what came before the beginning does not count", rate, [[-0.1, 5]], 0, 0);

test("a steady stream has its rate", (t) => {
	const meter = new Meter();
	for (let ms = 0; ms < 5000; ms++) meter.add(nanos(ms * 1e6), 3);
	t.true(Math.abs(meter.rate(nanos(5 * S)) - 3000) < 30);
});

test("the rate is at least what came in the last second less a sixteenth, at most what came in that and one more", (t) => {
	const additions = fc.array(fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.nat(100)), { maxLength: 50 });
	fc.assert(
		fc.property(additions, (unsorted) => {
			const sorted = unsorted.toSorted(([a], [b]) => a - b);
			const now = sorted.at(-1)?.[0] ?? 0;
			const within = (seconds: number) =>
				sorted.filter(([when]) => when > now - seconds).reduce((sum, [, count]) => sum + count, 0);
			const found = of(...sorted).rate(nanos(now * S));
			t.true(found >= within(15 / 16) - 1e-6 && found <= within(17 / 16) + 1e-6);
		}),
	);
});

test("what is added at once counts as what is added one by one", (t) => {
	const times = fc.array(fc.integer({ min: -S, max: 40 * S }), { minLength: 1, maxLength: 60 });
	// Mostly in order and close together, as a stream's are: those are what is quick.
	const close = fc.array(fc.integer({ min: 0, max: S / 20 }), { minLength: 1, maxLength: 60 }).map((steps) => {
		let at = 5 * S;
		return steps.map((step) => (at += step));
	});
	fc.assert(
		fc.property(fc.oneof(close, times), fc.nat(60), fc.nat(60), (all, one, other) => {
			const [from, to] = [Math.min(one, other, all.length), Math.min(Math.max(one, other), all.length)];
			const together = new Meter();
			together.addEach(all.map(nanos), from, to);
			const single = new Meter();
			for (const at of all.slice(from, to)) single.add(nanos(at), 1);
			const last = Math.max(0, ...all);
			for (let now = last; now < last + 1.2 * S; now += S / 32) {
				t.is(together.rate(nanos(now)), single.rate(nanos(now)));
				t.is(together.isIdle(nanos(now)), single.isIdle(nanos(now)));
			}
		}),
	);
});

test("it is idle when nothing is left of it", (t) => {
	const meter = of([5, 1]);
	t.false(meter.isIdle(nanos(6 * S)));
	t.true(meter.isIdle(nanos((6 + 1 / 16) * S)));
	t.true(new Meter().isIdle(nanos(5 * S)));
});
