import type { LogEntry, State } from "../model/state.js";
import type { Tenures } from "../model/tenure.js";
import { devicesSection } from "./devices.js";
import { findingsSection } from "./findings.js";
import { quoted } from "./names.js";
import { ownershipSection } from "./ownership.js";
import { personasSection } from "./personas.js";
import { probesSection } from "./probes.js";
import type { Section } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import { sentence } from "./sentence.js";
import { switchesSection, switchTimesSection } from "./switches.js";
import { drawingSection, inputSection, requestsSection } from "./tallies.js";
import { ueventSections } from "./uevents.js";
import { amount, count, duration, time, utc } from "./units.js";
import { verdictLines } from "./verdict.js";
import { printable } from "./width.js";

export interface TextOptions {
	/** How many of the latest problems are listed. */
	readonly problems?: number;
	/** Who owned what for how long. */
	readonly tenures?: Tenures | undefined;
	/** Without it, all. */
	readonly only?: Selection | undefined;
}

export const heading = ({ session, now, events }: State): readonly string[] => {
	const seen = `${duration(now)} observed, ${amount(events, "event")}`;
	if (!session) return [`No session was told of; ${seen}`];
	const { host, kernel, machine, bpftrace, collector, deviceNamespaces, redacted, wallClock } = session;
	return [
		`${quoted(host)}, Linux ${quoted(kernel)} ${quoted(machine)}, ${deviceNamespaces ? "with" : "without"} device namespaces`,
		`from ${utc(wallClock)} UTC; ${seen}; bpftrace ${quoted(bpftrace)}, devns-top ${quoted(collector)}`,
		...(redacted.length > 0 ? [`left out on purpose: ${redacted.join(", ")}`] : []),
	];
};

const problemsSection = (state: State, limit: number, only: Selection): Section => {
	const problems = state.log.filter((entry) => entry.severity === "problem" && only.entry(entry));
	const lineOf = (entry: LogEntry): string => `${time(entry.t)}  ${sentence(state, entry)}`;
	const earlier = Math.max(0, problems.length - limit);
	const { logForgotten } = state;
	return {
		title: "Problems",
		lines: [
			...(logForgotten > 0
				? [
						`The log does not reach back to the beginning (${count(logForgotten)} earlier): problems among those are not listed.`,
					]
				: []),
			...(earlier > 0 ? [`${count(earlier)} before these.`] : []),
			...(problems.length > 0 ? problems.slice(earlier).map(lineOf) : logForgotten > 0 ? [] : ["None."]),
		],
	};
};

/** What is known, part by part. */
export const sectionsOf = (state: State, { problems = 20, tenures, only = ALL }: TextOptions): readonly Section[] => [
	personasSection(state, only),
	devicesSection(state, only),
	...(tenures ? [ownershipSection(tenures)] : []),
	inputSection(state, only),
	drawingSection(state, only),
	requestsSection(state, only),
	...ueventSections(state),
	switchesSection(state, only),
	switchTimesSection(state, tenures?.past, only),
	probesSection(state),
	findingsSection(state, only),
	problemsSection(state, problems, only),
];

/** That it is not all is said before anything else. */
const filtered = (only: Selection = ALL): readonly string[] =>
	only === ALL ? [] : [`only what fits the filter ${only.filter}; probes and the verdict are those of all`];

/** What is known, as text for people: it ends in the verdict on its completeness. */
export const reportText = (state: State, options: TextOptions = {}): string => {
	const lines = [
		...heading(state),
		...filtered(options.only),
		...sectionsOf(state, options).flatMap(({ title, lines: own }) => ["", title, ...own.map((line) => `  ${line}`)]),
		"",
		...verdictLines(state),
	];
	return `${lines.map(printable).join("\n")}\n`;
};
