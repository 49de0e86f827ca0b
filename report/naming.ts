import type { ClientId, DeviceClass, DeviceNumber, Inum, SwitchId } from "../decoders/event.js";
import { deviceOf } from "../model/devices.js";
import { personaOf } from "../model/personas.js";
import type { Client, Device, DeviceKey, LogEntry, Persona, PersonaKey, State, Switch } from "../model/state.js";
import { deviceName, displayName, numberText, processText } from "./names.js";

/** An event with what it was about when it happened; without that, with what has its numbers now. */
export type Told = Pick<LogEntry, "event"> & Partial<LogEntry>;

/** Finds what an event names by number; what is not known any more stays a number. */
export class Naming {
	readonly #state: State;
	readonly #told: Told;

	constructor(state: State, told: Told) {
		this.#state = state;
		this.#told = told;
	}

	persona(key: PersonaKey | undefined): string {
		const persona = this.#personaAt(key);
		return persona ? displayName(persona) : "an unknown persona";
	}

	/**
	 * The persona that has a number: the one that the event or its switch is about, if it has that number, as another
	 * may have it by now.
	 */
	numbered(inum: Inum, id?: SwitchId): string {
		const one = id === undefined ? undefined : this.switch(id);
		const personas = [this.#told.persona, one?.from, one?.to, one?.asker].map((key) => this.#personaAt(key));
		const persona = personas.find((known) => known?.inum === inum) ?? personaOf(this.#state, inum);
		return persona ? displayName(persona) : `persona ${inum}`;
	}

	/** The device that the event is about, and has this number. */
	device(deviceClass: DeviceClass, number: DeviceNumber): string {
		const known = this.#deviceAt(this.#told.device) ?? deviceOf(this.#state, deviceClass, { number });
		return known ? deviceName(known) : `${deviceClass} ${numberText(number)}`;
	}

	deviceOf(id: ClientId): string {
		const device = this.#deviceAt(this.#told.device ?? this.#client(id)?.device);
		return device ? deviceName(device) : "an unknown device";
	}

	/** `evtest 1234/7 of blue (4026532281)`. */
	holder(id: ClientId): string {
		return this.knownHolder(id) ?? `client ${id}`;
	}

	/** The same; nothing of a client that is not known any more. */
	knownHolder(id: ClientId): string | undefined {
		const client = this.#client(id);
		return client && `${processText(client.process)} of ${this.persona(client.persona)}`;
	}

	switch(id: SwitchId): Switch | undefined {
		return this.#state.switches.find((one) => one.id === id);
	}

	#personaAt(key: PersonaKey | undefined): Persona | undefined {
		return key && this.#state.personas.get(key);
	}

	#client(id: ClientId): Client | undefined {
		return this.#state.clients.get(id);
	}

	#deviceAt(key: DeviceKey | undefined): Device | undefined {
		return key && this.#state.devices.get(key);
	}
}
