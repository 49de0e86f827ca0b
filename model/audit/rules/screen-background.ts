import {
	type Checksum,
	type DrawnThrough,
	type Event,
	type Nanos,
	NO_NAME,
	NO_PERSONA,
} from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isOfOwnFramebuffer, noFramebufferOfPersonas, TELL_OF_FRAMEBUFFER } from "../screens.js";
import { declared, isEitherSide } from "../sides.js";
import { subjectOfClient } from "../subject.js";

/** From one flip, or declaration of whose the framebuffer is, to the next. */
interface Turn {
	readonly since: Nanos;
	/** How often the background had drawn by the beginning of the latest checksum that showed the screen to be right, or of the turn. */
	verified: number;
	/** The screen has been right: before that, what is wrong with it is the switch's. */
	right: boolean;
}

class ScreenBackground implements Check {
	#turn: Turn | undefined;
	/** A flip, until the count that belongs to it is told, which comes right after it. */
	#flipped: Nanos | undefined;
	#behind = 0;
	/** How often it had drawn when the latest checksum was told. They are made one at a time: no later than that the next one began. */
	#atChecksum = 0;
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
				return this.#passOn();
			case "checksum":
				return [...this.#passOn(), ...this.#summed(event)];
			case "switch-flipped": {
				const words = this.#passOn();
				this.#flipped = event.t;
				return words;
			}
			case "device-declared":
				if (event.class !== "framebuffer" || event.existing) return NOTHING;
				return [...this.#passOn(), ...this.#begin(event.t, false)];
			case "ready":
				return [...this.#passOn(), ...this.#begin(event.t, this.#turn?.right ?? true)];
			default:
				return NOTHING;
		}
	}

	end({ state }: Scene): readonly Word[] {
		return [...this.#passOn(), ...this.#over(state.now)];
	}

	/** The turn after a flip begins, with as much drawn as is known by now. */
	#passOn(): readonly Word[] {
		const since = this.#flipped;
		this.#flipped = undefined;
		return since === undefined ? NOTHING : this.#begin(since, false);
	}

	#begin(since: Nanos, right: boolean): readonly Word[] {
		const words = this.#over(since);
		this.#turn = { since, verified: this.#behind, right };
		return words;
	}

	#through(event: DrawnThrough, { state }: Scene): readonly Word[] {
		const { t, client: id, persona, device, sides } = event;
		const may = declared(state, deviceOf(state, "framebuffer", { number: device }), persona);
		if (may === "yes" || (may === undefined && isEitherSide(persona, sides))) return NOTHING;
		if (may === undefined && sides.active === NO_PERSONA)
			return [doubt("something was drawn before it was known who was active", { since: t, until: t })];
		const client = state.clients.get(id);
		const subject = client ? subjectOfClient(state, client) : { client: id, persona, device: deviceAt(device) };
		const what =
			may === undefined
				? "its drawing reached the screen in the background"
				: "its drawing reached the screen, which was not its";
		return [violation(subject, what, { shownBy: "itself" })];
	}

	/** What is drawn while a checksum is made may come too late for it: right is the screen up to when it began. */
	#summed(event: Checksum): readonly Word[] {
		const { persona, device, front, still, buffer, screen, behind } = event;
		const begun = this.#atChecksum;
		this.#atChecksum = behind;
		this.#behind = Math.max(this.#behind, behind);
		const turn = this.#turn;
		if (turn === undefined || !front || !still) return NOTHING;
		if (buffer === screen) {
			turn.right = true;
			turn.verified = Math.max(turn.verified, begun);
			return NOTHING;
		}
		if (!turn.right) return NOTHING;
		return [violation({ persona, device: deviceAt(device) }, "the screen shows what somebody else drew over it")];
	}

	/** What the background drew in a turn after the last checksum of it was not looked at. */
	#over(until: Nanos): readonly Word[] {
		const turn = this.#turn;
		if (turn === undefined || this.#behind <= turn.verified) return NOTHING;
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
	covers:
		"the framebuffer of device namespaces, at the checksums, of which there is none while it is shared; not: that what is drawn in the background is kept",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new ScreenBackground(),
};
