/** Where values are on a line, and which of them are written beside it. */
export interface Scale {
	at(value: number): number;
	readonly ticks: readonly number[];
}

/** 1, 2 or 5 times a power of ten: the largest step that gives at least so many ticks. */
const stepFor = (range: number, ticks: number): number => {
	const power = 10 ** Math.floor(Math.log10(range / ticks));
	const step = [5, 2, 1].find((times) => range / (times * power) >= ticks) ?? 1;
	return step * power;
};

export const linear = (from: number, to: number, left: number, right: number, ticks = 5): Scale => {
	const range = to > from ? to - from : 1;
	const step = stepFor(range, ticks);
	const first = Math.ceil(from / step) * step;
	return {
		at: (value) => left + ((value - from) / range) * (right - left),
		ticks: Array.from({ length: Math.floor((from + range - first) / step) + 1 }, (_, index) => first + index * step),
	};
};

/** Times differ by powers of ten. What is 0 is where the scale begins. */
export const logarithmic = (from: number, to: number, left: number, right: number): Scale => {
	const [low, high] = [Math.floor(Math.log10(Math.max(1, from))), Math.ceil(Math.log10(Math.max(10, to)))];
	const range = Math.max(1, high - low);
	return {
		at: (value) => left + ((Math.log10(Math.max(10 ** low, value)) - low) / range) * (right - left),
		ticks: Array.from({ length: range + 1 }, (_, index) => 10 ** (low + index)),
	};
};
