/** By how much the values of one sample are larger than those of another: the estimate of Hodges and Lehmann, and how sure it is. */
import { quantileOfTail } from "./normal.js";

export interface Shift {
	readonly estimate: number;
	readonly low: number;
	readonly high: number;
}

/** Pairs grow with the square: of larger samples, so many values that stand for all are taken, which widens the interval. */
const MOST = 300;

/** So many of the sorted values, evenly spread over them. */
export const spread = (sorted: ArrayLike<number>, most: number): readonly number[] => {
	const size = sorted.length;
	if (size <= most) return Array.from(sorted);
	return Array.from({ length: most }, (_, at) => sorted[Math.floor(((at + 0.5) * size) / most)] ?? Number.NaN);
};

const middle = (sorted: Float64Array): number => {
	const half = sorted.length >> 1;
	const high = sorted[half] ?? Number.NaN;
	return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? Number.NaN) + high) / 2;
};

/** Of b against a, both sorted. The interval has no end where the samples are too small for the confidence. */
export const shift = (a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): Shift => {
	const [some, others] = [spread(a, MOST), spread(b, MOST)];
	const [n1, n2] = [some.length, others.length];
	const differences = new Float64Array(n1 * n2);
	some.forEach((low, i) => {
		others.forEach((high, j) => {
			differences[i * n2 + j] = high - low;
		});
	});
	differences.sort();
	const z = quantileOfTail((1 - confidence) / 2);
	const rank = Math.floor((n1 * n2) / 2 - z * Math.sqrt((n1 * n2 * (n1 + n2 + 1)) / 12));
	const bounded = rank >= 1;
	return {
		estimate: middle(differences),
		low: bounded ? (differences[rank - 1] ?? Number.NaN) : Number.NEGATIVE_INFINITY,
		high: bounded ? (differences[n1 * n2 - rank] ?? Number.NaN) : Number.POSITIVE_INFINITY,
	};
};
