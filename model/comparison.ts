/** Two sides of recordings, measure by measure: whether they differ, by how much, and how sure that is. */
import { CIRCUMSTANCES, type Circumstance, type Measures } from "./measures.js";
import type { Samples } from "./samples.js";
import { quantileShift } from "./statistics/bootstrap.js";
import { mannWhitney } from "./statistics/mann-whitney.js";
import { type Shift, shift } from "./statistics/shift.js";
import type { Summary } from "./summary.js";

/**
 * differs: it does, at 5% for all measures together (Holm).
 * same: it may, but by no more than a tenth: nothing was seen, and there was enough to see it.
 * too-few: it may or may not: there are too few samples to tell.
 * absent: only one side has any.
 */
export type Finding = "differs" | "same" | "too-few" | "absent";

export interface Compared {
	readonly name: string;
	readonly a: Summary | undefined;
	readonly b: Summary | undefined;
	readonly finding: Finding;
	/** Of b against a, with its 95% interval; absent where a side is. */
	readonly difference: Shift | undefined;
	/** The same relative to a's median. */
	readonly relative: Shift | undefined;
	/** Of the test of Mann and Whitney, and corrected for how many measures were tested: those with too few samples are not. */
	readonly p: number | undefined;
	readonly corrected: number | undefined;
	/** Cliff's delta: 0 is no effect, ±1 no overlap. */
	readonly delta: number | undefined;
	/** By how much b's 95th percentile is larger, with its interval. */
	readonly p95: Shift | undefined;
}

export interface Difference {
	readonly what: Circumstance;
	readonly a: readonly string[];
	readonly b: readonly string[];
}

export interface Comparison {
	readonly circumstances: readonly Difference[];
	/** What matters most first. */
	readonly measures: readonly Compared[];
}

const ALPHA = 0.05;
/** A difference up to this share of the median is none that anybody looks for. */
const RESOLUTION = 0.1;
/** Fewer samples on a side than this say nothing, whatever they are. */
export const FEWEST = 5;

const relativeTo = (median: number, { estimate, low, high }: Shift): Shift | undefined =>
	median > 0 ? { estimate: estimate / median, low: low / median, high: high / median } : undefined;

const compareOne = (name: string, a: Samples | undefined, b: Samples | undefined): Compared => {
	const [left, right] = [a?.summary, b?.summary];
	const nothing = { difference: undefined, relative: undefined, p: undefined, delta: undefined, p95: undefined };
	const base = { name, a: left, b: right, corrected: undefined };
	if (!a || !b || !left || !right) return { ...base, ...nothing, finding: "absent" };
	const { p, delta } = mannWhitney(a.values, b.values);
	const difference = shift(a.values, b.values);
	const p95 = quantileShift(a.values, b.values, 0.95);
	return { ...base, difference, relative: relativeTo(left.median, difference), p, delta, p95, finding: "too-few" };
};

/** Holm's correction: the smallest p times how many there are, the next times one less … and never less than the one before. */
const corrected = (ps: readonly number[]): readonly number[] => {
	const order = ps.map((p, at) => ({ p, at })).sort((one, other) => one.p - other.p);
	const found = new Array<number>(ps.length).fill(1);
	let least = 0;
	order.forEach(({ p, at }, rank) => {
		least = Math.min(1, Math.max(least, p * (ps.length - rank)));
		found[at] = least;
	});
	return found;
};

/** What can't differ whatever its p is, is no test, and costs the others nothing. */
const isTested = ({ a, b, p }: Compared): boolean =>
	a !== undefined && b !== undefined && p !== undefined && Math.min(a.count, b.count) >= FEWEST;

const findingOf = ({ relative, difference }: Compared, p: number): Finding => {
	if (p < ALPHA) return "differs";
	// Where all is 0 on both sides, nothing is relative, and nothing differs.
	const bounds = relative ?? (difference?.low === 0 && difference.high === 0 ? { low: 0, high: 0 } : undefined);
	return bounds && Math.abs(bounds.low) <= RESOLUTION && Math.abs(bounds.high) <= RESOLUTION ? "same" : "too-few";
};

const RANK: Readonly<Record<Finding, number>> = { differs: 0, "too-few": 1, absent: 2, same: 3 };

/** First what differs, by the time that it costs or the share that it is of itself. */
const byWeight = (one: Compared, other: Compared): number =>
	RANK[one.finding] - RANK[other.finding] ||
	Number(one.name.startsWith("rate.")) - Number(other.name.startsWith("rate.")) ||
	Math.abs(other.difference?.estimate ?? 0) - Math.abs(one.difference?.estimate ?? 0) ||
	(one.name < other.name ? -1 : 1);

export const compare = (a: Measures, b: Measures): Comparison => {
	const names = [...new Set([...a.samples.keys(), ...b.samples.keys()])];
	const all = names.map((name) => compareOne(name, a.samples.get(name), b.samples.get(name)));
	const tested = all.filter(isTested);
	const ps = corrected(tested.map(({ p }) => p ?? 1));
	const found = new Map(tested.map(({ name }, at) => [name, ps[at] ?? 1]));
	const measures = all.map((one): Compared => {
		const p = found.get(one.name);
		return p === undefined ? one : { ...one, corrected: p, finding: findingOf(one, p) };
	});
	const circumstances = CIRCUMSTANCES.flatMap((what) => {
		const [left, right] = [a.circumstances[what], b.circumstances[what]];
		return left.join("\n") === right.join("\n") ? [] : [{ what, a: left, b: right }];
	});
	return { circumstances, measures: measures.sort(byWeight) };
};
