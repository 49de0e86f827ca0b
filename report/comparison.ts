/** Two sides of recordings compared: as text, as markdown for a pull request's comment, and for programs. */
import type { Compared, Comparison, Difference, Finding } from "../model/comparison.js";
import type { Judged, Ruling } from "../model/limits.js";
import type { Measures } from "../model/measures.js";
import type { Shift } from "../model/statistics/shift.js";
import { tableSection } from "./section.js";
import type { Column, Row } from "./table.js";
import { ABSENT, amount, count, duration, rate } from "./units.js";
import { printable } from "./width.js";

export interface Compare {
	readonly comparison: Comparison;
	readonly a: Measures;
	readonly b: Measures;
	readonly judged: readonly Judged[];
}

const isRate = (name: string): boolean => name.startsWith("rate.");

/** A figure of a measure, in its unit. */
const figure = (name: string, value: number | undefined): string => (isRate(name) ? rate(value) : duration(value));

const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : text);

const finite = (value: number, show: (value: number) => string): string =>
	Number.isFinite(value) ? signed(value, show(value)) : "?";

const interval = ({ estimate, low, high }: Shift, show: (value: number) => string): string =>
	`${finite(estimate, show)} (${finite(low, show)} to ${finite(high, show)})`;

const percent = (share: number): string => `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)}%`;

const SAID: Readonly<Record<Finding, string>> = {
	differs: "DIFFERS",
	same: "no difference seen",
	"too-few": "too few samples",
	absent: "one side only",
};

const said = ({ finding, difference, name }: Compared): string => {
	if (finding !== "differs" || !difference || isRate(name)) return SAID[finding];
	return difference.estimate > 0 ? "SLOWER" : "FASTER";
};

const COLUMNS: readonly Column[] = [
	{ title: "MEASURE" },
	{ title: "FINDING" },
	{ title: "A MEDIAN", align: "right" },
	{ title: "B MEDIAN", align: "right" },
	{ title: "DIFFERENCE (95%)", align: "right" },
	{ title: "OF A", align: "right" },
	{ title: "A P95", align: "right" },
	{ title: "B P95", align: "right" },
	{ title: "N", align: "right" },
	{ title: "P", align: "right" },
	{ title: "EFFECT", align: "right" },
];

const probability = (p: number | undefined): string =>
	p === undefined || Number.isNaN(p) ? ABSENT : p < 0.001 ? "<0.001" : p.toFixed(3);

const rowOf = (one: Compared): Row => {
	const { name, a, b, difference, relative, corrected, delta } = one;
	const show = (value: number): string => figure(name, value);
	return [
		name,
		said(one),
		figure(name, a?.median),
		figure(name, b?.median),
		difference ? interval(difference, show) : ABSENT,
		relative ? interval(relative, percent) : ABSENT,
		figure(name, a?.p95),
		figure(name, b?.p95),
		`${count(a?.count ?? 0)}, ${count(b?.count ?? 0)}`,
		probability(corrected),
		delta === undefined || Number.isNaN(delta) ? ABSENT : signed(delta, delta.toFixed(2)),
	];
};

const listed = (values: readonly string[]): string => (values.length === 0 ? "none" : values.join(" | "));

const circumstance = ({ what, a, b }: Difference): string => `${what}: A ${listed(a)}; B ${listed(b)}`;

const sideText = (name: string, { recordings, sessions, events, observedNs }: Measures): string =>
	`${name}: ${amount(recordings, "recording")}, ${amount(sessions, "session")}, ${amount(events, "event")}, ${duration(observedNs)} observed`;

const missing = (name: string, { shortcomings }: Measures): readonly string[] =>
	Array.from(shortcomings, ([what, sessions]) => `${name}: ${what} in ${amount(sessions, "session")}`);

const RULED: Readonly<Record<Ruling, string>> = {
	kept: "kept",
	broken: "BROKEN",
	unsure: "NOT SURE, too few samples",
	absent: "NOTHING TO MEASURE",
};

const value = ({ isRate: rated, isCount }: Judged, one: number | undefined): string =>
	isCount ? count(one) : rated ? rate(one) : duration(one);

/** Where the value and its bound look the same, in as many digits as it takes to tell them apart. */
const beside = (judged: Judged): string => {
	const { value: one, bound } = judged;
	const text = value(judged, one);
	if (one === undefined || one === bound || text !== value(judged, bound)) return text;
	return judged.isRate ? `${one}/s` : `${count(Math.round(one))} ns`;
};

/** `kept: switch.fb.p95 < 20ms (12.3 ms)`. */
export const judgedText = (judged: Judged): string => {
	const { text, ruling, base, difference } = judged;
	const show = (one: number): string => value(judged, one);
	if (judged.value === undefined) return `${RULED[ruling]}: ${text}`;
	const change = base === undefined || !difference ? "" : `${value(judged, base)} to `;
	const sure = base === undefined || !difference ? "" : `; ${interval(difference, show)}`;
	return `${RULED[ruling]}: ${text} (${change}${beside(judged)}${sure})`;
};

const CIRCUMSTANCES = "What was recorded under differs, which can explain all the rest:";
const ALIKE = "Recorded alike: kernel, machine, tools, probes.";
const EXPLAINED =
	"DIFFERENCE: by how much B's values are larger (Hodges and Lehmann); P: test of Mann and Whitney, corrected for the number of measures (Holm); EFFECT: Cliff's delta, ±1 is no overlap.";

