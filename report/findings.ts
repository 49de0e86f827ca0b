import type { FindingSeen, State } from "../model/state.js";
import { deviceName, personaName, processText } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import { amount, count, time } from "./units.js";

const COLUMNS = [
	{ title: "RULE", max: 40 },
	{ title: "PERSONA", max: 40 },
	{ title: "PROCESS", max: 40 },
	{ title: "DEVICE", max: 40 },
	{ title: "SINCE", align: "right" },
	{ title: "TIMES", align: "right" },
	{ title: "WHAT", max: 120 },
] as const;

const deviceOf = ({ devices }: State, { device: key }: FindingSeen): string => {
	const device = key && devices.get(key);
	return device ? deviceName(device) : (key ?? "");
};

/** What the audit found, if it watched. */
export const findingsSection = (state: State, only: Selection = ALL): Section => {
	const { earlier, findings, findingsForgotten } = state;
	const section = tableSection(
		"Findings",
		COLUMNS,
		[...findings.values()]
			.filter(only.finding)
			.map((finding) => [
				finding.rule,
				finding.persona ? personaName(state, finding.persona) : "",
				finding.process ? processText(finding.process) : "",
				deviceOf(state, finding),
				time(finding.since),
				count(finding.count),
				finding.what,
			]),
		"None were told.",
	);
	const more = [
		...(findingsForgotten > 0 ? [`${amount(findingsForgotten, "more was", "more were")} not kept.`] : []),
		...(earlier.violations > 0
			? [
					`${amount(earlier.violations, "violation")} in the ${amount(earlier.sessions, "session")} of the stream before this one: see devns-top audit.`,
				]
			: []),
	];
	return more.length === 0 ? section : { ...section, lines: [...section.lines, ...more], notes: more };
};
