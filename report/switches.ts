import { PHASES, type Phase } from "../decoders/event.js";
import { type SwitchTally, type SwitchTimes, switchSummary } from "../model/latency.js";
import type { PersonaKey, State, Switch } from "../model/state.js";
import type { Summary } from "../model/summary.js";
import { personaName, quoted } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import type { Column, Row } from "./table.js";
import { ABSENT, amount, count, duration, time } from "./units.js";

const PHASE_WORD: Readonly<Record<Phase, string>> = { deactivate: "off", activate: "on" };

interface Part {
	readonly title: string;
	readonly has: (share: Switch["drivers"][number]) => boolean;
}

/** The columns of the drivers' shares: every driver's phase that any switch had. */
const partsOf = (switches: readonly Switch[]): readonly Part[] => {
	const parts = new Map<string, Part>();
	for (const phase of PHASES)
		for (const { driver, phase: own } of switches.flatMap(({ drivers }) => drivers))
			if (own === phase) {
				const has: Part["has"] = (share) => share.phase === phase && share.driver === driver;
				parts.set(`${phase} ${driver}`, { title: `${quoted(driver)} ${PHASE_WORD[phase]}`, has });
			}
	return [...parts.values()];
};

/** A driver's name may be as long as whoever wrote it likes. */
const NAMED = 32;

const figure = (title: string): Column => ({ title, align: "right", max: NAMED });

const columnsFor = (parts: readonly Part[]): readonly Column[] => [
	figure("SWITCH"),
	{ title: "AT" },
	{ title: "FROM", max: 32 },
	{ title: "TO", max: 32 },
	{ title: "OUTCOME" },
	figure("TOTAL"),
	figure("LOCK"),
	...parts.map(({ title }) => figure(title)),
	figure("REST"),
	figure("FRAME"),
	figure("INPUT"),
];

const persona = (state: State, key: PersonaKey | undefined): string =>
	key === undefined ? ABSENT : personaName(state, key);

/** A driver's share, absent where it was not called or its time is not known. */
const share = ({ drivers }: Switch, { has }: Part): string => {
	const own = drivers.filter(has);
	const known = own.flatMap(({ took }) => (took === undefined ? [] : [took]));
	if (own.length === 0 || known.length < own.length) return ABSENT;
	const failed = own.some(({ errno }) => errno !== 0) ? "!" : "";
	return failed + duration(known.reduce<number>((sum, took) => sum + took, 0));
};

const rowOf = (state: State, one: Switch, parts: readonly Part[]): Row => [
	String(one.id),
	time(one.requested ?? one.locked ?? one.flipped ?? one.ended),
	persona(state, one.from),
	persona(state, one.to),
	`${one.outcome}${one.reason === "death" ? ", by death" : ""}${one.torn ? ", torn" : ""}`,
	duration(one.total),
	duration(one.lockWait),
	...parts.map((part) => share(one, part)),
	duration(one.remainder),
	duration(one.firsts.get("frame")),
	duration(one.firsts.get("input")),
];

const LEGEND =
	"off, on: the driver's deactivate and activate (! failed); REST: what no driver accounts for; FRAME, INPUT: from the flip to the first of them.";

export const switchesSection = (state: State, only: Selection = ALL): Section => {
	const { switchesForgotten } = state;
	const switches = state.switches.filter(only.switched);
	const parts = partsOf(switches);
	const rows = switches.map((one) => rowOf(state, one, parts));
	const { title, lines, table, notes = [] } = tableSection("Switches", columnsFor(parts), rows, "None.");
	const forgotten =
		switchesForgotten > 0 ? [`${amount(switchesForgotten, "before them is", "before them are")} not listed.`] : [];
	const legend = rows.length > 0 ? [LEGEND] : [];
	return { title, lines: [...forgotten, ...lines, ...legend], table, notes: [...notes, ...forgotten, ...legend] };
};

const TIME_COLUMNS: readonly Column[] = [
	{ title: "TIME", max: 100 },
	...["COUNT", "MIN", "MEDIAN", "P90", "P95", "P99", "MAX"].map(figure),
];

const timeRow = (title: string, summary: Summary | undefined): readonly Row[] => {
	if (!summary) return [];
	const { min, median, p90, p95, p99, max } = summary;
	return [[title, count(summary.count), ...[min, median, p90, p95, p99, max].map(duration)]];
};

const timeRows = ({ total, lockWait, drivers, remainder, firsts }: SwitchTimes): readonly Row[] => [
	...timeRow("total", total),
	...timeRow("lock wait", lockWait),
	...drivers.flatMap(({ driver, phase, took }) => timeRow(`${quoted(driver)} ${PHASE_WORD[phase]}`, took)),
	...timeRow("rest", remainder),
	...timeRow("first frame", firsts.frame),
	...timeRow("first input", firsts.input),
];

export const switchTimesSection = (state: State, past?: SwitchTally, only: Selection = ALL): Section => {
	const { switches, switchesForgotten } = state;
	const summary = switchSummary({ switches: switches.filter(only.switched), switchesForgotten }, past);
	const routes = summary.routes.flatMap(({ from, to, total }) =>
		timeRow(`${persona(state, from)} to ${persona(state, to)}`, total),
	);
	const { counted, torn, failed, unchanged, running, unknown } = summary;
	const left = Object.entries({ torn, failed, unchanged, running, unknown })
		.filter(([, number]) => number > 0)
		.map(([what, number]) => `${count(number)} ${what}`);
	const {
		title,
		lines,
		table,
		notes = [],
	} = tableSection("Switch times", TIME_COLUMNS, [...timeRows(summary), ...routes], "None.");
	const basis = `Of ${amount(counted, "switch", "switches")} done while nothing was lost${left.length > 0 ? `; left out: ${left.join(", ")}` : ""}.`;
	return { title, lines: [...lines, basis], table, notes: [...notes, basis] };
};
