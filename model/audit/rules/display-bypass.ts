import { FIRST_RENDERER, FRAMEBUFFER_MAJOR } from "../../../decoders/device-numbers.js";
import { type Event, major, minor, type Opened, ROOT_INUM } from "../../../decoders/event.js";
import type { State } from "../../state.js";
import { type Check, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isFramebufferPhase, isOfOwnFramebuffer, noFramebufferOfPersonas, TELL_OF_FRAMEBUFFER } from "../screens.js";
import { subjectOfClient } from "../subject.js";

/** Who opens the physical one again and again must not fill the memory: any one of them is a violation. */
const MOST_EARLY = 1000;

/** What is opened past the framebuffer that each persona has; nothing where it is not. */
const physical = ({ class: kind, device }: Pick<Opened, "class" | "device">): string | undefined => {
	if (kind === "framebuffer" && major(device) === FRAMEBUFFER_MAJOR) return "the physical framebuffer";
	return kind === "display" && minor(device) < FIRST_RENDERER ? "the display" : undefined;
};

/** Tells that personas have a framebuffer of their own. */
const isOwn = (event: Event): boolean =>
	isFramebufferPhase(event) ||
	isOfOwnFramebuffer(event) ||
	(event.kind === "device-appeared" && event.class === "framebuffer" && physical(event) === undefined);

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
		const opened = event.kind === "opened" && event.persona !== ROOT_INUM ? physical(event) : undefined;
		if (event.kind !== "opened" || opened === undefined) return NOTHING;
		const words = bypassed(state, event, opened);
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

const bypassed = (state: State, { client: id }: Opened, opened: string): readonly Word[] => {
	const client = state.clients.get(id);
	if (client === undefined) return NOTHING;
	return [violation(subjectOfClient(state, client), `it has opened ${opened}`, { shownBy: "itself" })];
};

export const displayBypass: Rule = {
	id: "display-bypass",
	title: "No persona opens the physical framebuffer or the display",
	severity: "violation",
	of: "namespaces",
	why: "Who has the physical framebuffer, or the display's own node, draws past device namespaces, over whoever is active, and can read the screen.",
	evidence:
		"Every open of a framebuffer's or display's node is seen, whatever becomes of it, and what was open before.",
	needs: ["framebuffer.physical", "display.open"],
	covers:
		"framebuffer nodes (29:n) and display nodes (226:0 to 226:127); not: descriptors that root hands to a persona, and what only renders (226:128 and on)",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new DisplayBypass(),
};
