import type { Device, Persona, State, Switch } from "./state.js";

const copyMap = <Key, Item>(map: ReadonlyMap<Key, Item>, copy: (item: Item) => Item): ReadonlyMap<Key, Item> =>
	new Map(Array.from(map, ([key, item]) => [key, copy(item)]));

export const copyPersona = (persona: Persona): Persona => ({ ...persona, names: new Map(persona.names) });

export const copyDevice = (device: Device): Device => ({
	...device,
	open: new Set(device.open),
	claims: new Map(device.claims),
});

export const copySwitch = (one: Switch): Switch => ({
	...one,
	drivers: one.drivers.map((share) => ({ ...share })),
	firsts: new Map(one.firsts),
});

/** The state as it is now, for good: what comes later does not change it. */
export const snapshot = (state: State): State => ({
	...state,
	personas: copyMap(state.personas, copyPersona),
	devices: copyMap(state.devices, copyDevice),
	clients: copyMap(state.clients, (client) => ({ ...client })),
	switches: state.switches.map(copySwitch),
	uevents: copyMap(state.uevents, (tally) => ({ ...tally })),
	findings: copyMap(state.findings, (finding) => ({ ...finding })),
	log: [...state.log],
	probes: new Map(state.probes),
	inconsistencies: new Map(state.inconsistencies),
});
