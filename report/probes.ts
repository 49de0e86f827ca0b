import { STATE_WORDS } from "../model/evidence.js";
import type { State } from "../model/state.js";
import { type Section, tableSection } from "./section.js";
import type { Column } from "./table.js";

const COLUMNS: readonly Column[] = [{ title: "PROBE" }, { title: "STATE" }, { title: "GIVES" }, { title: "REASON" }];

export const probesSection = ({ probes }: State): Section =>
	tableSection(
		"Probes",
		COLUMNS,
		Array.from(probes.values(), ({ probe, state, gives, reason }) => [
			probe,
			STATE_WORDS[state],
			gives.join(", "),
			reason,
		]),
		"None was told of.",
	);
