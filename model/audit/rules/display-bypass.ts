import { type ClientId, type Event, major, minor, type Opened, ROOT_INUM } from "../../../decoders/event.js";
import type { State } from "../../state.js";
import { type Check, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { FRAMEBUFFER_MAJOR, isFramebufferPhase, isOfOwnFramebuffer, noFramebufferOfPersonas } from "../screens.js";
import { subjectOfClient } from "../subject.js";

/** Of displays: nodes from here on render into memory, and show nothing. */
const RENDER_NODES = 128;

const isPhysical = ({ class: kind, device }: Pick<Opened, "class" | "device">): boolean =>
	kind === "display" ? minor(device) < RENDER_NODES : kind === "framebuffer" && major(device) === FRAMEBUFFER_MAJOR;

/** Tells that personas have a framebuffer of their own. */
const isOwn = (event: Event): boolean =>
	isFramebufferPhase(event) ||
	isOfOwnFramebuffer(event) ||
	(event.kind === "device-appeared" && event.class === "framebuffer" && !isPhysical(event));

class DisplayBypass implements Check {
	/** Whether personas have a framebuffer of their own; until that is told, who opened the physical one is remembered. */
	#hasOwn = false;
	readonly #early: ClientId[] = [];

	take(event: Event, { state }: Scene): readonly Word[] {
		if (isOwn(event) && !this.#hasOwn) {
			this.#hasOwn = true;
			return this.#early.flatMap((client) => bypassed(state, client));
		}
		if (event.kind !== "opened" || event.persona === ROOT_INUM || !isPhysical(event)) return NOTHING;
		if (this.#hasOwn) return bypassed(state, event.client);
		this.#early.push(event.client);
		return NOTHING;
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	applies(): boolean {
		return this.#hasOwn;
	}
}

const bypassed = (state: State, id: ClientId): readonly Word[] => {
	const client = state.clients.get(id);
	if (client === undefined) return NOTHING;
	return [violation(subjectOfClient(state, client), "it has opened the physical display", { shownBy: "itself" })];
};

export const displayBypass: Rule = {
	id: "display-bypass",
	title: "No persona opens the physical display",
	severity: "violation",
	of: "namespaces",
	why: "Who has the physical framebuffer or display node draws past device namespaces, over whoever is active, and can read the screen.",
	evidence: "Every open of a framebuffer or display node is seen, whatever becomes of it, and what was open before.",
	needs: ["framebuffer.physical"],
	covers:
		"framebuffer nodes (29:n), and where device.open is watched display nodes (226:n); not: descriptors that root hands to a persona",
	notApplicable: noFramebufferOfPersonas,
	absentBy: ["framebuffer.open"],
	begin: () => new DisplayBypass(),
};
