import { type Event, type Name, type Process, ROOT_INUM } from "../decoders/event.js";
import { snapshot } from "./snapshot.js";
import type { Device, DeviceKey, Persona, State } from "./state.js";

const stand = (text: string): Name => text as Name;

const PROCESS = stand("process");

const process = (one: Process): Process => ({ ...one, comm: PROCESS });

/** Fields of events that hold what a persona or a user called something; the rest is numbers, and words of our own. */
const CHOSEN: Readonly<Record<string, string>> = {
	comm: "process",
	name: "name",
	node: "node",
	host: "host",
	text: "text",
	path: "path",
	subsystem: "subsystem",
};

const isProcess = (value: unknown): value is Process => typeof value === "object" && value !== null && "comm" in value;

const redactedEvent = (event: Event): Event =>
	Object.fromEntries(
		Object.entries(event).map(([field, value]: [string, unknown]) => [
			field,
			isProcess(value) ? process(value) : typeof value === "string" ? (CHOSEN[field] ?? value) : value,
		]),
	) as unknown as Event;

const mapped = <Key, Item>(map: ReadonlyMap<Key, Item>, change: (item: Item, index: number) => Item) =>
	new Map(Array.from(map, ([key, item], index) => [key, change(item, index)]));

const persona = (one: Persona, index: number): Persona => ({
	...one,
	names: new Map(one.inum === ROOT_INUM ? [] : [["tag", stand(`P${index}`)]]),
});

const device = (one: Device, index: number): Device => ({
	...one,
	maker: one.maker && { ...one.maker, process: process(one.maker.process) },
	claims: mapped(one.claims, (claim) => ({ ...claim, process: process(claim.process) })),
	name: stand(`${one.class} ${index}`),
	node: one.number === undefined ? stand(`${one.class}${index}`) : one.node,
	lastRequest: one.lastRequest && { ...one.lastRequest, process: process(one.lastRequest.process) },
	lastApplied: one.lastApplied && { ...one.lastApplied, process: process(one.lastApplied.process) },
});

/** A device without a node has its name in its key. */
const keysOf = ({ devices }: State): ReadonlyMap<DeviceKey, DeviceKey> =>
	new Map(
		Array.from(devices.values(), ({ key, class: deviceClass, number }, index) => [
			key,
			number === undefined ? (`${deviceClass}/${index}` as DeviceKey) : key,
		]),
	);

/**
 * The same state without any name that the observed machine or its user chose: personas, commands, devices' own names,
 * the host, marks. Who is who can still be told, by number.
 */
export const redacted = (state: State): State => {
	const whole = snapshot(state);
	const keys = keysOf(whole);
	const keyed = <Item extends { readonly device: DeviceKey }>(item: Item): Item => ({
		...item,
		device: keys.get(item.device) ?? item.device,
	});
	const about = (key: DeviceKey | undefined): DeviceKey | undefined => key && keys.get(key);
	const devices = [...whole.devices.values()].map(device).map((one) => ({ ...one, key: keys.get(one.key) ?? one.key }));
	const findings = [...whole.findings.values()].map((one, index) => ({
		...one,
		key: String(index),
		device: about(one.device),
		process: one.process && process(one.process),
	}));
	return {
		...whole,
		session: whole.session && { ...whole.session, host: stand("host") },
		personas: mapped(whole.personas, persona),
		devices: new Map(devices.map((one) => [one.key, one])),
		clients: mapped(whole.clients, (client) => keyed({ ...client, process: process(client.process) })),
		switches: whole.switches.map((one) => ({ ...one, process: one.process && process(one.process) })),
		findings: new Map(findings.map((one) => [one.key, one])),
		uevents: mapped(whole.uevents, (tally, index) => ({ ...tally, subsystem: stand(`subsystem ${index}`) })),
		forgottenTallies: whole.forgottenTallies.map(keyed),
		log: whole.log.map((entry) => ({ ...entry, device: about(entry.device), event: redactedEvent(entry.event) })),
	};
};
