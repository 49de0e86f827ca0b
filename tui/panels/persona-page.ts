import { NAME_SOURCES } from "../../decoders/event.js";
import { switchSummary } from "../../model/latency.js";
import type { Persona, PersonaKey } from "../../model/state.js";
import { ABSENT, duration, time } from "../../report/units.js";
import { age } from "../figures.js";
import { personaName } from "../labels.js";
import type { Page } from "../page.js";
import { isActive, joined, label, personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Span, span } from "../style.js";
import { clientsByDevice } from "./client-table.js";
import { fact, title } from "./facts.js";
import { sinceWhen } from "./personas.js";

const standing = (scene: Scene, persona: Persona): Span => {
	const lasting = age(scene.state.now - sinceWhen(scene, persona));
	if (persona.gone !== undefined) return span(`gone since ${lasting}`, "muted");
	if (isActive(scene, persona.key)) return span(`► active for ${lasting}`, "active");
	return span(`in the background for ${lasting}`);
};

const parentSpan = (scene: Scene, { parent, level }: Persona): Span => {
	const found = [...scene.state.personas.values()].findLast(({ inum }) => inum === parent);
	const name = found === undefined ? "an unknown namespace" : label(scene, found.key);
	return span(
		level === undefined ? "unknown: its beginning was not seen" : level === 0 ? "0, the root" : `${level}, in ${name}`,
	);
};

const names = ({ names: known }: Persona): readonly Line[] =>
	NAME_SOURCES.map((source) => fact(source, span(known.get(source) ?? ABSENT, known.has(source) ? "plain" : "muted")));

const appeared = ({ existing, unseen, appeared: when }: Persona): Span => {
	if (unseen) return span("its beginning was not seen", "notice");
	return existing ? span("was there before the probes", "muted") : span(time(when));
};

const routes = (scene: Scene, key: PersonaKey): readonly Line[] => {
	const own = switchSummary(scene.state).routes.filter(({ from, to }) => from === key || to === key);
	if (own.length === 0) return [line(span("none that is complete", "muted"))];
	return own.map(({ from, to, total }) =>
		line(
			...joined([personaSpan(scene, from), personaSpan(scene, to)], span(" → ", "muted")),
			span(`   ${total?.count ?? 0} times   median ${duration(total?.median)}   max ${duration(total?.max)}`, "muted"),
		),
	);
};

export const personaPage = (scene: Scene, persona: Persona, width: number): Page => {
	const clients = [...scene.state.clients.values()].filter(
		({ persona: owner, closed }) => owner === persona.key && closed === undefined,
	);
	return {
		title: line(span("Persona ", "strong"), personaSpan(scene, persona.key), span(` ${personaName(persona)}`)),
		rows: [
			fact("state", standing(scene, persona)),
			fact("init", span(persona.initPid === undefined ? ABSENT : `PID ${persona.initPid} outside`)),
			fact(
				"namespace",
				span(`${persona.inum}`),
				span(persona.turn > 1 ? `, the ${persona.turn}th of that number` : "", "muted"),
			),
			fact("level", parentSpan(scene, persona)),
			fact("appeared", appeared(persona)),
			...names(persona),
			BLANK,
			title("Open devices"),
			...clientsByDevice(scene, clients, width),
			BLANK,
			title("Switches"),
			...routes(scene, persona.key),
		],
	};
};
