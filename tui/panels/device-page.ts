import type { EventKind } from "../../decoders/event.js";
import { openBy, owner } from "../../model/ownership.js";
import type { Device, Ownership, PersonaKey, RequestSeen } from "../../model/state.js";
import { tally } from "../../model/tallies.js";
import { numberText, processText } from "../../report/names.js";
import { amount, count, DURATION_WIDTH, duration, time } from "../../report/units.js";
import { glyphs } from "../../report/width.js";
import { drawingSpans } from "../drawing.js";
import { age } from "../figures.js";
import { columnsOf, ownersOver } from "../history.js";
import { deviceLabel } from "../labels.js";
import type { Page } from "../page.js";
import { label, personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { joined } from "../table.js";
import { clientsByPersona } from "./client-table.js";
import { fact, longFact, title } from "./facts.js";
import { loggedRow } from "./log.js";

const WHY: Readonly<Record<Extract<Ownership, { is: "owned" }>["by"], string>> = {
	grab: "it has the real grab",
	active: "it is active and has the device open",
	master: "it is the display's master",
	request: "its request was the last to be obeyed",
	private: "it is private to it",
	foreground: "it is in the foreground",
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

/** How much was drawn on it, by those as well who have closed it. */
const drawing = (scene: Scene, { class: deviceClass, key }: Device): readonly Line[] =>
	deviceClass !== "framebuffer" ? [] : [fact("drawn", ...drawingSpans(scene, tally(scene.state, { device: key })))];

const appeared = ({ existing, unseen, appeared: when, gone }: Device): Span => {
	if (gone !== undefined) return span(`gone at ${time(gone)}`, "notice");
	if (unseen) return span("it was never told of, only opened", "notice");
	return existing ? span("was there before the probes", "muted") : span(time(when));
};

const STRETCHES = 8;

/** Filled with the first letter of the owner's name: read without colour as well. */
const ownerGlyph = (scene: Scene, owned: PersonaKey | undefined): Span => {
	if (owned === undefined) return span("·", "faint");
	const [first] = glyphs(label(scene, owned));
	const letter = first?.width === 1 && first.sure ? first.text : "?";
	const roles = ["share-1", "share-2", "share-3", "share-4"] as const;
	const index = scene.rank(owned);
	return span(letter, roles[index % roles.length]);
};

const ownersRows = (scene: Scene, { key }: Device, width: number): readonly Line[] => {
	const all = ownersOver(scene, key);
	if (all.length === 0) return [];
	const latest = all.slice(-STRETCHES).reverse();
	return [
		BLANK,
		title(`Owner over the last ${duration((all.at(-1)?.to ?? 0) - (all[0]?.from ?? 0))}`),
		line(...columnsOf(all, width).map((item) => ownerGlyph(scene, item))),
		...latest.map(({ from, to, item }) =>
			line(
				span(`${time(from)}  `, "faint"),
				span(duration(to - from).padStart(DURATION_WIDTH), "muted"),
				span("  "),
				item === undefined ? span("nobody alone", "muted") : personaSpan(scene, item),
			),
		),
	];
};

const HAPPENED = 12;
const OPENING: ReadonlySet<EventKind> = new Set(["opened", "open-failed", "closed", "grab"]);

const happened = (scene: Scene, { key }: Device): readonly Line[] => {
	const own = scene.state.log.filter(({ device, event }) => device === key && OPENING.has(event.kind));
	const failed = own.filter(({ event }) => event.kind === "open-failed").length;
	return [
		BLANK,
		title(`Opens, closes and grabs${failed === 0 ? "" : `, ${amount(failed, "open")} refused`}`),
		...(own.length === 0 ? [line(span("none since the probes began", "muted"))] : []),
		...own.slice(-HAPPENED).map((entry) => loggedRow(scene, entry, "plain")),
	];
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
		...drawing(scene, device),
		...(device.class === "led"
			? []
			: [BLANK, title("Open by"), ...clientsByPersona(scene, device.key, openBy(scene.state, device.key), width)]),
		...ownersRows(scene, device, width),
		...happened(scene, device),
	],
});
