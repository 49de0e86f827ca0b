import { INPUT_MAJOR } from "../../decoders/device-numbers.js";
import { type ClientId, type Event, major, type Nanos, type Read } from "../../decoders/event.js";
import { deviceOf } from "../devices.js";
import { later, START } from "../nanos.js";
import type { Client, Device, DeviceKey, State } from "../state.js";
import type { Course } from "./course.js";
import { type Doubt, doubt, type Scene } from "./rule.js";
import { declared } from "./sides.js";
import { Turns } from "./turns.js";

/** Events that are due to a client: delivered, and not dropped. */
export const due = ({ delivered = 0, dropped = 0 }: Client): number => delivered - dropped;

const isEventNode = (device: Device | undefined): boolean => device?.class === "input";

/** Those of device namespaces. Of mousedev's nobody counts anything. */
const isMouse = (device: Device | undefined): boolean =>
	device?.class === "mouse" && device.number !== undefined && major(device.number) !== INPUT_MAJOR;

const isInput = ({ clients, devices }: State, id: ClientId): boolean => {
	const client = clients.get(id);
	const device = client && devices.get(client.device);
	return isEventNode(device) || isMouse(device);
};

/** The audit's books: what each input client was given, as its driver says, against what it read, as a witness says. */
export class Accounts {
	readonly #reads = new Map<ClientId, Read>();
	readonly #turns = new Turns();
	/** Devices whose declaration changed while they were watched: what was whose is not judged. */
	readonly #redeclared = new Set<DeviceKey>();
	/** Of input clients that have closed: in which turn, if their persona was active then. */
	readonly #closed = new Map<ClientId, number | undefined>();
	#ready: Nanos | undefined;

	take(event: Event, { course, state }: Scene): void {
		this.#turns.take(event, course);
		if (event.kind === "device-declared" && !event.existing) {
			const device = deviceOf(state, event.class, { number: event.device });
			if (device && device.open.size > 0) this.#redeclared.add(device.key);
		}
		if (event.kind === "closed" && isInput(state, event.client))
			this.#closed.set(event.client, this.#presentTurn(state, course, event.client));
		if (event.kind === "ready") this.#ready ??= event.t;
		if (event.kind === "read") this.#reads.set(event.client, event);
	}

	read(client: ClientId): Read | undefined {
		return this.#reads.get(client);
	}

	/** Clients of event nodes that the device was not for at some time that the audit is about. */
	backgroundClients(state: State): readonly Client[] {
		return this.#background(state, isEventNode);
	}

	/** The same of mice. All devices together are one that follows, whatever was declared of each. */
	backgroundMice(state: State): readonly Client[] {
		return this.#background(state, isMouse);
	}

	#background(state: State, isOf: (device: Device | undefined) => boolean): readonly Client[] {
		const { clients, devices, personas } = state;
		return [...clients.values()].filter((client) => {
			const { device: key, persona } = client;
			const inum = personas.get(persona)?.inum;
			const device = devices.get(key);
			if (device === undefined || !isOf(device) || inum === undefined) return false;
			if (this.#redeclared.has(key)) return true;
			const may = declared(state, device, inum);
			if (may !== undefined) return may !== "yes";
			return this.wasInBackground(client, state);
		});
	}

	/** Nothing can be said any more of closed clients that the model has forgotten: it keeps so many, and no more. */
	forgotten(state: State): readonly Doubt[] {
		const forgotten = [...this.#closed.keys()].filter((id) => !state.clients.has(id)).length;
		if (forgotten === 0) return [];
		const clients = forgotten === 1 ? "1 closed client was" : `${forgotten} closed clients were`;
		const span = { since: this.#ready ?? START, until: state.now };
		return [doubt(`${clients} forgotten before their books were balanced`, span)];
	}

	/** The turn that runs, if it is the client's persona's, as the probe counts turns. */
	#presentTurn(state: State, course: Course, id: ClientId): number | undefined {
		const client = state.clients.get(id);
		const isActive = client !== undefined && course.active === state.personas.get(client.persona)?.inum;
		return isActive ? this.#turns.flips + 1 : undefined;
	}

	/** Whether its persona was, or may have been, in the background while it was open and the audit watched. */
	wasInBackground({ persona, opened, closed }: Client, { personas, now }: State): boolean {
		const inum = personas.get(persona)?.inum;
		return inum === undefined || this.#turns.wasInBackground(inum, later(opened, this.#ready ?? opened), closed ?? now);
	}

	/**
	 * Why it can't be said of a client that it read nothing but what was due to it, or nothing if it can. What a client
	 * has not read yet could hide as much of what was not meant for it; but what it was given since its persona became
	 * active could not.
	 */
	doubtOf(client: Client, { state, course }: Scene): Doubt | undefined {
		const { closed, delivered, final, opened, persona, device } = client;
		const about = { personas: [persona], devices: [device] };
		const span = { since: opened, until: closed ?? state.now };
		if (this.#redeclared.has(device))
			return doubt("a device was declared another's while clients had it open", span, about);
		const read = this.#reads.get(client.id);
		if (read === undefined) return doubt("what a client read is not known", span, about);
		if (read.unsure) return doubt("what a client read could not be counted for sure", span, about);
		if (closed !== undefined && (!read.final || (delivered !== undefined && !final)))
			return doubt("a client closed without its last counts", span, about);
		if (read.read === 0) return undefined;
		const turn = closed === undefined ? this.#presentTurn(state, course, client.id) : this.#closed.get(client.id);
		const needed = turn === read.turn ? read.before : due(client);
		if (read.settled >= needed) return undefined;
		return doubt(
			"a client had not read all that was due to it: what was not meant for it can't be told from that",
			span,
			about,
		);
	}
}
