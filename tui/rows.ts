/** The rows of each list, in an order that does not change by itself. */
import type { Nanos } from "../decoders/event.js";
import { sameness } from "../model/findings.js";
import { owner } from "../model/ownership.js";
import type { Client, Device, FindingSeen, LogEntry, Persona, PersonaKey, Switch } from "../model/state.js";
import { sentence } from "../report/sentence.js";
import { type Facets, type Field, matches } from "./filter.js";
import { type Pair, pairId, pairs } from "./flow.js";
import { deviceNode, personaName } from "./labels.js";
import { isActive, label, type Scene } from "./scene.js";
import { type Sortable, sorted } from "./sorting.js";
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

const openOf = ({ state }: Scene, { open }: Device): readonly Client[] =>
	Array.from(open, (id) => state.clients.get(id)).filter((client) => client !== undefined);

const grabsOf = (clients: readonly Client[]): readonly string[] =>
	clients.flatMap(({ grab }) => (grab === "none" ? [] : [grab]));

const classesOf = (scene: Scene, clients: readonly Client[]): readonly string[] =>
	clients.map(({ device }) => scene.state.devices.get(device)?.class ?? "");

const goneOr = (gone: Nanos | undefined, ...others: readonly string[]): readonly string[] =>
	gone === undefined ? others : ["gone"];

const facets = (text: () => string, values: Partial<Record<Field, () => readonly string[]>>): Facets => ({
	text,
	values: (field) => values[field]?.(),
});

export const personaFacets = (scene: Scene, persona: Persona): Facets => {
	const { key, gone } = persona;
	return facets(() => [...namesOf(scene, key), personaName(persona)].join(" "), {
		persona: () => namesOf(scene, key),
		class: () => classesOf(scene, scene.clientsOf(key)),
		grab: () => grabsOf(scene.clientsOf(key)),
		is: () => goneOr(gone, isActive(scene, key) ? "active" : "background"),
	});
};

const holdersOf = (scene: Scene, device: Device): readonly string[] =>
	[...openOf(scene, device).map(({ persona }) => persona), device.lastApplied?.persona].flatMap((persona) =>
		namesOf(scene, persona),
	);

const ownersOf = (scene: Scene, { key }: Device): readonly string[] => {
	const found = owner(scene.state, key);
	if (found.is === "owned") return namesOf(scene, found.persona);
	return found.is === "shared" ? found.personas.flatMap((persona) => namesOf(scene, persona)) : [];
};

export const deviceFacets = (scene: Scene, device: Device): Facets =>
	facets(() => [deviceNode(device), device.name, device.class, ...holdersOf(scene, device)].join(" "), {
		persona: () => holdersOf(scene, device),
		class: () => [device.class],
		owner: () => ownersOf(scene, device),
		grab: () => grabsOf(openOf(scene, device)),
		is: () => [...goneOr(device.gone, owner(scene.state, device.key).is), device.mode],
	});

export const switchFacets = (scene: Scene, { id, from, to, process, outcome, torn }: Switch): Facets => {
	const personas = () => [...namesOf(scene, from), ...namesOf(scene, to)];
	return facets(() => [`#${id}`, process?.comm ?? "", ...personas()].join(" "), {
		persona: personas,
		is: () => (torn ? [outcome, "torn"] : [outcome]),
	});
};

export const pairFacets = (
	scene: Scene,
	{ device, persona, standing }: Pick<Pair, "device" | "persona" | "standing">,
): Facets =>
	facets(() => [deviceNode(device), device.name, ...namesOf(scene, persona)].join(" "), {
		persona: () => namesOf(scene, persona),
		class: () => [device.class],
		owner: () => ownersOf(scene, device),
		is: () => (standing === undefined ? [] : [standing]),
	});

export const logFacets = (scene: Scene, entry: LogEntry): Facets => {
	const device = entry.device === undefined ? undefined : scene.state.devices.get(entry.device);
	return facets(() => sentence(scene.state, entry), {
		persona: () => namesOf(scene, entry.persona),
		class: () => (device === undefined ? [] : [device.class]),
		is: () => [entry.severity, entry.event.kind, ...(entry.event.kind === "finding" ? [entry.event.severity] : [])],
	});
};

export const findingFacets = (scene: Scene, { rule, what, severity, persona, device: key }: FindingSeen): Facets => {
	const device = key && scene.state.devices.get(key);
	return facets(() => [rule, what, device?.node ?? "", ...namesOf(scene, persona)].join(" "), {
		persona: () => namesOf(scene, persona),
		class: () => (device ? [device.class] : []),
		is: () => [severity, "finding"],
	});
};

