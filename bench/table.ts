import type { Figure } from "./suite.js";

const rate = (perSecond: number): string => {
	if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(2)} M`;
	return perSecond >= 1e3 ? `${(perSecond / 1e3).toFixed(1)} k` : perSecond.toFixed(1);
};

const row = (name: string, ...numbers: readonly string[]): string =>
	`  ${name.padEnd(40)}${numbers.map((number) => number.padStart(14)).join("")}`.trimEnd();

/** The figures of one suite, as people read them. */
export const table = (figures: readonly Figure[]): string => {
	const [first] = figures;
	if (first === undefined) return "";
	return [
		first.subject,
		`  ${first.source}`,
		row("", `${first.item}s/s`, "ratio", `bytes/${first.item}`),
		...figures.map((figure) =>
			row(
				figure.case,
				rate(figure.itemsPerSecond),
				`${figure.ratio.toFixed(2)}×`,
				figure.bytesPerItem === undefined ? "" : figure.bytesPerItem.toFixed(1),
			),
		),
		"",
	].join("\n");
};
