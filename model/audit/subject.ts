import { type Finding, NO_CLIENT, NO_DEVICE, NO_NAME, NO_PERSONA, NO_PROCESS } from "../../decoders/event.js";
import type { About } from "../about.js";
import { deviceOf } from "../devices.js";
import { namesDevice } from "../findings.js";
import { personaOf } from "../personas.js";
import type { Client, DeviceKey, State } from "../state.js";
import type { Subject } from "./rule.js";

/** Whom its numbers mean at this instant. */
export const resolve = (state: State, { persona, client, device }: Subject): About => {
	const named = device && (device.name === NO_NAME ? { number: device.number } : { name: device.name });
	return {
		persona: persona === undefined ? undefined : personaOf(state, persona)?.key,
		device: named && deviceOf(state, device.class, named)?.key,
		client,
	};
};

/** Who a finding in the stream is about. */
export const subjectOf = (event: Finding): Subject => ({
	persona: event.persona === NO_PERSONA ? undefined : event.persona,
	client: event.client === NO_CLIENT ? undefined : event.client,
	process: event.process.pid === NO_PROCESS.pid ? undefined : event.process,
	device: namesDevice(event) ? { class: event.class, number: event.device, name: event.name } : undefined,
});

export const deviceIn = ({ devices }: State, key: DeviceKey): Subject["device"] => {
	const device = devices.get(key);
	if (device === undefined) return undefined;
	const { class: deviceClass, number, name } = device;
	return number === undefined
		? { class: deviceClass, number: NO_DEVICE, name }
		: { class: deviceClass, number, name: NO_NAME };
};

/** A client as the one who did it. */
export const subjectOfClient = (state: State, { id, persona, process, device }: Client): Subject => ({
	persona: state.personas.get(persona)?.inum,
	client: id,
	process,
	device: deviceIn(state, device),
});
