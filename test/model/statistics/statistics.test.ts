import test from "ava";
import fc from "fast-check";
import * as hdr from "hdr-histogram-js";
import { Histogram } from "../../../model/histogram.js";
import { Samples } from "../../../model/samples.js";
import { quantile, quantileShift } from "../../../model/statistics/bootstrap.js";
import { mannWhitney } from "../../../model/statistics/mann-whitney.js";
import { quantileOfTail, upperTail } from "../../../model/statistics/normal.js";
import { randomNumbers } from "../../../model/statistics/random.js";
import { shift } from "../../../model/statistics/shift.js";

const uniform = (seed: number) => {
	const random = randomNumbers(seed);
	return () => (random(2 ** 31) + 0.5) / 2 ** 31;
};

/** Times as they are: skewed, with a long tail, in whole µs of ns. */
const latencies = (seed: number, count: number, factor = 1): Float64Array => {
	const next = uniform(seed * 7919 + 17);
	const one = (): number => {
		const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
		return Math.round(factor * 300_000 * Math.exp(0.4 * normal));
	};
	return Float64Array.from({ length: count }, one).sort();
};

const share = (pairs: number, isSo: (seed: number) => boolean): number => {
	let times = 0;
	for (let seed = 0; seed < pairs; seed++) if (isSo(seed)) times++;
	return times / pairs;
};

/** How far a share of so many can be from what it should be: four standard deviations. */
const slack = (p: number, pairs: number): number => 4 * Math.sqrt((p * (1 - p)) / pairs);

test("the tails of the normal distribution are those of the tables", (t) => {
	for (const [z, p] of [
		[0, 0.5],
		[1, 0.158655],
		[1.959964, 0.025],
		[3, 0.0013499],
		[5, 2.8665e-7],
	] as const) {
		t.true(Math.abs(upperTail(z) - p) < 1e-6 + p * 1e-5, `${z}: ${upperTail(z)}`);
		t.true(Math.abs(quantileOfTail(p) - z) < 1e-4);
	}
});

test("the rank test gives the exact p of small samples, as the tables have it", (t) => {
	// Mann and Whitney 1947: n = 3 and 4, u = 0 is one of 35 ways; n = 5 and 5, u = 2 has 1 + 1 + 2 = 4 of 252.
	t.is(mannWhitney([1, 2, 3], [4, 5, 6, 7]).p, 2 / 35);
	t.is(mannWhitney([4, 5, 6, 7], [1, 2, 3]).p, 2 / 35);
	t.true(Math.abs(mannWhitney([1, 2, 3, 4, 7], [5, 6, 8, 9, 10]).p - (2 * 4) / 252) < 1e-12);
	t.is(mannWhitney([1, 2], [1, 2]).delta, 0);
	t.is(mannWhitney([1, 2], [3, 4]).delta, 1);
	t.is(mannWhitney([], [1]).p, Number.NaN);
	t.is(mannWhitney([5, 5, 5], [5, 5, 5]).p, 1);
});

test("u, delta and the shift are what counting all pairs gives", (t) => {
	const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 });
	fc.assert(
		fc.property(values, values, (a, b) => {
			const pairs = a.flatMap((one) => b.map((other) => Math.sign(other - one)));
			const u = pairs.reduce<number>((sum, sign) => sum + (sign + 1) / 2, 0);
			const delta = pairs.reduce<number>((sum, sign) => sum + sign, 0) / pairs.length;
			const found = mannWhitney(a, b);
			const differences = a.flatMap((one) => b.map((other) => other - one)).sort((x, y) => x - y);
			const [low, high] = [differences[(differences.length - 1) >> 1] ?? 0, differences[differences.length >> 1] ?? 0];
			return (
				found.u === u && Math.abs(found.delta - delta) < 1e-9 && shift(a.sort(), b.sort()).estimate === (low + high) / 2
			);
		}),
	);
	t.pass();
});

