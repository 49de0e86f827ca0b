import type { State } from "./state.js";

const copyMap = <Key, Item>(map: ReadonlyMap<Key, Item>, copy: (item: Item) => Item): ReadonlyMap<Key, Item> =>
	new Map(Array.from(map, ([key, item]) => [key, copy(item)]));

/** The state as it is now, for good: what comes later does not change it. */
export const snapshot = (state: State): State => ({
	...state,
	personas: copyMap(state.personas, (persona) => ({ ...persona, names: new Map(persona.names) })),
	devices: copyMap(state.devices, (device) => ({
		...device,
		open: new Set(device.open),
		claims: new Map(device.claims),
	})),
	clients: copyMap(state.clients, (client) => ({ ...client })),
	switches: state.switches.map((one) => ({
		...one,
		drivers: one.drivers.map((share) => ({ ...share })),
		firsts: new Map(one.firsts),
	})),
	findings: copyMap(state.findings, (finding) => ({ ...finding })),
	log: [...state.log],
	probes: new Map(state.probes),
	inconsistencies: new Map(state.inconsistencies),
});
