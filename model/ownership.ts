import { INPUT_MAJOR } from "../decoders/device-numbers.js";
import { type Capability, major, type Nanos } from "../decoders/event.js";
import { evidence } from "./evidence.js";
import { later } from "./nanos.js";
import type { Client, Device, DeviceKey, Ownership, PersonaKey, State } from "./state.js";

const unknown = (reason: string): Ownership => ({ is: "unknown", reason });

/** Who has a device open, in the order in which it was told. */
export const openBy = (state: State, device: DeviceKey): readonly Client[] => {
	const found: Client[] = [];
	for (const id of state.devices.get(device)?.open ?? []) {
		const client = state.clients.get(id);
		if (client) found.push(client);
	}
	return found;
};

/** Since when each persona among the clients has had the device open. */
const sinceByPersona = (clients: readonly Client[]): ReadonlyMap<PersonaKey, Nanos> => {
	const since = new Map<PersonaKey, Nanos>();
	for (const { persona, opened } of clients) {
		const known = since.get(persona);
		if (known === undefined || opened < known) since.set(persona, opened);
	}
	return since;
};

/** Since when there has been nobody, as far back as closed clients are known. */
const nobodySince = (state: State, device: Device, from: Nanos): Ownership => {
	let since = later(from, device.appeared);
	for (const client of state.clients.values())
		if (client.device === device.key && client.closed !== undefined) since = later(since, client.closed);
	return { is: "nobody", since };
};

/** Everybody who has it open has it. */
const byOpening = (state: State, device: Device, clients: readonly Client[]): Ownership => {
	const all = sinceByPersona(clients);
	const [first, ...others] = all;
	if (!first) return nobodySince(state, device, device.appeared);
	const [persona, since] = first;
	if (others.length === 0) return { is: "owned", persona, since, by: "open" };
	return { is: "shared", personas: [...all.keys()], since: [...all.values()].reduce(later) };
};

/** The active persona has it, if it has it open. */
const byActivity = (state: State, device: Device, clients: readonly Client[]): Ownership => {
	const { active, session } = state;
	if (!session?.deviceNamespaces) return byOpening(state, device, clients);
	if (!active) return unknown("which persona is active has not been told");
	const opened = sinceByPersona(clients).get(active.persona);
	if (opened === undefined) return nobodySince(state, device, active.since);
	return { is: "owned", persona: active.persona, since: later(active.since, opened), by: "active" };
};

/** Its owner has a private device, if it has it open. */
const byOwner = (state: State, device: Device, clients: readonly Client[]): Ownership => {
	const opened = device.owner && sinceByPersona(clients).get(device.owner);
	if (device.owner === undefined || opened === undefined) return nobodySince(state, device, device.appeared);
	return { is: "owned", persona: device.owner, since: opened, by: "private" };
};

/** As root declared, else as the active persona goes. */
const byMode = (state: State, device: Device, clients: readonly Client[]): Ownership => {
	switch (device.mode) {
		case "shared":
			return byOpening(state, device, clients);
		case "private":
			return byOwner(state, device, clients);
		case "follow":
			return byActivity(state, device, clients);
	}
};

const input = (state: State, device: Device): Ownership => {
	const clients = openBy(state, device.key).filter(({ revoked }) => !revoked);
	const grabber = clients.find(({ grab }) => grab === "real");
	return grabber
		? { is: "owned", persona: grabber.persona, since: grabber.grabSince ?? grabber.opened, by: "grab" }
		: byMode(state, device, clients);
};

/** mousedev's mice know no namespaces. */
const mouse = (state: State, device: Device): Ownership => {
	const clients = openBy(state, device.key);
	const isStock = device.number !== undefined && major(device.number) === INPUT_MAJOR;
	return isStock ? byOpening(state, device, clients) : byMode(state, device, clients);
};

const led = ({ lastApplied, appliedSince, existing, appeared }: Device): Ownership => {
	if (lastApplied)
		return { is: "owned", persona: lastApplied.persona, since: appliedSince ?? lastApplied.t, by: "request" };
	return existing ? unknown("no request has been obeyed since the probes began") : { is: "nobody", since: appeared };
};

/** What must be seen for the owner of a device to be known. */
const NEEDED: Readonly<Partial<Record<Device["class"], Capability>>> = {
	input: "input.open",
	framebuffer: "framebuffer.open",
	led: "led.request",
	backlight: "led.request",
};

/** A master draws, whoever else has the display open. */
const display = (state: State, device: Device): Ownership => {
	const master = device.claims.get("master");
	if (master) return { is: "owned", persona: master.persona, since: master.since, by: "master" };
	return byMode(state, device, openBy(state, device.key));
};

/** The one that is seen is the foreground's, whoever else has it open. */
const terminal = (state: State, device: Device): Ownership => {
	const foreground = device.claims.get("foreground");
	if (foreground) return { is: "owned", persona: foreground.persona, since: foreground.since, by: "foreground" };
	return byOpening(state, device, openBy(state, device.key));
};

const ownerOf = (state: State, device: Device): Ownership => {
	switch (device.class) {
		case "input":
			return input(state, device);
		case "mouse":
			return mouse(state, device);
		case "framebuffer":
			return byMode(state, device, openBy(state, device.key));
		case "display":
			return display(state, device);
		case "terminal":
			return terminal(state, device);
		case "led":
		case "backlight":
			return led(device);
		default:
			return byOpening(state, device, openBy(state, device.key));
	}
};

/** Who owns a device now; see `Ownership` for what that means for each class. */
export const owner = (state: State, key: DeviceKey): Ownership => {
	const device = state.devices.get(key);
	if (!device) return unknown("there is no such device");
	if (device.gone !== undefined) return { is: "nobody", since: device.gone };
	const needed = NEEDED[device.class];
	const seen = needed && evidence(state, needed);
	return seen?.given === false ? unknown(seen.reason) : ownerOf(state, device);
};