for (const [n1, n2] of [
	[8, 8],
	[30, 20],
	[200, 150],
] as const)
	test(`of pairs of one distribution, the test calls as many different as it says: ${n1} and ${n2}`, (t) => {
		const pairs = 4000;
		for (const alpha of [0.05, 0.01]) {
			const rate = share(pairs, (seed) => mannWhitney(latencies(2 * seed, n1), latencies(2 * seed + 1, n2)).p < alpha);
			t.log(`alarms at ${alpha}: ${rate}`);
			t.true(rate <= alpha + slack(alpha, pairs), `${rate} at ${alpha}`);
			// An exact test of few values can't be more often wrong than it says, but less.
			t.true(rate >= alpha * (n1 < 20 ? 0.4 : 0.7), `${rate} at ${alpha}`);
		}
	});

test("the intervals hold the true difference as often as they say", (t) => {
	const pairs = 600;
	const truth = 0.1 * 300_000;
	const moved = (seed: number) => latencies(2 * seed + 1, 60).map((value) => value + truth);
	const held = share(pairs, (seed) => {
		const { low, high } = shift(latencies(2 * seed, 60), moved(seed));
		return low <= truth && truth <= high;
	});
	t.true(Math.abs(held - 0.95) <= slack(0.95, pairs), `shift: ${held}`);
	const bootstrapped = share(pairs, (seed) => {
		const { low, high } = quantileShift(latencies(2 * seed, 60), moved(seed), 0.5);
		return low <= truth && truth <= high;
	});
	t.log(`shift ${held}, median by bootstrap ${bootstrapped}`);
	t.true(bootstrapped >= 0.91, `bootstrap: ${bootstrapped}`);
});

test("the test's power on a tenth more", (t) => {
	for (const [n, least] of [
		[20, 0.05],
		[100, 0.3],
		[400, 0.85],
	] as const) {
		const power = share(300, (seed) => mannWhitney(latencies(2 * seed, n), latencies(2 * seed + 1, n, 1.1)).p < 0.05);
		t.log(`n = ${n}: ${power}`);
		t.true(power >= least, `n = ${n}: ${power}`);
	}
});

test("the same values give the same interval, every time", (t) => {
	const [a, b] = [latencies(1, 500), latencies(2, 400)];
	t.deepEqual(quantileShift(a, b, 0.95), quantileShift(a, b, 0.95));
	t.deepEqual(new Samples().summary, undefined);
});

test("quantiles are those of hdr-histogram-js, and within the stated error of the exact ones", (t) => {
	for (const seed of [1, 2, 3]) {
		const values = latencies(seed, 20_000);
		const ours = new Histogram();
		const theirs = hdr.build({
			bitBucketSize: 64,
			lowestDiscernibleValue: 1,
			highestTrackableValue: 2 ** 40,
			numberOfSignificantValueDigits: 3,
		});
		const samples = new Samples();
		for (const value of values) {
			ours.add(value);
			theirs.recordValue(value);
			samples.add(value);
		}
		for (const q of [0.01, 0.5, 0.9, 0.95, 0.99, 0.999]) {
			const exact = quantile(values, q);
			const oracle = theirs.getValueAtPercentile(100 * q);
			t.true(Math.abs(oracle - exact) / exact < 0.002, "the oracle is one");
			t.true(Math.abs(ours.quantile(q) - exact) / exact <= 1 / 256, `ours at ${q}`);
			t.true(Math.abs(ours.quantile(q) - oracle) / oracle < 1 / 256 + 0.002, `ours and theirs at ${q}`);
			t.is(samples.quantile(q), ours.quantile(q));
		}
		t.is(samples.summary?.min, values[0]);
		t.is(samples.summary?.max, values.at(-1));
	}
});

test("samples that were written in parts and put together are those of all of it", (t) => {
	const values = latencies(5, 30_000);
	for (const parts of [1, 3, 17, 400]) {
		const whole = new Samples();
		const together = new Samples();
		for (let part = 0; part < parts; part++) {
			const some = new Samples();
			for (let at = part; at < values.length; at += parts) {
				some.add(values[at] ?? 0);
				whole.add(values[at] ?? 0);
			}
			together.addRecord(JSON.parse(JSON.stringify(some.record())));
		}
		t.deepEqual(together.summary, whole.summary, `${parts} parts`);
		t.true(together.values.length <= 4096);
		for (const q of [0.05, 0.5, 0.95])
			t.true(
				Math.abs(quantile(together.values, q) / quantile(values, q) - 1) < 0.06,
				`kept values at ${q}, ${parts} parts`,
			);
	}
});
