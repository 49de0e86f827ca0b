import type { DeviceKey, PairTally, PersonaKey, State, Tally } from "./state.js";

type Counts = Omit<Tally, "clients">;

const NOTHING: Tally = {
	clients: 0,
	delivered: undefined,
	withheld: undefined,
	dropped: undefined,
	writes: undefined,
	bytes: undefined,
	pans: undefined,
	faults: undefined,
	shown: undefined,
	kept: undefined,
};

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined ? b : b === undefined ? a : a + b;

const plus = (tally: Tally, clients: number, counts: Counts): Tally => ({
	clients: tally.clients + clients,
	delivered: sum(tally.delivered, counts.delivered),
	withheld: sum(tally.withheld, counts.withheld),
	dropped: sum(tally.dropped, counts.dropped),
	writes: sum(tally.writes, counts.writes),
	bytes: sum(tally.bytes, counts.bytes),
	pans: sum(tally.pans, counts.pans),
	faults: sum(tally.faults, counts.faults),
	shown: sum(tally.shown, counts.shown),
	kept: sum(tally.kept, counts.kept),
});

export class PairTallies {
	readonly #known = new Map<PersonaKey, Map<DeviceKey, Tally>>();

	get list(): readonly PairTally[] {
		return [...this.#known].flatMap(([persona, byDevice]) =>
			Array.from(byDevice, ([device, tally]) => ({ ...tally, persona, device })),
		);
	}

	add(persona: PersonaKey, device: DeviceKey, clients: number, counts: Counts): void {
		const byDevice = this.#known.get(persona) ?? new Map<DeviceKey, Tally>();
		byDevice.set(device, plus(byDevice.get(device) ?? NOTHING, clients, counts));
		this.#known.set(persona, byDevice);
	}

	/** Only of what is still known: totals of nobody are of no use. */
	keep(personas: ReadonlyMap<PersonaKey, unknown>, devices: ReadonlyMap<DeviceKey, unknown>): void {
		for (const [persona, byDevice] of this.#known) {
			for (const device of byDevice.keys()) if (!devices.has(device)) byDevice.delete(device);
			if (byDevice.size === 0 || !personas.has(persona)) this.#known.delete(persona);
		}
	}
}

/** What each persona's clients have counted on each device, forgotten ones included. */
export const pairTallies = ({ clients, forgottenTallies }: State): readonly PairTally[] => {
	const pairs = new PairTallies();
	for (const { persona, device, clients: number, ...counts } of forgottenTallies)
		pairs.add(persona, device, number, counts);
	for (const client of clients.values()) pairs.add(client.persona, client.device, 1, client);
	return pairs.list;
};

/** All that the clients of a persona, on a device, or of a persona on a device have counted, forgotten ones included. */
export const tally = (
	{ clients, forgottenTallies }: State,
	{ persona, device }: { readonly persona?: PersonaKey; readonly device?: DeviceKey },
): Tally => {
	const fits = (one: { readonly persona: PersonaKey; readonly device: DeviceKey }): boolean =>
		(persona === undefined || one.persona === persona) && (device === undefined || one.device === device);
	let total = NOTHING;
	for (const client of clients.values()) if (fits(client)) total = plus(total, 1, client);
	for (const forgotten of forgottenTallies) if (fits(forgotten)) total = plus(total, forgotten.clients, forgotten);
	return total;
};
