/** Who is given how much of which input device, and how much is kept from whom. */
import { openBy } from "../model/ownership.js";
import type { Standing } from "../model/standing.js";
import type { Client, Device, DeviceKey, PersonaKey, State } from "../model/state.js";
import type { Scene } from "./scene.js";

/** A device and a persona that has it open, with what its clients get of it together. */
export interface Pair {
	readonly device: Device;
	readonly persona: PersonaKey;
	readonly standing: Standing | undefined;
	readonly clients: number;
	/** Per second. */
	readonly deliveredRate: number;
	readonly withheldRate: number;
	/** Since they opened; `undefined` where none was told. */
	readonly delivered: number | undefined;
	readonly withheld: number | undefined;
	readonly dropped: number | undefined;
}

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined ? b : b === undefined ? a : a + b;

const pairsOf = (scene: Scene, device: Device): readonly Pair[] => {
	const pairs = new Map<PersonaKey, Pair>();
	for (const client of openBy(scene.state, device.key)) {
		const { persona } = client;
		const before = pairs.get(persona);
		pairs.set(persona, {
			device,
			persona,
			standing: scene.standings(device).get(persona),
			clients: (before?.clients ?? 0) + 1,
			deliveredRate: (before?.deliveredRate ?? 0) + client.deliveredRate,
			withheldRate: (before?.withheldRate ?? 0) + client.withheldRate,
			delivered: plus(before?.delivered, client.delivered),
			withheld: plus(before?.withheld, client.withheld),
			dropped: plus(before?.dropped, client.dropped),
		});
	}
	return [...pairs.values()].sort((a, b) => scene.rank(a.persona) - scene.rank(b.persona));
};

export const pairId = ({ device, persona }: Pair): string => `${device.key} ${persona}`;

/** mousedev tells nothing of what it gives; the mice of device namespaces do. */
const flowsThrough = (scene: Scene, { class: kind, key, gone }: Device): boolean =>
	gone === undefined &&
	(kind === "input" || (kind === "mouse" && openBy(scene.state, key).some(({ delivered }) => delivered !== undefined)));

/** By device, and for each by persona: an order in which nothing moves by itself. */
export const pairs = (scene: Scene): readonly Pair[] =>
	scene
		.devices()
		.filter((device) => flowsThrough(scene, device))
		.flatMap((device) => pairsOf(scene, device));

export interface Rates {
	readonly delivered: number;
	readonly withheld: number;
}

export const NO_RATES: Rates = { delivered: 0, withheld: 0 };

const plusRates = (sum: Rates, client: Client | undefined, persona: PersonaKey): Rates =>
	client?.persona !== persona || client.closed !== undefined
		? sum
		: { delivered: sum.delivered + client.deliveredRate, withheld: sum.withheld + client.withheldRate };

/** Input events a second that a persona's clients got, and that were kept from them. */
export const rateOf = ({ clients }: State, persona: PersonaKey): Rates => {
	let sum = NO_RATES;
	for (const client of clients.values()) sum = plusRates(sum, client, persona);
	return sum;
};

/** The same, of one device. */
export const rateOn = ({ clients, devices }: State, device: DeviceKey, persona: PersonaKey): Rates => {
	let sum = NO_RATES;
	for (const id of devices.get(device)?.open ?? []) sum = plusRates(sum, clients.get(id), persona);
	return sum;
};
