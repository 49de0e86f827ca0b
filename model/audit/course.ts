import { type Event, type Inum, NO_PERSONA, type SwitchId } from "../../decoders/event.js";

/** A switch that has the lock and has not ended. */
export interface Running {
	readonly id: SwitchId;
	readonly from: Inum;
	/** `undefined` until the flip, where the request was missed. */
	readonly to: Inum | undefined;
}

export type Answer = "yes" | "no" | "unknown";

/**
 * Who is active, as the events tell it one by one. Between the begin and the end of a switch, which is from its lock on,
 * both sides count as active: docs/audit.md says why. A persona is meant by its number as it is at the instant.
 */
export class Course {
	#active: Inum | undefined;
	#running: Running | undefined;
	readonly #wanted = new Map<SwitchId, Inum>();

	get active(): Inum | undefined {
		return this.#active;
	}

	get running(): Running | undefined {
		return this.#running;
	}

	/** Whether a persona may have what only the active one may have, at this instant. */
	allows(persona: Inum): Answer {
		if (this.#running !== undefined) {
			const { from, to } = this.#running;
			if (persona === from || persona === to) return "yes";
			return to === undefined ? "unknown" : "no";
		}
		if (this.#active === undefined) return "unknown";
		return persona === this.#active ? "yes" : "no";
	}

	/** All that exists has been told: `active` is who is, if nothing was told since. */
	settle(active: Inum | undefined): void {
		this.#active ??= active;
	}

	take(event: Event): void {
		switch (event.kind) {
			case "session":
				this.#forget();
				this.#wanted.clear();
				return;
			case "loss":
			case "reject":
				this.#forget();
				return;
			case "active":
				this.#active = event.persona === NO_PERSONA ? undefined : event.persona;
				return;
			case "switch-requested":
				this.#wanted.set(event.switch, event.to);
				return;
			case "switch-locked":
				this.#active = event.from;
				this.#running = { id: event.switch, from: event.from, to: this.#wanted.get(event.switch) };
				return;
			case "switch-flipped":
				this.#active = event.to;
				if (this.#running?.id === event.switch) this.#running = { ...this.#running, to: event.to };
				return;
			case "switch-ended":
				this.#wanted.delete(event.switch);
				if (this.#running?.id === event.switch) this.#running = undefined;
				return;
		}
	}

	#forget(): void {
		this.#active = undefined;
		this.#running = undefined;
	}
}