/** What a list shows of what there is: what the filter lets pass, as the user wants it sorted. */
const chosen = <Panel extends PanelId>(
	scene: Scene,
	panel: Panel,
	items: readonly Shown<Sortable[Panel]>[],
	facetsOf: (scene: Scene, item: Sortable[Panel]) => Facets,
): readonly Shown<Sortable[Panel]>[] => {
	const { terms } = scene;
	const passed = terms.length === 0 ? items : items.filter(({ item }) => matches(terms, facetsOf(scene, item)));
	return sorted(scene, panel, passed);
};

interface Listed<Item> {
	readonly items: readonly Item[];
	readonly forgotten: number;
	readonly length: number;
	readonly last: Item | undefined;
	readonly shown: readonly Shown<Item>[];
}

/**
 * Lists that only grow at their end, and lose what is at their beginning, are thousands of rows long and nearly always the
 * same as for the picture before; that one's rows are kept, and no others.
 */
const listing = <Item>(idOf: (item: Item, place: number) => string) => {
	let before: Listed<Item> | undefined;
	return (items: readonly Item[], forgotten: number): readonly Shown<Item>[] => {
		const { length } = items;
		const last = items.at(-1);
		if (before !== undefined && before.items === items && before.forgotten === forgotten)
			if (before.length === length && before.last === last) return before.shown;
		const shown = items.map((item, index) => ({ id: idOf(item, forgotten + index), item }));
		before = { items, forgotten, length, last, shown };
		return shown;
	};
};

const listedSwitches = listing<Switch>(({ id }) => String(id));
const listedLog = listing<LogEntry>((_entry, place) => String(place));

const knownIds = new WeakMap<readonly Shown<unknown>[], readonly string[]>();

export const idsOf = (shown: readonly Shown<unknown>[]): readonly string[] => {
	const found = knownIds.get(shown) ?? shown.map(({ id }) => id);
	knownIds.set(shown, found);
	return found;
};

/** Root, then in the order in which they appeared. */
export const personaRows = (scene: Scene): readonly Shown<Persona>[] => {
	const all = scene.personas().filter(({ key, gone }) => inSight(scene, "personas", key, gone));
	return chosen(
		scene,
		"personas",
		all.map((item) => ({ id: item.key, item })),
		personaFacets,
	);
};

/** By class, number and name. */
export const deviceRows = (scene: Scene): readonly Shown<Device>[] => {
	const all = scene.devices().filter(({ key, gone }) => inSight(scene, "devices", key, gone));
	return chosen(
		scene,
		"devices",
		all.map((item) => ({ id: item.key, item })),
		deviceFacets,
	);
};

/** The latest last. */
export const switchRows = (scene: Scene): readonly Shown<Switch>[] => {
	const { switches, switchesForgotten } = scene.state;
	return chosen(scene, "switches", listedSwitches(switches, switchesForgotten), switchFacets);
};

export const pairRows = (scene: Scene): readonly Shown<Pair>[] =>
	chosen(
		scene,
		"flow",
		pairs(scene).map((item) => ({ id: pairId(item), item })),
		pairFacets,
	);

/** The latest last. An entry is known by how many came before it. */
export const logRows = (scene: Scene): readonly Shown<LogEntry>[] => {
	const { log, logForgotten } = scene.state;
	return chosen(scene, "log", listedLog(log, logForgotten), logFacets);
};

/** The worst first, and of those the one that was first seen last: a repeat moves none of them. */
export const findingRows = (scene: Scene): readonly Shown<FindingSeen>[] => {
	const all = [...scene.state.findings.values()].reverse();
	const ordered = (["violation", "warning"] as const).flatMap((worst) =>
		all.filter(({ severity }) => severity === worst),
	);
	return chosen(
		scene,
		"findings",
		ordered.map((item) => ({ id: item.key, item })),
		findingFacets,
	);
};

/** Findings are told of once, when they are first found. */
export const tellsOf = ({ event, persona, device, client }: LogEntry, finding: FindingSeen): boolean =>
	event.kind === "finding" &&
	event.rule === finding.rule &&
	persona === finding.persona &&
	device === finding.device &&
	client === finding.client &&
	(client !== undefined || event.process.pid === (finding.process?.pid ?? 0)) &&
	sameness(event.what) === sameness(finding.what);

const ROWS: Readonly<Record<PanelId, (scene: Scene) => readonly Shown<unknown>[]>> = {
	personas: personaRows,
	devices: deviceRows,
	switches: switchRows,
	flow: pairRows,
	log: logRows,
	findings: findingRows,
};

export const rowIds = (scene: Scene, panel: PanelId): readonly string[] => idsOf(ROWS[panel](scene));
