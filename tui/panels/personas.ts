import type { Nanos } from "../../decoders/event.js";
import type { Client, Persona, PersonaKey } from "../../model/state.js";
import { ABSENT } from "../../report/units.js";
import { AGE_WIDTH, age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { personaName } from "../labels.js";
import { missing, NOT_AVAILABLE } from "../missing.js";
import type { Panel } from "../panel.js";
import { personaRows } from "../rows.js";
import { isActive, type Scene } from "../scene.js";
import { type Role, type Span, span } from "../style.js";
import { type Cells, type Column, headings, place, row } from "../table.js";
import { listPanel } from "./list-panel.js";

const COLUMNS: readonly Column[] = [
	{ title: "", width: 1 },
	{ title: "TAG", width: 4 },
	{ title: "NAME", width: 10, share: 1 },
	{ title: "INIT", width: 7, align: "right" },
	{ title: "LVL", width: 3, align: "right" },
	{ title: "FOR", width: AGE_WIDTH, align: "right" },
	{ title: "OPEN", width: 4, align: "right" },
];

/** How many clients each persona has open. */
const openCounts = (clients: Iterable<Client>): ReadonlyMap<PersonaKey, number> => {
	const counts = new Map<PersonaKey, number>();
	for (const { persona, closed } of clients)
		if (closed === undefined) counts.set(persona, (counts.get(persona) ?? 0) + 1);
	return counts;
};

/** Since when it has been what it is: active, in the background, or gone. */
export const sinceWhen = ({ state }: Scene, { key, gone, appeared }: Persona): Nanos => {
	if (gone !== undefined) return gone;
	if (state.active?.persona === key) return state.active.since;
	return state.switches.findLast(({ from, flipped }) => from === key && flipped !== undefined)?.flipped ?? appeared;
};

/** Where something existed before there were probes, nobody knows since when. */
const lasting = (scene: Scene, persona: Persona): string => {
	const since = sinceWhen(scene, persona);
	const unknown = since === persona.appeared && persona.existing && !isActive(scene, persona.key);
	return unknown ? ABSENT : age(scene.state.now - since);
};

const marker = (scene: Scene, { key, gone }: Persona): Span => {
	if (gone !== undefined) return span("✗", "muted");
	return isActive(scene, key) ? span("►", "active") : span(" ");
};

const roleOf = (scene: Scene, { key, gone }: Persona): Role => {
	if (gone !== undefined) return "muted";
	return isActive(scene, key) ? "active" : "plain";
};

const numberOr = (value: number | undefined): string => (value === undefined ? ABSENT : String(value));

const cells = (scene: Scene, persona: Persona, open: string): Cells => {
	const role = roleOf(scene, persona);
	const quiet: Role = role === "plain" ? "muted" : role;
	return [
		[marker(scene, persona)],
		[span(persona.names.get("tag") ?? "", role)],
		[span(personaName(persona), role)],
		[span(numberOr(persona.initPid), quiet)],
		[span(numberOr(persona.level), quiet)],
		[span(lasting(scene, persona), role)],
		[span(open, quiet)],
	];
};

/** What opens are counted from: where one of these is not seen, there may be more. */
const OPENS = ["input.open", "framebuffer.open"] as const;

export const personas = (scene: Scene, rect: Rect): Panel => {
	const shown = personaRows(scene);
	const columns = place(COLUMNS, inside(rect).width);
	const counts = openCounts(scene.state.clients.values());
	const reasons = OPENS.map((capability) => missing(scene, capability)).filter((reason) => reason !== undefined);
	const openText = (persona: PersonaKey): string => {
		if (reasons.length === OPENS.length) return NOT_AVAILABLE;
		return `${counts.get(persona) ?? 0}${reasons.length > 0 ? "+" : ""}`;
	};
	return listPanel(scene, rect, {
		id: "personas",
		name: "Personas",
		total: [...scene.state.personas.values()].filter(({ gone }) => gone === undefined).length,
		ids: shown.map(({ id }) => id),
		note: reasons[0] === undefined ? undefined : `open: ${reasons[0]}`,
		above: [headings(columns)],
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : row(columns, cells(scene, item, openText(item.key)));
		},
	});
};
