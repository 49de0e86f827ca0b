/** Limits as people write them, and whether they are kept: `switch.fb.p95 < 20ms`, `switch.total.p95 > +10% and +1ms`. */
import { FEWEST } from "./comparison.js";
import type { Measures } from "./measures.js";
import type { Samples } from "./samples.js";
import { quantileShift } from "./statistics/bootstrap.js";
import type { Shift } from "./statistics/shift.js";

export const STATISTICS = ["min", "median", "p90", "p95", "p99", "max"] as const;
export type Statistic = (typeof STATISTICS)[number] | "count";

const SHARE: Readonly<Record<Exclude<Statistic, "count">, number>> = {
	min: 0,
	median: 0.5,
	p90: 0.9,
	p95: 0.95,
	p99: 0.99,
	max: 1,
};

interface Named {
	/** As it was written. */
	readonly text: string;
	readonly measure: string;
	readonly statistic: Statistic;
}

/** What must hold of one side. */
export interface Limit extends Named {
	readonly than: "<" | ">";
	/** ns for times. */
	readonly value: number;
}

/** What a difference must be to be too much. */
export interface Tolerance extends Named {
	readonly than: "<" | ">";
	/** Shares of a's value and, or, absolute: all that are given must be passed. */
	readonly relative: number | undefined;
	readonly absolute: number | undefined;
}

/**
 * kept, broken: it is so. unsure: it looks broken, but that may be chance: there are too few samples. absent: there is nothing
 * to measure.
 */
export type Ruling = "kept" | "broken" | "unsure" | "absent";

export interface Judged {
	readonly text: string;
	readonly ruling: Ruling;
	/** What was measured: the value, or both sides' values and how much they differ. */
	readonly value: number | undefined;
	readonly base: number | undefined;
	/** What one side must be less or more than. */
	readonly bound: number | undefined;
	readonly difference: Shift | undefined;
	readonly isRate: boolean;
	readonly isCount: boolean;
}

const isRate = ({ measure }: Named): boolean => measure.startsWith("rate.");

const TIMES: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 };
const RATES: Readonly<Record<string, number>> = { "/s": 1 };
const COUNTS: Readonly<Record<string, number>> = { "": 1 };

const unitsOf = (name: Named): Readonly<Record<string, number>> => {
	if (name.statistic === "count") return COUNTS;
	return isRate(name) ? RATES : TIMES;
};

/** A number with a unit of what it is a limit of: one of another unit would always be kept, or never. */
const quantity = (text: string, name: Named): number | undefined => {
	const [, number, unit = ""] = /^([+-]?\d+(?:\.\d+)?)(\D*)$/.exec(text) ?? [];
	const scale = unitsOf(name)[unit];
	return number === undefined || scale === undefined ? undefined : Number(number) * scale;
};

const isStatistic = (word: string): word is Statistic => word === "count" || STATISTICS.some((each) => each === word);

const named = (text: string, name: string): Named | undefined => {
	const dot = name.lastIndexOf(".");
	const statistic = name.slice(dot + 1);
	return dot > 0 && isStatistic(statistic) ? { text, measure: name.slice(0, dot), statistic } : undefined;
};

const pieces = (
	text: string,
): { readonly name: Named; readonly than: "<" | ">"; readonly rest: string } | undefined => {
	const [, name = "", than, rest = ""] = /^\s*(\S+?)\s*([<>])\s*(.+?)\s*$/.exec(text) ?? [];
	const known = named(text.trim(), name);
	return known && (than === "<" || than === ">") ? { name: known, than, rest } : undefined;
};

/** `switch.fb.p95 < 20ms`: what is to hold. */
export const limitOf = (text: string): Limit | undefined => {
	const found = pieces(text);
	const value = found && quantity(found.rest, found.name);
	return found && value !== undefined ? { ...found.name, than: found.than, value } : undefined;
};

/** `switch.total.p95 > +10%`, `… > +1ms`, `… > +10% and +1ms`: what is a regression. */
export const toleranceOf = (text: string): Tolerance | undefined => {
	const found = pieces(text);
	if (!found) return undefined;
	let [relative, absolute]: (number | undefined)[] = [undefined, undefined];
	for (const part of found.rest.split(/\s+and\s+/)) {
		const percent = /^([+-]\d+(?:\.\d+)?)%$/.exec(part)?.[1];
		const amount = /^[+-]/.test(part) ? quantity(part, found.name) : undefined;
		if (percent !== undefined) relative = Number(percent) / 100;
		else if (amount !== undefined) absolute = amount;
		else return undefined;
	}
	const signs = [relative, absolute].filter((each) => each !== undefined).map((each) => (each < 0 ? "<" : ">"));
	return signs.every((sign) => sign === found.than)
		? { ...found.name, than: found.than, relative, absolute }
		: undefined;
};

const measured = (samples: Samples, statistic: Statistic): number =>
	statistic === "count"
		? samples.count
		: statistic === "min"
			? samples.min
			: statistic === "max"
				? samples.max
				: samples.quantile(SHARE[statistic]);

export const judge = (limit: Limit, { samples }: Measures): Judged => {
	const found = samples.get(limit.measure);
	const base = {
		text: limit.text,
		base: undefined,
		bound: limit.value,
		difference: undefined,
		isRate: isRate(limit),
		isCount: limit.statistic === "count",
	};
	if (!found || found.count === 0) return { ...base, ruling: "absent", value: undefined };
	const value = measured(found, limit.statistic);
	const kept = limit.than === "<" ? value < limit.value : value > limit.value;
	return { ...base, value, ruling: kept ? "kept" : "broken" };
};

/** A difference that is too much is a regression only where it is no chance: where its interval is on one side of 0. */
export const judgeDifference = (tolerance: Tolerance, a: Measures, b: Measures): Judged => {
	const [before, after] = [a.samples.get(tolerance.measure), b.samples.get(tolerance.measure)];
	const base = {
		text: tolerance.text,
		bound: undefined,
		isRate: isRate(tolerance),
		isCount: tolerance.statistic === "count",
	};
	if (!before?.count || !after?.count)
		return { ...base, ruling: "absent", value: undefined, base: undefined, difference: undefined };
	const { statistic, than, relative, absolute } = tolerance;
	const [was, is] = [measured(before, statistic), measured(after, statistic)];
	const sign = than === ">" ? 1 : -1;
	const passes = (amount: number | undefined): boolean => amount === undefined || sign * (is - was) > sign * amount;
	const tooMuch = passes(absolute) && passes(relative === undefined ? undefined : relative * was);
	const difference =
		statistic === "count"
			? { estimate: is - was, low: is - was, high: is - was }
			: { ...quantileShift(before.values, after.values, SHARE[statistic]), estimate: is - was };
	const sure =
		statistic === "count" ||
		(Math.min(before.count, after.count) >= FEWEST && sign * (sign === 1 ? difference.low : difference.high) > 0);
	const ruling = !tooMuch ? "kept" : sure ? "broken" : "unsure";
	return { ...base, ruling, value: is, base: was, difference };
};
