import type { Event, Name } from "../../decoders/event.js";
import type { Device, State } from "../state.js";

/** Which devices the input core has given to one handler alone, as the input core says. */
export class Hold {
	readonly #seized = new Map<Name, boolean>();

	take(event: Event): void {
		if (event.kind === "seized") this.#seized.set(event.node, event.taken);
		// A node's name is given again.
		if (event.kind === "device-appeared" && !event.existing) this.#seized.set(event.node, false);
	}

	/** `undefined` where nothing was told since the probes began. */
	isSeized({ node }: Device): boolean | undefined {
		return this.#seized.get(node);
	}

	deviceAt({ devices }: State, node: Name): Device | undefined {
		return [...devices.values()].findLast(
			(device) => device.class === "input" && device.node === node && device.gone === undefined,
		);
	}

	seizedDevices(state: State): readonly Device[] {
		return [...this.#seized].flatMap(([node, taken]) => (taken ? (this.deviceAt(state, node) ?? []) : []));
	}
}
