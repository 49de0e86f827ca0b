/**
 * Whether values of two samples come from the same distribution: the test of Mann and Whitney, which assumes nothing about
 * its shape.
 */
import { upperTail } from "./normal.js";

export interface RankTest {
	/** Pairs in which b's value is larger, ties counted half. */
	readonly u: number;
	/** Two-sided; NaN where a sample is empty. */
	readonly p: number;
	/** Cliff's delta: how much more often b's value is larger than smaller, from -1 to 1. */
	readonly delta: number;
}

/** Where both samples together have no more values, and no ties, p is exact. */
const EXACT_UP_TO = 40;

/** How many of the ways to choose n1 of n1 + n2 ranks give each u: the numbers of partitions in a rectangle. */
const countsOfU = (n1: number, n2: number): readonly number[] => {
	let counts = [1];
	for (let i = 1; i <= n1; i++) {
		// Times (1 - x^(n2 + i)) / (1 - x^i), one after the other.
		const next = new Array<number>(counts.length + n2).fill(0);
		const top = (at: number): number => (counts[at] ?? 0) - (counts[at - (n2 + i)] ?? 0);
		for (let at = 0; at < next.length; at++) next[at] = top(at) + (next[at - i] ?? 0);
		counts = next;
	}
	return counts;
};

const exactP = (u: number, n1: number, n2: number): number => {
	const counts = countsOfU(n1, n2);
	const all = counts.reduce((sum, count) => sum + count, 0);
	const far = Math.min(u, n1 * n2 - u);
	const tail = counts.slice(0, Math.floor(far) + 1).reduce((sum, count) => sum + count, 0);
	return Math.min(1, (2 * tail) / all);
};

/** With the correction for ties, and for what is counted in halves. */
const normalP = (u: number, n1: number, n2: number, ties: number): number => {
	const n = n1 + n2;
	const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
	if (variance <= 0) return 1;
	const distance = Math.max(0, Math.abs(u - (n1 * n2) / 2) - 0.5);
	return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
};

/** Rank sum of b and Σ(t³ − t) over groups of equal values. */
const ranked = (a: ArrayLike<number>, b: ArrayLike<number>): { readonly sum: number; readonly ties: number } => {
	const all = [...Array.from(a, (value) => ({ value, b: 0 })), ...Array.from(b, (value) => ({ value, b: 1 }))];
	all.sort((one, other) => one.value - other.value);
	let sum = 0;
	let ties = 0;
	for (let from = 0; from < all.length; ) {
		let to = from;
		let ours = 0;
		while (to < all.length && all[to]?.value === all[from]?.value) ours += all[to++]?.b ?? 0;
		const size = to - from;
		sum += ours * ((from + 1 + to) / 2);
		ties += size ** 3 - size;
		from = to;
	}
	return { sum, ties };
};

export const mannWhitney = (a: ArrayLike<number>, b: ArrayLike<number>): RankTest => {
	const [n1, n2] = [a.length, b.length];
	if (n1 === 0 || n2 === 0) return { u: Number.NaN, p: Number.NaN, delta: Number.NaN };
	const { sum, ties } = ranked(a, b);
	const u = sum - (n2 * (n2 + 1)) / 2;
	const p = ties === 0 && n1 + n2 <= EXACT_UP_TO ? exactP(u, n1, n2) : normalP(u, n1, n2, ties);
	return { u, p, delta: (2 * u) / (n1 * n2) - 1 };
};
