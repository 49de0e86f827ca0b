import type { FindingSeen, LogEntry } from "../../model/state.js";
import { INCONSISTENT, sentence } from "../../report/sentence.js";
import { time } from "../../report/units.js";
import type { Page } from "../page.js";
import { tellsOf } from "../rows.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, line, span } from "../style.js";
import { around, eventFacts } from "./entry.js";
import { title, wrapped } from "./facts.js";
import { evidence, findingFacts } from "./finding-page.js";
import { severitySpan } from "./log.js";

/** What is known of a finding by now, where the entry told of it first. */
const findingOf = ({ state }: Scene, entry: LogEntry): FindingSeen | undefined =>
	[...state.findings.values()].find((one) => tellsOf(entry, one));

const rest = (scene: Scene, entry: LogEntry, width: number): readonly Line[] => {
	const found = findingOf(scene, entry);
	if (found !== undefined)
		return [BLANK, title("The finding"), ...findingFacts(scene, found, width), ...evidence(scene, entry, width)];
	return [BLANK, title("The event"), ...eventFacts(entry, width), ...around(scene, entry)];
};

export const logPage = (scene: Scene, entry: LogEntry, width: number): Page => ({
	title: line(
		span(entry.event.kind === "finding" ? "Finding " : "Log ", "strong"),
		severitySpan(entry.severity),
		span(` ${time(entry.t)}`),
	),
	rows: [
		...wrapped(sentence(scene.state, entry), width, "strong"),
		...(entry.inconsistency === undefined ? [] : wrapped(INCONSISTENT[entry.inconsistency], width, "problem")),
		...rest(scene, entry, width),
	],
});
