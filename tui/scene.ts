/** What a panel is made from: what is known, what the user wants, and what follows from both for all panels. */
import { DEVICE_CLASSES, type Name } from "../decoders/event.js";
import { inOrder } from "../model/personas.js";
import { type Standings, standings } from "../model/standing.js";
import type { Client, Device, Persona, PersonaKey, State } from "../model/state.js";
import type { Moment } from "../model/timeline.js";
import { parseFilter, type Term } from "./filter.js";
import { type Labels, labelsOf } from "./labels.js";
import { driverNames } from "./shares.js";
import { type Span, span } from "./style.js";
import type { Ui } from "./ui.js";

/** The past, as moments in the order of their times. */
export type Past = readonly Moment[];

export interface Scene {
	readonly state: State;
	readonly ui: Ui;
	readonly past: Past;
	readonly labels: Labels;
	readonly terms: readonly Term[];
	readonly drivers: readonly Name[];
	/** All devices by class, number and name: an order in which nothing moves by itself. */
	readonly devices: () => readonly Device[];
	/** All personas, root first, in the order in which they appeared. */
	readonly personas: () => readonly Persona[];
	/** A persona's place in that order. */
	readonly rank: (persona: PersonaKey) => number;
	readonly standings: (device: Device) => Standings;
	/** The open ones. */
	readonly clientsOf: (persona: PersonaKey) => readonly Client[];
}

const byPlace = (a: Device, b: Device): number =>
	DEVICE_CLASSES.indexOf(a.class) - DEVICE_CLASSES.indexOf(b.class) ||
	(a.number ?? 0) - (b.number ?? 0) ||
	(a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
	a.appeared - b.appeared;

/** Worked out when it is first asked for. */
const once = <T>(make: () => T): (() => T) => {
	let made: { readonly value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
};

const openByPersona = ({ clients }: State): ReadonlyMap<PersonaKey, readonly Client[]> => {
	const found = new Map<PersonaKey, Client[]>();
	for (const client of clients.values()) {
		if (client.closed !== undefined) continue;
		const own = found.get(client.persona);
		if (own === undefined) found.set(client.persona, [client]);
		else own.push(client);
	}
	return found;
};

export const sceneOf = (state: State, ui: Ui, past: Past = []): Scene => {
	const known = new Map<Device, Standings>();
	const open = once(() => openByPersona(state));
	const personas = once(() => inOrder(state));
	const ranks = once(() => new Map(personas().map(({ key }, index) => [key, index])));
	return {
		state,
		ui,
		past,
		labels: labelsOf(state),
		terms: parseFilter(ui.prompt?.asks === "filter" ? ui.prompt.text : ui.filter),
		drivers: driverNames(state),
		devices: once(() => [...state.devices.values()].sort(byPlace)),
		personas,
		rank: (persona) => ranks().get(persona) ?? ranks().size,
		standings: (device) => {
			const found = known.get(device) ?? standings(state, device);
			known.set(device, found);
			return found;
		},
		clientsOf: (persona) => open().get(persona) ?? [],
	};
};

export const label = ({ labels }: Scene, persona: PersonaKey | undefined): string =>
	persona === undefined ? "?" : (labels.get(persona) ?? "forgotten");

export const isActive = ({ state }: Scene, persona: PersonaKey | undefined): boolean =>
	persona !== undefined && state.active?.persona === persona;

/** A persona's label, in the active one's colour if it is that. */
export const personaSpan = (scene: Scene, persona: PersonaKey | undefined): Span =>
	span(label(scene, persona), isActive(scene, persona) ? "active" : "plain");
