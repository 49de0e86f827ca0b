/** The rows of each panel's list, in an order that does not change by itself. */
import { DEVICE_CLASSES, type Nanos } from "../decoders/event.js";
import type { Client, Device, LogEntry, Persona, PersonaKey, Switch } from "../model/state.js";
import { sentence } from "../report/sentence.js";
import { type Facets, matches } from "./filter.js";
import { deviceNode, personaName } from "./labels.js";
import { label, type Scene } from "./scene.js";
import type { PanelId } from "./ui.js";

export interface Shown<Item> {
	readonly id: string;
	readonly item: Item;
}

/** What has ended stays in sight for so long, so that it does not vanish under the reader's eyes. */
const LINGER_NS = 10e9;

const inSight = (scene: Scene, panel: PanelId, id: string, gone: Nanos | undefined): boolean =>
	gone === undefined || scene.state.now - gone < LINGER_NS || scene.ui.selected[panel] === id;

const namesOf = (scene: Scene, persona: PersonaKey | undefined): readonly string[] => {
	const known = persona === undefined ? undefined : scene.state.personas.get(persona);
	return known === undefined ? [] : [label(scene, known.key), ...known.names.values(), String(known.initPid ?? "")];
};

const isOpen = ({ closed }: Client): boolean => closed === undefined;

const classesOpenedBy = ({ state }: Scene, persona: PersonaKey): readonly string[] =>
	[...state.clients.values()]
		.filter((client) => client.persona === persona && isOpen(client))
		.map(({ device }) => state.devices.get(device)?.class ?? "");

const holdersOf = (scene: Scene, { open, lastApplied }: Device): readonly string[] =>
	[...Array.from(open, (id) => scene.state.clients.get(id)?.persona), lastApplied?.persona].flatMap((persona) =>
		namesOf(scene, persona),
	);

const personaFacets = (scene: Scene, persona: Persona): Facets => {
	const names = namesOf(scene, persona.key);
	return {
		text: [...names, personaName(persona)].join(" "),
		personas: names,
		classes: classesOpenedBy(scene, persona.key),
	};
};

const deviceFacets = (scene: Scene, device: Device): Facets => {
	const personas = holdersOf(scene, device);
	return {
		text: [deviceNode(device), device.name, device.class, ...personas].join(" "),
		personas,
		classes: [device.class],
	};
};

const switchFacets = (scene: Scene, { id, from, to, process }: Switch): Facets => {
	const personas = [...namesOf(scene, from), ...namesOf(scene, to)];
	return { text: [`#${id}`, process?.comm ?? "", ...personas].join(" "), personas, classes: undefined };
};

const logFacets = (scene: Scene, entry: LogEntry): Facets => {
	const device = entry.device === undefined ? undefined : scene.state.devices.get(entry.device);
	return {
		text: sentence(scene.state, entry),
		personas: namesOf(scene, entry.persona),
		classes: device === undefined ? [] : [device.class],
	};
};

const filtered = <Item>(scene: Scene, items: readonly Shown<Item>[], facets: (scene: Scene, item: Item) => Facets) =>
	scene.terms.length === 0 ? items : items.filter(({ item }) => matches(scene.terms, facets(scene, item)));

/** In the order in which they appeared, which is also that of the state. */
export const personaRows = (scene: Scene): readonly Shown<Persona>[] => {
	const all = [...scene.state.personas.values()].filter(({ key, gone }) => inSight(scene, "personas", key, gone));
	return filtered(
		scene,
		all.map((item) => ({ id: item.key, item })),
		personaFacets,
	);
};

const byPlace = (a: Device, b: Device): number =>
	DEVICE_CLASSES.indexOf(a.class) - DEVICE_CLASSES.indexOf(b.class) ||
	(a.number ?? 0) - (b.number ?? 0) ||
	(a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
	a.appeared - b.appeared;

/** By class, number and name. */
export const deviceRows = (scene: Scene): readonly Shown<Device>[] => {
	const all = [...scene.state.devices.values()]
		.filter(({ key, gone }) => inSight(scene, "devices", key, gone))
		.sort(byPlace);
	return filtered(
		scene,
		all.map((item) => ({ id: item.key, item })),
		deviceFacets,
	);
};

/** The latest last. */
export const switchRows = (scene: Scene): readonly Shown<Switch>[] =>
	filtered(
		scene,
		scene.state.switches.map((item) => ({ id: String(item.id), item })),
		switchFacets,
	);

/** The latest last. An entry is known by how many came before it. */
export const logRows = (scene: Scene): readonly Shown<LogEntry>[] => {
	const { log, logForgotten } = scene.state;
	return filtered(
		scene,
		log.map((item, index) => ({ id: String(logForgotten + index), item })),
		logFacets,
	);
};

const ROWS: Readonly<Record<PanelId, (scene: Scene) => readonly Shown<unknown>[]>> = {
	personas: personaRows,
	devices: deviceRows,
	switches: switchRows,
	log: logRows,
};

export const rowIds = (scene: Scene, panel: PanelId): readonly string[] => ROWS[panel](scene).map(({ id }) => id);
