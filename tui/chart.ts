/** Values over time in one row. */
const LEVELS = [..."▁▂▃▄▅▆▇█"];

/** The newest at the right. The lowest level is that of nothing at all; of what is not known there is none. */
export const sparkline = (values: readonly (number | undefined)[], width: number): string => {
	const shown = values.slice(-width);
	const max = Math.max(...shown.map((value) => value ?? 0), 0);
	const levelOf = (value: number): number => (max === 0 ? 0 : Math.round((value / max) * (LEVELS.length - 1)));
	return shown.map((value) => (value === undefined ? " " : (LEVELS[levelOf(value)] ?? " "))).join("");
};

/** Bars of so many rows, from the uppermost down, the newest at the right. */
export const blockRows = (values: readonly number[], width: number, rows: number, max: number): readonly string[] => {
	const eighths = values.slice(-width).map((value) => Math.max(1, Math.round((Math.min(value, max) / max) * rows * 8)));
	return Array.from({ length: rows }, (_, row) => {
		const below = (rows - 1 - row) * 8;
		return eighths
			.map((level) => (level <= below ? " " : (LEVELS[Math.min(8, level - below) - 1] ?? " ")))
			.join("")
			.padStart(width);
	});
};

const NICE = [1, 1.5, 2, 3, 4, 5, 7.5, 10];

/** The next round value above, so that a scale moves seldom. */
export const niceMax = (value: number): number => {
	if (value <= 0) return 1;
	const magnitude = 10 ** Math.floor(Math.log10(value));
	return (NICE.find((step) => step * magnitude >= value) ?? 10) * magnitude;
};
