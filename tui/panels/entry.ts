/** What pages tell of an entry of the log: its event in full, and what happened around it. */
import { type DeviceNumber, NO_CLIENT, NO_DEVICE } from "../../decoders/event.js";
import type { LogEntry } from "../../model/state.js";
import { numberText } from "../../report/names.js";
import { ABSENT, time } from "../../report/units.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, span } from "../style.js";
import { type Fact, facts, title } from "./facts.js";
import { loggedRow } from "./log.js";

/** Entries looked at before it and after it. */
const AROUND = 40;

/** Numbers that mean more than a number, by their fields' names. */
const MEANINGS: Readonly<Record<string, (value: number) => string>> = {
	...Object.fromEntries(["t", "since", "latest"].map((name) => [name, (ns: number) => `${time(ns)} (${ns} ns)`])),
	device: (number) => (number === NO_DEVICE ? ABSENT : numberText(number as DeviceNumber)),
	client: (id) => (id === NO_CLIENT ? ABSENT : String(id)),
};

const fieldText = (name: string, value: unknown): string =>
	(typeof value === "number" && MEANINGS[name]?.(value)) || String(value) || ABSENT;

/** Fields of fields have their names joined by dots. */
const fieldsOf = (value: object, prefix = ""): readonly (readonly [string, string])[] =>
	Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
		typeof field === "object" && field !== null && !Array.isArray(field)
			? fieldsOf(field, `${prefix}${name}.`)
			: [[`${prefix}${name}`, fieldText(name, field)] as const],
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
