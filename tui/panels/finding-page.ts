/** All about one finding: what is known of it by now, and what the log has of when it was first found. */
import type { FindingSeen, LogEntry } from "../../model/state.js";
import { processText } from "../../report/names.js";
import { sentence } from "../../report/sentence.js";
import { count, time } from "../../report/units.js";
import { deviceLabel } from "../labels.js";
import type { Page } from "../page.js";
import { tellsOf } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { around, eventFacts } from "./entry.js";
import { type Fact, facts, title, wrapped } from "./facts.js";
import { findingSign } from "./findings.js";

export const findingFacts = (scene: Scene, found: FindingSeen, width: number): readonly Line[] => {
	const device = found.device && scene.state.devices.get(found.device);
	const fact = (name: string, value: Span | undefined): readonly Fact[] =>
		value === undefined ? [] : [{ name, value: [value] }];
	return facts(
		[
			...fact("rule", span(found.rule, "strong")),
			...fact("severity", span(found.severity, found.severity === "violation" ? "problem" : "notice")),
			...fact("what", span(found.what)),
			...fact("persona", found.persona && personaSpan(scene, found.persona)),
			...fact("process", found.process && span(processText(found.process))),
			...fact("device", device && span(deviceLabel(device))),
			...fact("first seen", span(time(found.since))),
			...fact("latest", span(time(found.latest))),
			...fact("times", span(count(found.count))),
		],
		width,
	);
};

/** The event, and what happened around it. */
export const evidence = (scene: Scene, entry: LogEntry, width: number): readonly Line[] => [
	BLANK,
	title("The evidence: the event"),
	...eventFacts(entry, width),
	...around(scene, entry),
];

export const findingPage = (scene: Scene, found: FindingSeen, width: number): Page => {
	const entry = scene.state.log.findLast((one) => tellsOf(one, found));
	const told = entry === undefined ? `${found.rule}: ${found.what}` : sentence(scene.state, entry);
	const forgotten = [BLANK, line(span("The log has forgotten when it was first found.", "muted"))];
	return {
		title: line(span("Finding ", "strong"), findingSign(found), span(` ${found.rule}`)),
		rows: [
			...wrapped(told, width, "strong"),
			BLANK,
			title("The finding"),
			...findingFacts(scene, found, width),
			...(entry === undefined ? forgotten : evidence(scene, entry, width)),
		],
	};
};
