import {
	type Checksum,
	type Event,
	type Inum,
	type Nanos,
	NO_NAME,
	type SwitchEnded,
} from "../../../decoders/event.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isFramebufferPhase, isOfOwnFramebuffer, noFramebufferOfPersonas, TELL_OF_FRAMEBUFFER } from "../screens.js";

interface Switched {
	readonly to: Inum;
	readonly since: Nanos;
	/** There was a framebuffer that had to follow; where none was seen yet, the first checksum may show one all the same. */
	readonly due: boolean;
}

class ScreenRestored implements Check {
	/** The persona whose content is to be on the screen since the latest switch, until a checksum has shown it. */
	#open: Switched | undefined;
	/** Whether the framebuffer's driver takes part in the switch that runs. */
	#takesPart = false;
	/** Who has a framebuffer at all, as it has been summed up. */
	readonly #drawers = new Set<Inum>();
	/** Switches whose screen nobody verified, with whose it was. */
	readonly #unverified: Switched[] = [];

	#applies = false;

	applies(): boolean {
		return this.#applies;
	}

	take(event: Event, scene: Scene): readonly Word[] {
		this.#applies ||= isOfOwnFramebuffer(event);
		switch (event.kind) {
			case "switch-locked":
				this.#close();
				this.#takesPart = false;
				return NOTHING;
			case "driver-began":
				this.#takesPart ||= isFramebufferPhase(event);
				return NOTHING;
			case "switch-ended":
				this.#ended(event, scene);
				return NOTHING;
			case "checksum":
				return this.#summed(event);
			default:
				return NOTHING;
		}
	}

	/** Of a persona without a framebuffer there is nothing to restore; of one nobody has summed up, nobody knows. */
	end({ state }: Scene): readonly Word[] {
		this.#close();
		const known = this.#drawers.size > 0;
		return this.#unverified
			.filter(({ to }) => !known || this.#drawers.has(to))
			.map(({ since }) => doubt("the screen was not verified after a switch", { since, until: state.now }));
	}

	#close(): void {
		if (this.#open?.due) this.#unverified.push(this.#open);
		this.#open = undefined;
	}

	#ended({ errno, t }: SwitchEnded, { course }: Scene): void {
		if (errno === 0 && course.active !== undefined)
			this.#open = { to: course.active, since: t, due: this.#takesPart || this.#applies };
	}

	#summed({ persona, device, front, still, buffer, screen }: Checksum): readonly Word[] {
		this.#drawers.add(persona);
		if (!front || !still || this.#open?.to !== persona) return NOTHING;
		this.#open = undefined;
		if (buffer === screen) return NOTHING;
		const subject = { persona, device: { class: "framebuffer" as const, number: device, name: NO_NAME } };
		return [violation(subject, "the screen showed something else than its framebuffer after a switch")];
	}
}

export const screenRestored: Rule = {
	id: "screen-restored",
	title: "The screen after a switch shows what the activated persona's framebuffer held",
	severity: "violation",
	of: "namespaces",
	why: "Whoever looks at the screen takes what it shows for the active persona's: its content, its question, its consent.",
	evidence: `After every switch a checksum of the activated persona's framebuffer and one of the screen, made while nobody drew, are to be the same: they are made
with --verify-screen.`,
	needs: ["switch", "switch.driver", "framebuffer.checksum"],
	covers: "the framebuffer of device namespaces, right after switches",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new ScreenRestored(),
};
