import { Histogram, RELATIVE_ERROR } from "./histogram.js";
import { quantile } from "./statistics/bootstrap.js";
import { randomNumbers } from "./statistics/random.js";
import { spread } from "./statistics/shift.js";
import type { Summary } from "./summary.js";

/** Up to so many values are kept as they are. */
const KEPT = 4096;

/** What is written of samples, so that another process or another day can go on with them. */
export interface SamplesRecord {
	readonly count: number;
	readonly min: number;
	readonly max: number;
	/** Sorted; all of them where there are no more than are kept, else some that stand for all. */
	readonly values: readonly number[];
	/** Buckets of the histogram, as pairs of place and count; none where `values` are all. */
	readonly buckets: readonly (readonly [number, number])[];
}

/** A rest can come out below 0 where clocks differ, and a rate is no whole number. */
const countable = (value: number): number => Math.max(0, Math.round(value));

/** Times in ns or other whole numbers, in bounded memory however many come. */
export class Samples {
	count = 0;
	min = Number.POSITIVE_INFINITY;
	max = Number.NEGATIVE_INFINITY;
	#kept: number[] = [];
	#histogram: Histogram | undefined;
	readonly #random = randomNumbers(1);

	add(value: number): void {
		this.count++;
		if (value < this.min) this.min = value;
		if (value > this.max) this.max = value;
		this.#histogram?.add(countable(value));
		if (this.#kept.length < KEPT) {
			this.#kept.push(value);
			return;
		}
		this.#overflow(value);
		// Every value that came has the same chance to be among those that are kept.
		const at = this.#random(this.count);
		if (at < KEPT) this.#kept[at] = value;
	}

	/** Those that are kept, sorted. */
	get values(): Float64Array {
		return Float64Array.from(this.#kept).sort();
	}

	quantile(q: number): number {
		return this.#histogram ? this.#histogram.quantile(q) : quantile(this.values, q);
	}

	get summary(): Summary | undefined {
		if (this.count === 0) return undefined;
		const { values, count, min, max } = this;
		const at = (q: number): number => this.#histogram?.quantile(q) ?? quantile(values, q);
		return {
			count,
			min,
			median: at(0.5),
			p90: at(0.9),
			p95: at(0.95),
			p99: at(0.99),
			max,
			relativeError: this.#histogram ? RELATIVE_ERROR : 0,
		};
	}

	/** Of many values, `most` are written. */
	record(most = KEPT): SamplesRecord {
		const { count, min, max } = this;
		const values = spread(this.values, most);
		const whole = values.length === count;
		return { count, min, max, values, buckets: whole ? [] : this.#counted().buckets() };
	}

	/** Takes in what others were recorded as. */
	addRecord({ count, min, max, values, buckets }: SamplesRecord): void {
		if (buckets.length === 0) {
			for (const value of values) this.add(value);
			return;
		}
		const histogram = this.#counted();
		const [before, after] = [this.#kept, Array.from(values)];
		const share = this.count / (this.count + count);
		this.count += count;
		this.min = Math.min(this.min, min);
		this.max = Math.max(this.max, max);
		histogram.addBuckets(buckets, min, max);
		// As many of either as there are of them among all.
		const ours = Math.min(before.length, Math.round(Math.min(KEPT, before.length + after.length) * share));
		const theirs = Math.min(after.length, KEPT - ours);
		const sorted = (some: readonly number[]) => Float64Array.from(some).sort();
		this.#kept = [...spread(sorted(before), ours), ...spread(sorted(after), theirs)];
	}

	#overflow(value: number): void {
		if (this.#histogram) return;
		this.#counted().add(countable(value));
	}

	/** From now on they are counted as well. */
	#counted(): Histogram {
		if (!this.#histogram) {
			this.#histogram = new Histogram();
			for (const value of this.#kept) this.#histogram.add(countable(value));
		}
		return this.#histogram;
	}
}
