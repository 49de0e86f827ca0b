import { inOrder } from "../model/personas.js";
import type { Persona, State } from "../model/state.js";
import { tally } from "../model/tallies.js";
import { displayName } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import type { Column, Row } from "./table.js";
import { ABSENT, count, duration, time } from "./units.js";

const COLUMNS: readonly Column[] = [
	{ title: "PERSONA", max: 40 },
	{ title: "INIT PID", align: "right" },
	{ title: "LEVEL", align: "right" },
	{ title: "APPEARED" },
	{ title: "GONE" },
	{ title: "ACTIVE FOR", align: "right" },
	{ title: "CLIENTS", align: "right" },
	{ title: "DELIVERED", align: "right" },
	{ title: "WITHHELD", align: "right" },
	{ title: "DROPPED", align: "right" },
];

/** When it began, if that was told. */
const beginning = ({ unseen, existing, appeared }: Persona): string => {
	if (unseen) return "not told";
	return existing ? "before" : time(appeared);
};

const rowOf = (state: State, persona: Persona): Row => {
	const { active, now } = state;
	const { clients, delivered, withheld, dropped } = tally(state, { persona: persona.key });
	return [
		displayName(persona),
		persona.initPid === undefined ? ABSENT : String(persona.initPid),
		persona.level === undefined ? ABSENT : String(persona.level),
		beginning(persona),
		time(persona.gone),
		active?.persona === persona.key ? duration(now - active.since) : "",
		count(clients),
		count(delivered),
		count(withheld),
		count(dropped),
	];
};

export const personasSection = (state: State, only: Selection = ALL): Section =>
	tableSection(
		"Personas",
		COLUMNS,
		inOrder(state)
			.filter(only.persona)
			.map((persona) => rowOf(state, persona)),
		"None.",
	);
