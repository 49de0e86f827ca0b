import { type Checksum, type DrawnThrough, type Event, type Nanos, NO_NAME } from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isOfOwnFramebuffer, noFramebufferOfPersonas } from "../screens.js";
import { declared, isEitherSide } from "../sides.js";
import { subjectOfClient } from "../subject.js";

/** From one flip to the next. */
interface Turn {
	readonly since: Nanos;
	/** How often the background had drawn by the latest checksum that showed the screen to be right. */
	verified: number | undefined;
	/** There was a checksum already: the first one is about the switch. */
	summed: boolean;
}

class ScreenBackground implements Check {
	#turn: Turn | undefined;
	#behind = 0;
	/** How often it had drawn when the turn began. */
	#atFlip = 0;
	#applies = false;

	applies(): boolean {
		return this.#applies;
	}

	take(event: Event, scene: Scene): readonly Word[] {
		this.#applies ||= isOfOwnFramebuffer(event);
		switch (event.kind) {
			case "drawn-through":
				return this.#through(event, scene);
			case "drawn-behind":
				this.#behind = event.behind;
				return NOTHING;
			case "checksum":
				return this.#summed(event);
			case "ready":
			case "switch-flipped": {
				const words = this.#over(event.t);
				this.#turn = { since: event.t, verified: undefined, summed: event.kind === "ready" };
				this.#atFlip = this.#behind;
				return words;
			}
			default:
				return NOTHING;
		}
	}

	end({ state }: Scene): readonly Word[] {
		return this.#over(state.now);
	}

	#through(event: DrawnThrough, { state }: Scene): readonly Word[] {
		const { client: id, persona, device, sides } = event;
		const may = declared(state, deviceOf(state, "framebuffer", { number: device }), persona);
		if (may === "yes" || (may === undefined && isEitherSide(persona, sides))) return NOTHING;
		const client = state.clients.get(id);
		const subject = client ? subjectOfClient(state, client) : { client: id, persona, device: deviceAt(device) };
		return [violation(subject, "its drawing reached the screen in the background", { shownBy: "itself" })];
	}

	/** The first after a switch shows what the switch did; later ones what came after it. */
	#summed(event: Checksum): readonly Word[] {
		const { persona, device, front, still, buffer, screen, behind } = event;
		this.#behind = Math.max(this.#behind, behind);
		const turn = this.#turn;
		if (turn === undefined || !front || !still) return NOTHING;
		const isFirst = !turn.summed;
		turn.summed = true;
		if (buffer === screen) turn.verified = behind;
		if (isFirst || buffer === screen) return NOTHING;
		return [violation({ persona, device: deviceAt(device) }, "the screen shows what somebody else drew over it")];
	}

	/** What the background drew in a turn after the last checksum of it was not looked at. */
	#over(until: Nanos): readonly Word[] {
		const turn = this.#turn;
		if (turn === undefined || this.#behind <= (turn.verified ?? this.#atFlip)) return NOTHING;
		return [
			doubt("what was drawn in the background was not verified not to be on the screen", { since: turn.since, until }),
		];
	}
}

const deviceAt = (number: Checksum["device"]) => ({ class: "framebuffer" as const, number, name: NO_NAME });

export const screenBackground: Rule = {
	id: "screen-background",
	title: "What the background draws does not reach the screen",
	severity: "violation",
	of: "namespaces",
	why: "A persona that can draw over the active one can show a false keyboard, a false price, a false lock.",
	evidence: `Every update is told with whether it reached the screen. Besides, checksums of what the active persona's framebuffer and of what the screen
holds are to be the same after whatever the background drew: they are made with --verify-screen.`,
	needs: ["switch", "framebuffer.checksum"],
	covers: "the framebuffer of device namespaces, at the checksums; not: that what is drawn in the background is kept",
	notApplicable: noFramebufferOfPersonas,
	absentBy: ["switch.driver"],
	begin: () => new ScreenBackground(),
};
