/** What many recordings say together: their times and rates, what they were recorded under, and what is missing from them. */
import { CIRCUMSTANCES, type Measures } from "../model/measures.js";
import { tableSection } from "./section.js";
import type { Column } from "./table.js";
import { amount, count, duration, rate } from "./units.js";
import { printable } from "./width.js";

const COLUMNS: readonly Column[] = [
	{ title: "MEASURE" },
	...["COUNT", "MIN", "MEDIAN", "P90", "P95", "P99", "MAX"].map((title) => ({ title, align: "right" }) as const),
];

const isRate = (name: string): boolean => name.startsWith("rate.");

/** Times first, each part of a switch under its whole. */
const named = ({ samples }: Measures) =>
	[...samples].toSorted(([a], [b]) => Number(isRate(a)) - Number(isRate(b)) || (a < b ? -1 : 1));

export const measuresText = (measures: Measures): string => {
	const { recordings, sessions, events, observedNs, circumstances, shortcomings, outcomes, violations } = measures;
	const rows = named(measures).flatMap(([name, { summary }]) => {
		if (!summary) return [];
		const show = isRate(name) ? rate : duration;
		const { min, median, p90, p95, p99, max } = summary;
		return [[name, count(summary.count), ...[min, median, p90, p95, p99, max].map(show)]];
	});
	const lines = [
		`${amount(recordings, "recording")}, ${amount(sessions, "session")}, ${amount(events, "event")}, ${duration(observedNs)} observed`,
		...CIRCUMSTANCES.map((what) => `${what}: ${circumstances[what].join(" | ") || "none"}`),
		`switches: ${Array.from(outcomes, ([what, number]) => `${count(number)} ${what}`).join(", ") || "none"}`,
		`violations found: ${count(violations)}`,
		"",
		...tableSection("Measures", COLUMNS, rows, "There was nothing to measure.").lines,
		"",
		...(shortcomings.size > 0
			? [
					"INCOMPLETE: not all that happened is in these figures.",
					...Array.from(shortcomings, ([what, number]) => `- ${what} in ${amount(number, "session")}`),
				]
			: ["COMPLETE: nothing is known to be missing."]),
	];
	return `${lines.map(printable).join("\n")}\n`;
};

/** For programs; ns for times, a second for rates. */
export const measuresRecords = (measures: Measures): readonly object[] => [
	{
		type: "recordings",
		recordings: measures.recordings,
		sessions: measures.sessions,
		events: measures.events,
		observed_ns: measures.observedNs,
		switches: Object.fromEntries(measures.outcomes),
		violations: measures.violations,
		shortcomings: Object.fromEntries(measures.shortcomings),
		...measures.circumstances,
	},
	...named(measures).map(([name, { summary }]) => ({
		type: "measure",
		measure: name,
		unit: isRate(name) ? "per_second" : "ns",
		...summary,
	})),
];
