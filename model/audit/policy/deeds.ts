import {
	type Delivery,
	type DeviceClass,
	type Event,
	type Inum,
	type Name,
	NO_DEVICE,
	type Process,
	type Update,
} from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { personaOf } from "../../personas.js";
import type { Client, Device, Persona, State } from "../../state.js";
import type { Subject } from "../rule.js";
import { subjectOfClient } from "../subject.js";
import type { Action } from "./policy.js";

/** Somebody did something with a device. */
export interface Deed {
	readonly action: Action;
	readonly persona: Persona;
	readonly device: Device;
	readonly subject: Subject;
	readonly times: number;
}

const drawn = ({ writes, pans, faults }: Pick<Update, "writes" | "pans" | "faults">): number => writes + pans + faults;

/** What each event says that somebody did. Cumulative counts are told again and again: each deed is told once. */
export class Deeds {
	readonly #delivered = new Map<number, number>();
	readonly #drawn = new Map<number, number>();

	of(event: Event, state: State): readonly Deed[] {
		switch (event.kind) {
			case "opened":
				return this.#byClient("open", state, state.clients.get(event.client), 1);
			case "delivery":
				return this.#read(event, state);
			case "grab": {
				const took = event.action === "take" && event.errno === 0;
				return took ? this.#byClient("grab", state, state.clients.get(event.client), 1) : [];
			}
			case "update":
				return this.#drew(event, state);
			case "request":
				return byProcess("set", state, event.persona, event.process, event.class, event.name);
			default:
				return [];
		}
	}

	/** What an existing client had got before the probes is not news. */
	#read({ client: id, delivered }: Delivery, state: State): readonly Deed[] {
		const client = state.clients.get(id);
		const before = this.#delivered.get(id) ?? (client?.existing ? delivered : 0);
		this.#delivered.set(id, delivered);
		return delivered > before ? this.#byClient("read", state, client, delivered - before) : [];
	}

	#drew(event: Update, state: State): readonly Deed[] {
		const before = this.#drawn.get(event.client) ?? 0;
		const now = drawn(event);
		this.#drawn.set(event.client, now);
		return now > before ? this.#byClient("draw", state, state.clients.get(event.client), now - before) : [];
	}

	#byClient(action: Action, state: State, client: Client | undefined, times: number): readonly Deed[] {
		const persona = client && state.personas.get(client.persona);
		const device = client && state.devices.get(client.device);
		if (!client || !persona || !device) return [];
		return [{ action, persona, device, subject: subjectOfClient(state, client), times }];
	}
}

const byProcess = (
	action: Action,
	state: State,
	inum: Inum,
	process: Process,
	kind: DeviceClass,
	name: Name,
): readonly Deed[] => {
	const persona = personaOf(state, inum);
	const device = deviceOf(state, kind, { name });
	if (!persona || !device) return [];
	const subject = { persona: inum, process, device: { class: kind, number: NO_DEVICE, name } };
	return [{ action, persona, device, subject, times: 1 }];
};
