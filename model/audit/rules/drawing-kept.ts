import type { DrawnLost, Event } from "../../../decoders/event.js";
import type { State } from "../../state.js";
import { type Check, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isOfOwnFramebuffer, noFramebufferOfPersonas, TELL_OF_FRAMEBUFFER } from "../screens.js";
import { subjectOfClient } from "../subject.js";

class DrawingKept implements Check {
	#applies = false;

	take(event: Event, { state }: Scene): readonly Word[] {
		this.#applies ||= isOfOwnFramebuffer(event);
		return event.kind === "drawn-lost" ? [lost(event, state)] : NOTHING;
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	applies(): boolean {
		return this.#applies;
	}
}

const lost = ({ client: id }: DrawnLost, { clients, ...state }: State): Word => {
	const client = clients.get(id);
	const subject = client ? subjectOfClient({ clients, ...state }, client) : { client: id };
	return violation(subject, "what it wrote did not come into its framebuffer", { shownBy: "itself" });
};

export const drawingKept: Rule = {
	id: "drawing-kept",
	title: "What a persona draws is kept, in the background too",
	severity: "violation",
	of: "namespaces",
	why: "A persona that comes to the front shows what it has drawn. If that was lost meanwhile, its user sees, and answers, what is no longer so.",
	evidence: `What each write(2) copies into the persona's own buffer is counted where it is copied, and must be what the write says that it took. What is drawn
through a mapping is drawn into that buffer itself. That the screen shows the buffer is for the rules of the screen.`,
	needs: ["framebuffer.open", "framebuffer.kept"],
	covers:
		"write(2) to the framebuffer of device namespaces; not: modes, colours and blanking that are asked for in the background",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new DrawingKept(),
};
