/** How sure the difference of a statistic of two samples is: what it would have been in other samples of the same. */
import { randomNumbers } from "./random.js";
import { type Shift, spread } from "./shift.js";

const ROUNDS = 1000;
const MOST = 1000;

/** The smallest of the sorted values that a share of them does not exceed. */
export const quantile = (sorted: ArrayLike<number>, q: number): number =>
	sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? Number.NaN;

/**
 * A quantile of a sample drawn with replacement from sorted values, without drawing it: the places drawn are counted, and the
 * quantile is where the count reaches its rank.
 */
const resampled = (sorted: readonly number[], q: number, random: (below: number) => number): number => {
	const size = sorted.length;
	const drawn = new Uint16Array(size);
	for (let draw = 0; draw < size; draw++) {
		const at = random(size);
		drawn[at] = (drawn[at] ?? 0) + 1;
	}
	let left = Math.max(1, Math.ceil(q * size));
	for (let at = 0; at < size; at++) {
		left -= drawn[at] ?? 0;
		if (left <= 0) return sorted[at] ?? Number.NaN;
	}
	return Number.NaN;
};

/** By how much the quantile of b is larger than that of a, both sorted; the same every time for the same values. */
export const quantileShift = (a: ArrayLike<number>, b: ArrayLike<number>, q: number, confidence = 0.95): Shift => {
	const [some, others] = [spread(a, MOST), spread(b, MOST)];
	const random = randomNumbers(1 + some.length * 65_537 + others.length);
	const found = Float64Array.from({ length: ROUNDS }, () => resampled(others, q, random) - resampled(some, q, random));
	found.sort();
	const tail = (1 - confidence) / 2;
	return {
		estimate: quantile(b, q) - quantile(a, q),
		low: quantile(found, tail),
		high: quantile(found, 1 - tail),
	};
};
