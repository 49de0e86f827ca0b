import { type Event, major, type Opened, ROOT_INUM } from "../../../decoders/event.js";
import type { State } from "../../state.js";
import { type Check, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import {
	FRAMEBUFFER_MAJOR,
	isFramebufferPhase,
	isOfOwnFramebuffer,
	noFramebufferOfPersonas,
	TELL_OF_FRAMEBUFFER,
} from "../screens.js";
import { subjectOfClient } from "../subject.js";

/** Who opens the physical one again and again must not fill the memory: any one of them is a violation. */
const MOST_EARLY = 1000;

const isPhysical = ({ class: kind, device }: Pick<Opened, "class" | "device">): boolean =>
	kind === "framebuffer" && major(device) === FRAMEBUFFER_MAJOR;

/** Tells that personas have a framebuffer of their own. */
const isOwn = (event: Event): boolean =>
	isFramebufferPhase(event) ||
	isOfOwnFramebuffer(event) ||
	(event.kind === "device-appeared" && event.class === "framebuffer" && !isPhysical(event));

class DisplayBypass implements Check {
	/** Whether personas have a framebuffer of their own; until that is told, what would break the rule is remembered. */
	#hasOwn = false;
	#early: Word[] = [];

	take(event: Event, { state }: Scene): readonly Word[] {
		if (isOwn(event) && !this.#hasOwn) {
			this.#hasOwn = true;
			const early = this.#early;
			this.#early = [];
			return early;
		}
		if (event.kind !== "opened" || event.persona === ROOT_INUM || !isPhysical(event)) return NOTHING;
		const words = bypassed(state, event);
		if (this.#hasOwn) return words;
		if (this.#early.length < MOST_EARLY) this.#early.push(...words);
		return NOTHING;
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	applies(): boolean {
		return this.#hasOwn;
	}
}

const bypassed = (state: State, { client: id }: Opened): readonly Word[] => {
	const client = state.clients.get(id);
	if (client === undefined) return NOTHING;
	return [violation(subjectOfClient(state, client), "it has opened the physical framebuffer", { shownBy: "itself" })];
};

export const displayBypass: Rule = {
	id: "display-bypass",
	title: "No persona opens the physical framebuffer",
	severity: "violation",
	of: "namespaces",
	why: "Who has the physical framebuffer draws past device namespaces, over whoever is active, and can read the screen.",
	evidence: "Every open of a framebuffer node is seen, whatever becomes of it, and what was open before.",
	needs: ["framebuffer.physical"],
	covers:
		"framebuffer nodes (29:n); not: display nodes (226:n), which nobody watches with the modules loaded, nor descriptors that root hands to a persona",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new DisplayBypass(),
};
