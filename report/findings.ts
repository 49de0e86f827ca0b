import type { FindingSeen, State } from "../model/state.js";
import { deviceName, personaName, processText } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import { amount, count, time } from "./units.js";

const COLUMNS = [
	{ title: "RULE" },
	{ title: "PERSONA" },
	{ title: "PROCESS" },
	{ title: "DEVICE" },
	{ title: "SINCE", align: "right" },
	{ title: "TIMES", align: "right" },
	{ title: "WHAT" },
] as const;

const deviceOf = ({ devices }: State, { device: key }: FindingSeen): string => {
	const device = key && devices.get(key);
	return device ? deviceName(device) : (key ?? "");
};

/** What the audit found, if it watched. */
export const findingsSection = (state: State, only: Selection = ALL): Section => {
	const { findings, findingsForgotten } = state;
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
	if (findingsForgotten === 0) return section;
	const more = `${amount(findingsForgotten, "more was", "more were")} not kept.`;
	return { ...section, lines: [...section.lines, more], notes: [more] };
};
