/** Values over time in one row. */
const LEVELS = [..."▁▂▃▄▅▆▇█"];

/** The newest at the right. The lowest level is that of nothing at all. */
export const sparkline = (values: readonly number[], width: number): string => {
	const shown = values.slice(-width);
	const max = Math.max(...shown, 0);
	return shown.map((value) => LEVELS[max === 0 ? 0 : Math.round((value / max) * (LEVELS.length - 1))] ?? " ").join("");
};

const NICE = [1, 1.5, 2, 3, 4, 5, 7.5, 10];

/** The next round value above, so that a scale moves seldom. */
export const niceMax = (value: number): number => {
	if (value <= 0) return 1;
	const magnitude = 10 ** Math.floor(Math.log10(value));
	return (NICE.find((step) => step * magnitude >= value) ?? 10) * magnitude;
};
