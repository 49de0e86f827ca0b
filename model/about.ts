import { type Event, NO_PERSONA } from "../decoders/event.js";
import { clientOf, namesDevice } from "./findings.js";
import type { LogEntry } from "./state.js";
import type { Subjects } from "./subjects.js";

export type About = Pick<LogEntry, "persona" | "device" | "client">;

const NOTHING: About = { persona: undefined, device: undefined, client: undefined };

/** Whom and what an event is about, once it was handled. */
export const aboutOf = (subjects: Subjects, event: Event): About => {
	const { personas, devices, clients, switches } = subjects;
	switch (event.kind) {
		case "persona-appeared":
		case "persona-gone":
		case "persona-named":
		case "entered":
		case "alarm-set":
		case "uevent":
			return { ...NOTHING, persona: personas.latest(event.persona) };
		case "device-appeared": {
			const { class: deviceClass, device, name } = event;
			const found = devices.latest(deviceClass, device) ?? devices.named(deviceClass, name);
			return { ...NOTHING, device: found?.key };
		}
		case "alarm":
		case "log-written":
		case "log-read":
			return { ...NOTHING, persona: personas.latest(event.persona) };
		case "active":
			return event.persona === NO_PERSONA ? NOTHING : { ...NOTHING, persona: personas.latest(event.persona) };
		case "device-declared":
			return {
				...NOTHING,
				persona: event.persona === NO_PERSONA ? undefined : personas.latest(event.persona),
				device: (devices.latest(event.class, event.device) ?? devices.named(event.class, event.name))?.key,
			};
		case "screen":
		case "device-gone":
			return { ...NOTHING, device: devices.latest(event.class, event.device)?.key };
		case "switch-requested":
		case "switch-locked":
		case "driver-began":
		case "driver-ended":
		case "switch-flipped":
		case "switch-ended":
		case "switch-first":
			return { ...NOTHING, persona: switches.find(event.switch)?.to };
		case "opened":
		case "closed":
		case "leak":
		case "drawn-through":
		case "drawn-lost":
		case "read":
		case "grab":
		case "delivery":
		case "usage":
		case "showing":
		case "update": {
			const client = clients.known.get(event.client);
			return { persona: client?.persona, device: client?.device, client: event.client };
		}
		case "finding":
			return {
				persona: personas.latest(event.persona),
				device: namesDevice(event)
					? (devices.latest(event.class, event.device) ?? devices.named(event.class, event.name))?.key
					: undefined,
				client: clientOf(event),
			};
		case "device-made":
		case "claim":
		case "checksum":
		case "open-failed":
			return {
				...NOTHING,
				persona: personas.latest(event.persona),
				device: devices.latest(event.class, event.device)?.key,
			};
		case "crossed":
			return { ...NOTHING, persona: personas.latest(event.persona) };
		case "seized":
			return {
				...NOTHING,
				persona: personas.latest(event.persona),
				device: devices.atNode("input", event.node)?.key,
			};
		case "level":
		case "request":
			return {
				...NOTHING,
				persona: personas.latest(event.persona),
				device: devices.named(event.class, event.name)?.key,
			};
		default:
			return NOTHING;
	}
};
