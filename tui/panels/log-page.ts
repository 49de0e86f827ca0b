import type { FindingSeen, LogEntry } from "../../model/state.js";
import { processText } from "../../report/names.js";
import { INCONSISTENT, sentence } from "../../report/sentence.js";
import { ABSENT, count, time } from "../../report/units.js";
import { deviceLabel } from "../labels.js";
import type { Page } from "../page.js";
import { tellsOf } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { type Fact, facts, title, wrapped } from "./facts.js";
import { loggedRow, severitySpan } from "./log.js";

/** Entries looked at before it and after it. */
const AROUND = 40;

/** Fields of fields have their names joined by dots. */
const fieldsOf = (value: object, prefix = ""): readonly (readonly [string, string])[] =>
	Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
		typeof field === "object" && field !== null && !Array.isArray(field)
			? fieldsOf(field, `${prefix}${name}.`)
			: [[`${prefix}${name}`, String(field) || ABSENT] as const],
	);

/** What is known of a finding by now, where the entry told of it first. */
const findingOf = ({ state }: Scene, entry: LogEntry): FindingSeen | undefined =>
	[...state.findings.values()].find((one) => tellsOf(entry, one));

const findingRows = (scene: Scene, entry: LogEntry, width: number): readonly Line[] => {
	const found = findingOf(scene, entry);
	if (found === undefined) return [];
	const device = found.device && scene.state.devices.get(found.device);
	const fact = (name: string, value: Span | undefined): readonly Fact[] =>
		value === undefined ? [] : [{ name, value: [value] }];
	const all = [
		...fact("rule", span(found.rule, "strong")),
		...fact("severity", span(found.severity, found.severity === "violation" ? "problem" : "notice")),
		...fact("what", span(found.what)),
		...fact("persona", found.persona && personaSpan(scene, found.persona)),
		...fact("process", found.process && span(processText(found.process))),
		...fact("device", device && span(deviceLabel(device))),
		...fact("first seen", span(time(found.since))),
		...fact("latest", span(time(found.latest))),
		...fact("times", span(count(found.count))),
	];
	return [BLANK, title("The finding"), ...facts(all, width)];
};

/** What happened around it, to whom it is about. */
const around = (scene: Scene, entry: LogEntry): readonly Line[] => {
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

export const logPage = (scene: Scene, entry: LogEntry, width: number): Page => {
	const fields = fieldsOf(entry.event).map(([name, text]): Fact => ({ name, value: [span(text)] }));
	return {
		title: line(
			span(entry.event.kind === "finding" ? "Finding " : "Log ", "strong"),
			severitySpan(entry.severity),
			span(` ${time(entry.t)}`),
		),
		rows: [
			...wrapped(sentence(scene.state, entry), width, "strong"),
			...(entry.inconsistency === undefined ? [] : wrapped(INCONSISTENT[entry.inconsistency], width, "problem")),
			...findingRows(scene, entry, width),
			BLANK,
			title(entry.event.kind === "finding" ? "The evidence: the event" : "The event"),
			...facts(fields, width),
			...around(scene, entry),
		],
	};
};
