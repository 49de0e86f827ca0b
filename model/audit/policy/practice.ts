import type { Event } from "../../../decoders/event.js";
import type { Device, DeviceKey, Persona, PersonaKey, State } from "../../state.js";
import { Deeds } from "./deeds.js";
import type { Action } from "./policy.js";

export interface Habit {
	readonly persona: Persona;
	readonly device: Device;
	readonly actions: ReadonlySet<Action>;
}

/** Who was seen to do what with which device. */
export class Practice {
	readonly #deeds = new Deeds();
	readonly #seen = new Map<PersonaKey, Map<DeviceKey, Habit & { readonly actions: Set<Action> }>>();

	/** An event that the model has taken in. */
	take(event: Event, state: State): void {
		for (const { persona, device, action } of this.#deeds.of(event, state)) {
			const devices = this.#seen.get(persona.key) ?? new Map();
			const known = devices.get(device.key) ?? { persona, device, actions: new Set() };
			known.actions.add(action);
			this.#seen.set(persona.key, devices.set(device.key, known));
		}
	}

	get habits(): readonly Habit[] {
		return [...this.#seen.values()].flatMap((devices) => [...devices.values()]);
	}
}