export const comparisonText = ({ comparison, a, b, judged }: Compare): string => {
	const { circumstances, measures } = comparison;
	const table = tableSection("Measures", COLUMNS, measures.map(rowOf), "There is nothing to compare.");
	const incomplete = [...missing("A", a), ...missing("B", b)];
	const lines = [
		sideText("A", a),
		sideText("B", b),
		...(circumstances.length > 0 ? [CIRCUMSTANCES, ...circumstances.map((one) => `  ${circumstance(one)}`)] : [ALIKE]),
		"",
		...table.lines,
		EXPLAINED,
		...(judged.length > 0 ? ["", "Limits", ...judged.map((one) => `  ${judgedText(one)}`)] : []),
		"",
		...(incomplete.length > 0
			? ["INCOMPLETE: something is missing from what was compared.", ...incomplete.map((one) => `- ${one}`)]
			: ["COMPLETE: nothing is known to be missing."]),
	];
	return `${lines.map(printable).join("\n")}\n`;
};

/** What forges make a link or a notice to somebody of, after the markup was read: no backslash keeps them from it, code does. */
const CALLING = /[@#]\w|GH-\d|:\/\/|www\./i;

/** In a table a bar ends the cell, in code as well. */
const code = (text: string): string => {
	const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
	const fence = "`".repeat(longest + 1);
	return `${fence} ${text.replaceAll("|", "\\|")} ${fence}`;
};

/** Nothing of a name may be taken for markup. */
const escaped = (text: string): string => {
	const shown = printable(text);
	return CALLING.test(shown) ? code(shown) : shown.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");
};

const tableLine = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** What there is to say first, by what matters most. */
const headline = ({ comparison: { measures }, judged }: Compare): string => {
	const ruled = (...rulings: readonly Ruling[]): number =>
		judged.filter(({ ruling }) => rulings.includes(ruling)).length;
	const [broken, open] = [ruled("broken"), ruled("unsure", "absent")];
	if (broken > 0) return `**${amount(broken, "limit")} not kept**`;
	const slower = measures.filter((one) => said(one) === "SLOWER");
	if (slower.length > 0) return `**slower: ${slower.map(({ name }) => escaped(name)).join(", ")}**`;
	if (open > 0) return `**${amount(open, "limit")} can't be decided**`;
	const few = measures.filter(({ finding }) => finding === "too-few").length;
	if (few === 0) return measures.length === 0 ? "there is nothing to compare" : "nothing is slower";
	if (few === measures.length) return "too few samples to say whether anything is slower";
	return `nothing is seen to be slower; too few samples to say so of ${few} of ${amount(measures.length, "measure")}`;
};

export const comparisonMarkdown = (all: Compare): string => {
	const { comparison, a, b, judged } = all;
	const { circumstances, measures } = comparison;
	const interesting = measures.filter(({ finding }) => finding !== "same");
	const same = measures.length - interesting.length;
	const incomplete = [...missing("A", a), ...missing("B", b)];
	const lines = [
		`### devns\\-top: ${headline(all)}`,
		"",
		`${escaped(sideText("A", a))}  `,
		escaped(sideText("B", b)),
		...(circumstances.length > 0
			? ["", `> ${CIRCUMSTANCES}`, ...circumstances.map((one) => `> - ${escaped(circumstance(one))}`)]
			: []),
		...(judged.length > 0
			? ["", ...judged.map((one) => `- ${one.ruling === "kept" ? "✅" : "❌"} ${escaped(judgedText(one))}`)]
			: []),
		"",
		tableLine(COLUMNS.map(({ title }) => title.toLowerCase())),
		tableLine(COLUMNS.map(({ align }) => (align === "right" ? "---:" : "---"))),
		...interesting.map((one) => tableLine(rowOf(one).map(escaped))),
		...(same > 0 ? ["", `No difference seen in ${amount(same, "other measure")}.`] : []),
		...(incomplete.length > 0 ? ["", "**Incomplete:**", ...incomplete.map((one) => `- ${escaped(one)}`)] : []),
	];
	return `${lines.join("\n")}\n`;
};

const summaryRecord = (summary: Compared["a"]) =>
	summary && {
		count: summary.count,
		min: summary.min,
		median: summary.median,
		p90: summary.p90,
		p95: summary.p95,
		p99: summary.p99,
		max: summary.max,
	};

const shiftRecord = (shift: Shift | undefined) => {
	const known = (one: number) => (Number.isFinite(one) ? one : null);
	return shift && { estimate: known(shift.estimate), low: known(shift.low), high: known(shift.high) };
};

/** What one side is made of, and what is missing from it. */
export const sideRecord = (name: string, measures: Measures) => ({
	type: "side",
	side: name,
	recordings: measures.recordings,
	sessions: measures.sessions,
	events: measures.events,
	observed_ns: measures.observedNs,
	switches: Object.fromEntries(measures.outcomes),
	violations: measures.violations,
	shortcomings: Object.fromEntries(measures.shortcomings),
	...measures.circumstances,
});

export const judgedRecord = (judged: Judged) => ({
	type: "limit",
	limit: judged.text,
	ruling: judged.ruling,
	value: judged.value,
	base: judged.base,
	difference: shiftRecord(judged.difference),
});

/** Units: ns for times, a second for rates. */
export const comparisonRecords = ({ comparison, a, b, judged }: Compare): readonly object[] => [
	sideRecord("a", a),
	sideRecord("b", b),
	...comparison.circumstances.map((one) => ({ type: "circumstance", ...one })),
	...comparison.measures.map((one) => ({
		type: "measure",
		measure: one.name,
		unit: isRate(one.name) ? "per_second" : "ns",
		finding: one.finding,
		a: summaryRecord(one.a),
		b: summaryRecord(one.b),
		difference: shiftRecord(one.difference),
		relative_difference: shiftRecord(one.relative),
		p95_difference: shiftRecord(one.p95),
		p: one.p,
		p_corrected: one.corrected,
		cliffs_delta: one.delta,
	})),
	...judged.map(judgedRecord),
];
