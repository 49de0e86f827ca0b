import { FRAMEBUFFER_MAJOR } from "../../../decoders/device-numbers.js";
import {
	type Delivery,
	type DeviceClass,
	type Event,
	type Inum,
	major,
	type Name,
	NO_DEVICE,
	type Opened,
	type Process,
	type Update,
} from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { personaOf } from "../../personas.js";
import type { Client, Device, Persona, State } from "../../state.js";
import { otherPath } from "../paths.js";
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
	/** It can do so from now on, by this path, and whether it does is not seen. */
	readonly unseen?: string;
}

const drawn = ({ writes, pans, faults }: Pick<Update, "writes" | "pans" | "faults">): number => writes + pans + faults;

/**
 * Whether the first that is told of a client's counts was before the probes, and is no news: device namespaces count since it opened. What the
 * stock drivers do is counted by the probes, from nothing.
 */
const isOld = (client: Client | undefined, { session, devices }: State): boolean => {
	if (!client?.existing || !session?.deviceNamespaces) return false;
	const number = devices.get(client.device)?.number;
	return number !== undefined && major(number) !== FRAMEBUFFER_MAJOR;
};

/** What each event says that somebody did. Cumulative counts are told again and again: each deed is told once. */
export class Deeds {
	readonly #delivered = new Map<number, number>();
	readonly #drawn = new Map<number, number>();

	of(event: Event, state: State): readonly Deed[] {
		switch (event.kind) {
			case "opened":
				return opened(event, state);
			case "delivery":
				return this.#read(event, state);
			case "grab": {
				const took = event.action === "take" && event.errno === 0;
				return took ? byClient("grab", state, state.clients.get(event.client), 1) : [];
			}
			case "update":
				return this.#drew(event, state);
			case "request":
				return byProcess("set", state, event.persona, event.process, event.class, event.name);
			default:
				return [];
		}
	}

	#read({ client: id, delivered }: Delivery, state: State): readonly Deed[] {
		const client = state.clients.get(id);
		const before = this.#delivered.get(id) ?? (isOld(client, state) ? delivered : 0);
		this.#delivered.set(id, delivered);
		return delivered > before ? byClient("read", state, client, delivered - before) : [];
	}

	#drew(event: Update, state: State): readonly Deed[] {
		const client = state.clients.get(event.client);
		const now = drawn(event);
		const before = this.#drawn.get(event.client) ?? (isOld(client, state) ? now : 0);
		this.#drawn.set(event.client, now);
		return now > before ? byClient("draw", state, client, now - before) : [];
	}
}

const byClient = (action: Action, state: State, client: Client | undefined, times: number): readonly Deed[] => {
	const persona = client && state.personas.get(client.persona);
	const device = client && state.devices.get(client.device);
	if (!client || !persona || !device) return [];
	return [{ action, persona, device, subject: subjectOfClient(state, client), times }];
};

/** Whoever opens a device several times does the same again, though each time it is another client. */
const opened = (event: Opened, state: State): readonly Deed[] => {
	const path = otherPath(event.class, event.device);
	return byClient("open", state, state.clients.get(event.client), 1).flatMap((deed): readonly Deed[] => [
		{ ...deed, subject: { ...deed.subject, client: undefined } },
		...(path === undefined ? [] : [{ ...deed, action: "read" as const, unseen: path }]),
	]);
};

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
