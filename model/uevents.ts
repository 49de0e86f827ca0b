import { NO_NAME, type Uevent, type UeventsBefore } from "../decoders/event.js";
import type { UeventDraft } from "./draft.js";
import { ROOT_KEY } from "./personas.js";
import type { PersonaKey, Severity, UeventTally } from "./state.js";

/** Who sends uevents makes up subsystems as he likes: beyond these their uevents are counted without one. */
const MOST = 200;

type Kind = Pick<UeventTally, "origin" | "action" | "subsystem">;

/** How many uevents there were, by where they came from, what they say and of which subsystem. */
export class Uevents {
	readonly known = new Map<string, UeventDraft>();

	/** What goes to several network namespaces is one, and said once. */
	sent(event: Uevent, persona: PersonaKey): Severity | undefined {
		if (event.again) return undefined;
		this.#tally(event).count++;
		return event.origin === "kernel" || persona === ROOT_KEY ? "info" : "notice";
	}

	/** Before a snapshot. */
	counted(event: UeventsBefore): void {
		this.#tally(event).count += event.count;
	}

	#tally({ origin, action, subsystem }: Kind): UeventDraft {
		const key = `${origin} ${action} ${subsystem}`;
		const known = this.known.get(key);
		if (known) return known;
		if (subsystem !== NO_NAME && this.known.size >= MOST) return this.#tally({ origin, action, subsystem: NO_NAME });
		const tally = { origin, action, subsystem, count: 0 };
		this.known.set(key, tally);
		return tally;
	}
}
