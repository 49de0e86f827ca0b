/** Buckets of a power of two. */
const STEP_BITS = 7;
const STEPS = 2 ** STEP_BITS;
/** Below this every integer has its own bucket. */
const EXACT = 2 * STEPS;
/** Up to 2^53, which is as far as integers are exact. */
const POWERS = 53 - (STEP_BITS + 1);
const BUCKETS = EXACT + POWERS * STEPS;

/** How far a quantile can be from the sample that it stands for, relative to it. */
export const RELATIVE_ERROR = 1 / EXACT;

/** The power of two that a number of at least `EXACT` lies in, from 0 for [EXACT, 2 EXACT). */
const powerOf = (value: number): number => {
	const high = Math.floor(value / 2 ** 32);
	const bits = high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value);
	return bits - (STEP_BITS + 2);
};

const bucketOf = (value: number): number => {
	if (value < EXACT) return value;
	const power = powerOf(value);
	return EXACT + power * STEPS + Math.floor(value / 2 ** (power + 1)) - STEPS;
};

/** The middle of a bucket. */
const middleOf = (bucket: number): number => {
	if (bucket < EXACT) return bucket;
	const power = Math.floor((bucket - EXACT) / STEPS);
	const step = (bucket - EXACT) % STEPS;
	const width = 2 ** (power + 1);
	return (STEPS + step) * width + width / 2;
};

/**
 * Counts of non-negative integers up to 2^53 in fixed memory (24 KiB): every power of two is cut into 128 equal
 * buckets. Minimum, maximum and count are exact, quantiles to within `RELATIVE_ERROR`.
 */
export class Histogram {
	count = 0;
	min = Number.POSITIVE_INFINITY;
	max = Number.NEGATIVE_INFINITY;
	readonly #counts = new Uint32Array(BUCKETS);

	add(value: number): void {
		if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count or time: ${value}`);
		const bucket = bucketOf(value);
		this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
		this.count++;
		if (value < this.min) this.min = value;
		if (value > this.max) this.max = value;
	}

	/** The buckets that hold anything, as pairs of place and count. */
	buckets(): readonly (readonly [number, number])[] {
		return Array.from(this.#counts.entries()).filter(([, count]) => count > 0);
	}

	/** Adds what another one's buckets hold, whose extremes these are. */
	addBuckets(buckets: readonly (readonly [number, number])[], min: number, max: number): void {
		for (const [bucket, count] of buckets) {
			this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
			this.count += count;
		}
		this.min = Math.min(this.min, min);
		this.max = Math.max(this.max, max);
	}

	/** The smallest value that at least the share `q` of the samples does not exceed; NaN without samples. */
	quantile(q: number): number {
		if (this.count === 0) return Number.NaN;
		const rank = Math.max(1, Math.ceil(q * this.count));
		let seen = 0;
		for (const [bucket, count] of this.#counts.entries()) {
			seen += count;
			if (seen >= rank) return Math.min(this.max, Math.max(this.min, middleOf(bucket)));
		}
		return this.max;
	}
}
