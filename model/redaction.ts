import { type Event, type Name, type Process, ROOT_INUM } from "../decoders/event.js";
import { snapshot } from "./snapshot.js";
import type { Device, Persona, State } from "./state.js";

const stand = (text: string): Name => text as Name;

const PROCESS = stand("process");

const process = (one: Process): Process => ({ ...one, comm: PROCESS });

/** Of an event, everything that a persona or a user called something. Numbers stay: they name nothing. */
const redactedEvent = (event: Event): Event => {
	switch (event.kind) {
		case "session":
			return { ...event, host: stand("host") };
		case "persona-appeared":
			return { ...event, comm: PROCESS };
		case "persona-named":
			return { ...event, name: stand("name") };
		case "device-appeared":
			return { ...event, name: stand(event.class) };
		case "request":
			return { ...event, name: stand(event.class), process: process(event.process) };
		case "finding":
			return { ...event, name: stand(event.class), process: process(event.process) };
		case "reject":
		case "mark":
			return { ...event, text: stand("text") };
		case "opened":
		case "open-failed":
		case "switch-requested":
			return { ...event, process: process(event.process) };
		default:
			return event;
	}
};

const mapped = <Key, Item>(map: ReadonlyMap<Key, Item>, change: (item: Item, index: number) => Item) =>
	new Map(Array.from(map, ([key, item], index) => [key, change(item, index)]));

const persona = (one: Persona, index: number): Persona => ({
	...one,
	names: new Map(one.inum === ROOT_INUM ? [] : [["tag", stand(`P${index}`)]]),
});

const device = (one: Device, index: number): Device => ({
	...one,
	name: stand(`${one.class} ${index}`),
	node: one.number === undefined ? stand(`${one.class}${index}`) : one.node,
	lastRequest: one.lastRequest && { ...one.lastRequest, process: process(one.lastRequest.process) },
	lastApplied: one.lastApplied && { ...one.lastApplied, process: process(one.lastApplied.process) },
});

/**
 * The same state without any name that the observed machine or its user chose: personas, commands, devices' own names,
 * the host, marks. Who is who can still be told, by number. Devices without a node keep their place in their key.
 */
export const redacted = (state: State): State => {
	const whole = snapshot(state);
	return {
		...whole,
		session: whole.session && { ...whole.session, host: stand("host") },
		personas: mapped(whole.personas, persona),
		devices: mapped(whole.devices, device),
		clients: mapped(whole.clients, (client) => ({ ...client, process: process(client.process) })),
		switches: whole.switches.map((one) => ({ ...one, process: one.process && process(one.process) })),
		findings: mapped(whole.findings, (one) => ({ ...one, process: one.process && process(one.process) })),
		log: whole.log.map((entry) => ({ ...entry, event: redactedEvent(entry.event) })),
		loss: { ...whole.loss, rejectReason: whole.loss.rejectReason },
	};
};
