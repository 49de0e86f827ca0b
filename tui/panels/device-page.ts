import { openBy, owner } from "../../model/ownership.js";
import type { Device, Ownership, RequestSeen } from "../../model/state.js";
import { numberText, processText } from "../../report/names.js";
import { count, time } from "../../report/units.js";
import { age } from "../figures.js";
import { deviceLabel } from "../labels.js";
import type { Page } from "../page.js";
import { joined, personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { clientsByPersona } from "./client-table.js";
import { fact, longFact, title } from "./facts.js";

const WHY: Readonly<Record<Extract<Ownership, { is: "owned" }>["by"], string>> = {
	grab: "it has the real grab",
	active: "it is active and has the device open",
	master: "it is the display's master",
	request: "its request was the last to be obeyed",
	private: "it is private to it",
	open: "nobody else has it open",
};

const ownerFact = (scene: Scene, found: Ownership, width: number): readonly Line[] => {
	const since = (at: number) => span(` for ${age(scene.state.now - at)}`, "muted");
	switch (found.is) {
		case "owned":
			return [
				fact("owner", personaSpan(scene, found.persona), since(found.since), span(`: ${WHY[found.by]}`, "muted")),
			];
		case "shared":
			return [
				fact(
					"owner",
					span("shared by ", "notice"),
					...joined(
						found.personas.map((key) => personaSpan(scene, key)),
						span(", "),
					),
					since(found.since),
				),
			];
		case "nobody":
			return [fact("owner", span("nobody"), since(found.since))];
		case "unknown":
			return longFact("owner", `not known: ${found.reason}`, width, "notice");
	}
};

/** What root declared, unless the device follows the active persona, as is usual. */
const modeFact = (scene: Scene, { mode, owner: declared }: Device): readonly Line[] => {
	if (mode === "follow") return [];
	const to = declared === undefined ? [] : [span(" to ", "notice"), personaSpan(scene, declared)];
	return [fact("declared", span(mode, "notice"), ...to)];
};

const requestSpans = (scene: Scene, seen: RequestSeen | undefined): readonly Span[] =>
	seen === undefined
		? [span("none", "muted")]
		: [
				span(`${seen.value} by `),
				personaSpan(scene, seen.persona),
				span(`, ${processText(seen.process)}, ${age(scene.state.now - seen.t)} ago`, "muted"),
			];

const requests = (scene: Scene, device: Device): readonly Line[] =>
	device.class !== "led"
		? []
		: [
				fact("requests", span(`${count(device.requests)}, ${count(device.ignored)} of them ignored`)),
				fact("last obeyed", ...requestSpans(scene, device.lastApplied)),
				fact("last of all", ...requestSpans(scene, device.lastRequest)),
			];

const appeared = ({ existing, unseen, appeared: when, gone }: Device): Span => {
	if (gone !== undefined) return span(`gone at ${time(gone)}`, "notice");
	if (unseen) return span("it was never told of, only opened", "notice");
	return existing ? span("was there before the probes", "muted") : span(time(when));
};

export const devicePage = (scene: Scene, device: Device, width: number): Page => ({
	title: line(span("Device ", "strong"), span(deviceLabel(device), "focus")),
	rows: [
		fact("name", span(device.name)),
		fact("class", span(device.class)),
		fact("number", span(numberText(device.number) || "none")),
		fact("appeared", appeared(device)),
		...modeFact(scene, device),
		...ownerFact(scene, owner(scene.state, device.key), width),
		...requests(scene, device),
		...(device.class === "led"
			? []
			: [BLANK, title("Open by"), ...clientsByPersona(scene, openBy(scene.state, device.key), width)]),
	],
});
