/** What pages tell of an entry of the log: its event in full, and what happened around it. */
import type { LogEntry } from "../../model/state.js";
import { ABSENT } from "../../report/units.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, span } from "../style.js";
import { type Fact, facts, title } from "./facts.js";
import { loggedRow } from "./log.js";

/** Entries looked at before it and after it. */
const AROUND = 40;

/** Fields of fields have their names joined by dots. */
const fieldsOf = (value: object, prefix = ""): readonly (readonly [string, string])[] =>
	Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
		typeof field === "object" && field !== null && !Array.isArray(field)
			? fieldsOf(field, `${prefix}${name}.`)
			: [[`${prefix}${name}`, String(field) || ABSENT] as const],
	);

export const eventFacts = ({ event }: LogEntry, width: number): readonly Line[] =>
	facts(
		fieldsOf(event).map(([name, text]): Fact => ({ name, value: [span(text)] })),
		width,
	);

/** What happened around it, to whom it is about. */
export const around = (scene: Scene, entry: LogEntry): readonly Line[] => {
	const { log } = scene.state;
	const at = log.indexOf(entry);
	const near = log
		.slice(Math.max(0, at - AROUND), at + AROUND + 1)
		.filter(
			(one) =>
				one === entry ||
				(one.persona !== undefined && one.persona === entry.persona) ||
				(one.device !== undefined && one.device === entry.device),
		);
	if (near.length < 2) return [];
	return [
		BLANK,
		title("Before and after, of the same persona or device"),
		...near.map((one) => loggedRow(scene, one, one === entry ? "strong" : "muted")),
	];
};
