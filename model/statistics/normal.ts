/** Abramowitz and Stegun 7.1.26 is too coarse for tails; this is W. J. Cody's form, to about 1e-7 relative there. */
const erfc = (x: number): number => {
	const z = Math.abs(x);
	const t = 1 / (1 + z / 2);
	const series = [
		-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
		0.17087277,
	].reduceRight((sum, coefficient) => sum * t + coefficient, 0);
	const value = t * Math.exp(-z * z + series);
	return x >= 0 ? value : 2 - value;
};

/** How likely a standard normal variable is at least so large. */
export const upperTail = (z: number): number => erfc(z / Math.SQRT2) / 2;

/** The z whose upper tail is `p`, by bisection. */
export const quantileOfTail = (p: number): number => {
	let [low, high] = [-40, 40];
	for (let step = 0; step < 80; step++) {
		const middle = (low + high) / 2;
		if (upperTail(middle) > p) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
};
