/** By what the rows of a list can be sorted: a value for each column that has one. */
import { owner } from "../model/ownership.js";
import type { Client, Device, FindingSeen, LogEntry, Persona, Switch } from "../model/state.js";
import { shownRateOf } from "./drawing.js";
import type { Pair } from "./flow.js";
import { deviceLabel, deviceNode, personaName } from "./labels.js";
import { label, type Scene } from "./scene.js";
import { sinceWhen } from "./since.js";
import type { PanelId, Sort } from "./ui.js";

export type Value = number | string | undefined;

/** By the columns' titles, in their order. */
type Values<Item> = Readonly<Record<string, (scene: Scene, item: Item) => Value>>;

const sum = (clients: readonly Client[], pick: (client: Client) => number): number =>
	clients.reduce((total, client) => total + pick(client), 0);

const PERSONAS: Values<Persona> = {
	TAG: (_scene, { names }) => names.get("tag"),
	NAME: (_scene, persona) => personaName(persona),
	INIT: (_scene, { initPid }) => initPid,
	FOR: (scene, persona) => scene.state.now - sinceWhen(scene, persona),
	OPEN: ({ clientsOf }, { key }) => clientsOf(key).length,
	GIVEN: ({ clientsOf }, { key }) => sum(clientsOf(key), ({ deliveredRate }) => deliveredRate),
	KEPT: ({ clientsOf }, { key }) => sum(clientsOf(key), ({ withheldRate }) => withheldRate),
};

const openOf = ({ state }: Scene, { open }: Device): readonly Client[] =>
	Array.from(open, (id) => state.clients.get(id)).filter((client) => client !== undefined);

const ownerLabel = (scene: Scene, { key }: Device): Value => {
	const found = owner(scene.state, key);
	return found.is === "owned" ? label(scene, found.persona) : found.is === "shared" ? "shared" : undefined;
};

const DEVICES: Values<Device> = {
	DEVICE: (_scene, device) => deviceNode(device),
	NAME: (_scene, { name }) => name,
	OWNER: ownerLabel,
	SINCE: ({ state }, { key }) => {
		const found = owner(state, key);
		return found.is === "unknown" ? undefined : state.now - found.since;
	},
	DELIVERED: (scene, device) => sum(openOf(scene, device), (one) => one.deliveredRate + shownRateOf(one)),
	WITHHELD: (scene, device) => sum(openOf(scene, device), (one) => one.withheldRate + one.keptRate),
	"OPEN BY": (_scene, { open }) => open.size,
};

const SWITCHES: Values<Switch> = {
	NUMBER: (_scene, { id }) => id,
	TOTAL: (_scene, { total }) => total,
	LOCK: (_scene, { lockWait }) => lockWait,
	OUTCOME: (_scene, { outcome }) => outcome,
};

const FLOW: Values<Pair> = {
	DEVICE: (_scene, { device }) => deviceNode(device),
	PERSONA: (scene, { persona }) => label(scene, persona),
	DELIVERED: (_scene, { deliveredRate }) => deliveredRate,
	WITHHELD: (_scene, { withheldRate }) => withheldRate,
	DROPPED: (_scene, { dropped }) => dropped,
};

const LOG: Values<LogEntry> = {
	TIME: (_scene, { t }) => t,
};

const FINDINGS: Values<FindingSeen> = {
	RULE: (_scene, { rule }) => rule,
	PERSONA: (scene, { persona }) => persona && label(scene, persona),
	DEVICE: ({ state }, { device: key }) => {
		const device = key && state.devices.get(key);
		return device && deviceLabel(device);
	},
	TIMES: (_scene, { count }) => count,
	AGO: ({ state }, { latest }) => state.now - latest,
};

export interface Sortable {
	personas: Persona;
	devices: Device;
	switches: Switch;
	flow: Pair;
	log: LogEntry;
	findings: FindingSeen;
}

const VALUES: { readonly [Panel in PanelId]: Values<Sortable[Panel]> } = {
	personas: PERSONAS,
	devices: DEVICES,
	switches: SWITCHES,
	flow: FLOW,
	log: LOG,
	findings: FINDINGS,
};

export const sortColumns = (panel: PanelId): readonly string[] => Object.keys(VALUES[panel]);

/** What is absent comes last, whichever way the order goes. */
const compare = (a: Value, b: Value, direction: number): number => {
	if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
	return a === b ? 0 : (a < b ? -1 : 1) * direction;
};

/** Rows of equal value stay in the list's own order. */
export const sorted = <Panel extends PanelId, Row extends { readonly item: Sortable[Panel] }>(
	scene: Scene,
	panel: Panel,
	rows: readonly Row[],
): readonly Row[] => {
	const sort: Sort | undefined = scene.ui.sort[panel];
	const value = sort === undefined ? undefined : VALUES[panel][sort.column];
	if (sort === undefined || value === undefined) return rows;
	const direction = sort.descending ? -1 : 1;
	return rows
		.map((row) => ({ row, value: value(scene, row.item) }))
		.sort((a, b) => compare(a.value, b.value, direction))
		.map(({ row }) => row);
};

/** Numbers are first asked for with the greatest at the top, names from A on. */
const startsDescending = (column: string): boolean =>
	!["TAG", "NAME", "DEVICE", "OWNER", "PERSONA", "OUTCOME", "RULE"].includes(column);

/** The next column to sort by, or the one before; after the last one comes the list's own order. */
export const turnSort = (panel: PanelId, sort: Sort | undefined, by: number): Sort | undefined => {
	const columns = sortColumns(panel);
	const at = sort === undefined ? 0 : columns.indexOf(sort.column) + 1;
	const next = (at + by + columns.length + 1) % (columns.length + 1);
	const column = columns[next - 1];
	return column === undefined ? undefined : { column, descending: startsDescending(column) };
};

export const sortBy = (sort: Sort | undefined, column: string): Sort =>
	sort?.column === column ? { column, descending: !sort.descending } : { column, descending: startsDescending(column) };
