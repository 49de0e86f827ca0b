import { Histogram, RELATIVE_ERROR } from "./histogram.js";

/** Up to so many values a summary is exact. */
const EXACT_UP_TO = 4096;

/** A quantile is the smallest sample that so large a share of the samples does not exceed. */
export interface Summary {
	readonly count: number;
	readonly min: number;
	readonly median: number;
	readonly p90: number;
	readonly p95: number;
	readonly p99: number;
	readonly max: number;
	/** How far a quantile can be off, relative to it; 0 if they are exact. */
	readonly relativeError: number;
}

interface Samples {
	readonly count: number;
	readonly min: number;
	readonly max: number;
	quantile(q: number): number;
}

const sorted = (values: readonly number[]): Samples => {
	const all = Float64Array.from(values).sort();
	const ranked = (rank: number): number => all[Math.max(1, rank) - 1] ?? Number.NaN;
	const count = all.length;
	return { count, min: ranked(1), max: ranked(count), quantile: (q) => ranked(Math.ceil(q * count)) };
};

const counted = (values: readonly number[]): Samples => {
	const histogram = new Histogram();
	for (const value of values) histogram.add(value);
	return histogram;
};

const isCountable = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** What there is to say of some times or counts; `undefined` if there are none. */
export const summarise = (values: readonly number[]): Summary | undefined => {
	if (values.length === 0) return undefined;
	const exact = values.length <= EXACT_UP_TO || !values.every(isCountable);
	const samples = exact ? sorted(values) : counted(values);
	const { count, min, max } = samples;
	return {
		count,
		min,
		median: samples.quantile(0.5),
		p90: samples.quantile(0.9),
		p95: samples.quantile(0.95),
		p99: samples.quantile(0.99),
		max,
		relativeError: exact ? 0 : RELATIVE_ERROR,
	};
};
