import type { Nanos } from "../decoders/event.js";
import type { Inconsistencies } from "./inconsistencies.js";
import type { PersonaKey, State } from "./state.js";

/** Who is active, and since when. */
export class Activity {
	active: State["active"];
	readonly #inconsistencies: Inconsistencies;

	constructor(inconsistencies: Inconsistencies) {
		this.#inconsistencies = inconsistencies;
	}

	/** When the probes begin. A flip told before it knows the time as well. */
	told(persona: PersonaKey, since: Nanos): void {
		if (this.active?.persona !== persona) this.active = { persona, since };
	}

	/** From here on nobody knows. */
	lost(): void {
		this.active = undefined;
	}

	/** A switch says whom it found active. If that is another than known, a flip was missed, at the latest now. */
	found(persona: PersonaKey, t: Nanos): void {
		if (this.active === undefined || this.active.persona === persona) return;
		this.#inconsistencies.found("missed-flip");
		this.active = { persona, since: t };
	}

	flipped(from: PersonaKey, to: PersonaKey, t: Nanos): void {
		this.found(from, t);
		this.active = { persona: to, since: t };
	}
}
