import type { Event, Inum, Nanos } from "../../decoders/event.js";
import type { Course } from "./course.js";

interface Turn {
	readonly since: Nanos;
	/** `undefined` while nobody knows. */
	readonly active: Inum | undefined;
}

/** Who was active when, for what is judged when all has been told. */
export class Turns {
	readonly #turns: Turn[] = [];
	/** How many times activity has passed to another. */
	flips = 0;

	take(event: Event, course: Course): void {
		if (event.kind === "switch-flipped") this.flips++;
		if (this.#turns.at(-1)?.active === course.active) return;
		this.#turns.push({ since: event.t, active: course.active });
	}

	/** Whether a persona was, or may have been, in the background at some time between. */
	wasInBackground(persona: Inum, since: Nanos, until: Nanos): boolean {
		return this.#turns.some((turn, index) => {
			const end = this.#turns[index + 1]?.since ?? Number.POSITIVE_INFINITY;
			return turn.active !== persona && turn.since <= until && end > since;
		});
	}
}
