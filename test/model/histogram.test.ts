import test from "ava";
import fc from "fast-check";
import { Histogram, RELATIVE_ERROR } from "../../model/histogram.js";

const QUANTILES = [0, 0.01, 0.5, 0.9, 0.95, 0.99, 1];

const of = (values: readonly number[]): Histogram => {
	const histogram = new Histogram();
	for (const value of values) histogram.add(value);
	return histogram;
};

/** The smallest value that at least the share `q` of the sorted values does not exceed. */
const oracle = (values: readonly number[], q: number): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? Number.NaN;
};

const samples = fc.array(
	fc.oneof(
		fc.nat(300),
		fc.nat(1_000_000_000),
		fc.maxSafeNat(),
		fc.nat(53).map((power) => 2 ** power - 1),
	),
	{ minLength: 1, maxLength: 200 },
);

test("quantiles are within the stated error of a sorted array's", (t) => {
	fc.assert(
		fc.property(samples, (values) => {
			const histogram = of(values);
			for (const q of QUANTILES) {
				const exact = oracle(values, q);
				t.true(Math.abs(histogram.quantile(q) - exact) <= exact * RELATIVE_ERROR, `${q}: ${exact}`);
			}
		}),
	);
});

test("count, minimum and maximum are exact", (t) => {
	fc.assert(
		fc.property(samples, (values) => {
			const { count, min, max } = of(values);
			t.deepEqual([count, min, max], [values.length, Math.min(...values), Math.max(...values)]);
		}),
	);
});

test("small numbers are exact", (t) => {
	const all = Array.from({ length: 256 }, (_, value) => value);
	for (const value of all) t.is(of(all).quantile((value + 1) / 256), value);
});

test("the largest exact integer fits", (t) => {
	t.is(of([Number.MAX_SAFE_INTEGER]).quantile(1), Number.MAX_SAFE_INTEGER);
});

test("without samples there is no quantile", (t) => {
	t.is(of([]).quantile(0.5), Number.NaN);
});

for (const value of [-1, 0.5, Number.NaN, 2 ** 53])
	test(`${value} is no count or time`, (t) => {
		t.throws(() => of([value]), { instanceOf: RangeError });
	});
