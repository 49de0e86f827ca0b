import type { State } from "../model/state.js";
import { quoted } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ABSENT, count } from "./units.js";

const COLUMNS = [
	{ title: "SUBSYSTEM", max: 40 },
	{ title: "ACTION" },
	{ title: "ORIGIN" },
	{ title: "UEVENTS", align: "right" },
] as const;

/** Where there were any. They are nobody's, so that no filter leaves some out. */
export const ueventSections = ({ uevents }: State): readonly Section[] => {
	const rows = [...uevents.values()]
		.toSorted((a, b) => b.count - a.count)
		.map(({ subsystem, action, origin, count: times }) => [
			subsystem === "" ? ABSENT : quoted(subsystem),
			action,
			origin,
			count(times),
		]);
	return rows.length === 0 ? [] : [tableSection("Uevents", COLUMNS, rows, "None were told of.")];
};
