import type { LogEntry } from "../../model/state.js";
import { INCONSISTENT, sentence } from "../../report/sentence.js";
import { time } from "../../report/units.js";
import type { Page } from "../page.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, line, span } from "../style.js";
import { longFact, title, wrapped } from "./facts.js";
import { severitySpan } from "./log.js";

/** Fields of fields have their names joined by dots. */
const fieldsOf = (value: object, prefix = ""): readonly (readonly [string, string])[] =>
	Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
		typeof field === "object" && field !== null && !Array.isArray(field)
			? fieldsOf(field, `${prefix}${name}.`)
			: [[`${prefix}${name}`, String(field)] as const],
	);

export const logPage = (scene: Scene, entry: LogEntry, width: number): Page => {
	const fields: readonly Line[] = fieldsOf(entry.event).flatMap(([name, text]) => longFact(name, text, width));
	return {
		title: line(span("Log ", "strong"), severitySpan(entry.severity), span(` ${time(entry.t)}`)),
		rows: [
			...wrapped(sentence(scene.state, entry), width, "strong"),
			...(entry.inconsistency === undefined ? [] : wrapped(INCONSISTENT[entry.inconsistency], width, "problem")),
			BLANK,
			title("The event"),
			...fields,
		],
	};
};
