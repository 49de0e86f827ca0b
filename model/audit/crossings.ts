import { type Crossed, type Crossing, type Event, type Inum, NO_PERSONA } from "../../decoders/event.js";
import { personaOf } from "../personas.js";
import type { State } from "../state.js";
import { type Check, doubt, NOTHING, type Scene, violation, type Word } from "./rule.js";

const isKnown = (state: State, persona: Inum): boolean => personaOf(state, persona)?.unseen === false;

/** What comes from one persona to another, as a witness has it: of logs, or of alarms. */
export class Crossings implements Check {
	readonly #what: Crossing;
	readonly #isAbout: (event: Event) => boolean;
	#applies = false;

	/** `isAbout` tells that there is such a device, whatever else. */
	constructor(what: Crossing, isAbout: (event: Event) => boolean) {
		this.#what = what;
		this.#isAbout = isAbout;
	}

	take(event: Event, { state }: Scene): readonly Word[] {
		const crossed = event.kind === "crossed" && event.what === this.#what ? event : undefined;
		this.#applies ||= crossed !== undefined || this.#isAbout(event);
		return crossed === undefined ? NOTHING : [judged(crossed, state)];
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	applies(): boolean {
		return this.#applies;
	}
}

const DOUBTS: Readonly<Record<Crossing, string>> = {
	log: "a log entry was read of which it is not known who wrote it",
	alarm: "an alarm was told of which it is not known whose it was",
};

const BROKEN: Readonly<Record<Crossing, string>> = {
	log: "it read a log entry that another persona had written",
	alarm: "it was told of an alarm that had not gone off for it",
};

/** A namespace that is no persona, such as a sandbox of the host's, is somebody's whom the probe does not know. */
const judged = ({ t, what, persona, process, of, unsure }: Crossed, state: State): Word => {
	if (unsure || !isKnown(state, persona) || (of !== NO_PERSONA && !isKnown(state, of)))
		return doubt(DOUBTS[what], { since: t, until: t }, { personas: knownKey(state, persona) });
	return violation({ persona, process }, BROKEN[what], { shownBy: "itself" });
};

const knownKey = (state: State, persona: Inum) => {
	const found = personaOf(state, persona);
	return found === undefined ? [] : [found.key];
};
