import { FRAMEBUFFER_MAJOR } from "../../../decoders/device-numbers.js";
import {
	type Checksum,
	type ClientId,
	type Closed,
	type DeviceDeclared,
	type Event,
	type Inum,
	major,
	type Nanos,
	NO_NAME,
	type Opened,
	type SwitchEnded,
} from "../../../decoders/event.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { isFramebufferPhase, isOfOwnFramebuffer, noFramebufferOfPersonas, TELL_OF_FRAMEBUFFER } from "../screens.js";

interface Switched {
	readonly to: Inum;
	readonly since: Nanos;
	/** What gave it the screen. */
	readonly by: "a switch" | "it was declared whose it is";
	/** There was a framebuffer that had to follow; where none was seen yet, the first checksum may show one all the same. */
	readonly due: boolean;
}

class ScreenRestored implements Check {
	/** The persona whose content is to be on the screen since it was given to it, until a checksum has shown it. */
	#open: Switched | undefined;
	/** Otherwise a switch gives it to nobody. */
	#follows = true;
	/** Whether the framebuffer's driver takes part in the switch that runs. */
	#takesPart = false;
	/** Who has a framebuffer at all: has it open, or it was summed up. To anybody else there is nothing to restore. */
	readonly #drawers = new Set<Inum>();
	/** Whose each is that is open. */
	readonly #clients = new Map<ClientId, Inum>();
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
				if (this.#follows) this.#close();
				this.#takesPart = false;
				return NOTHING;
			case "driver-began":
				this.#takesPart ||= isFramebufferPhase(event);
				return NOTHING;
			case "switch-flipped":
				this.#dropUnlessOpen(event.from);
				return NOTHING;
			case "switch-ended":
				this.#ended(event, scene);
				return NOTHING;
			case "device-declared":
				this.#declared(event, scene);
				return NOTHING;
			case "opened":
				this.#opened(event);
				return NOTHING;
			case "closed":
				this.#closed(event);
				return NOTHING;
			case "checksum":
				return this.#summed(event);
			default:
				return NOTHING;
		}
	}

	end({ state }: Scene): readonly Word[] {
		this.#close();
		return this.#unverified.map(({ since, by }) =>
			doubt(`the screen was not verified after ${by}`, { since, until: state.now }),
		);
	}

	#opened({ class: kind, device, client, persona }: Opened): void {
		if (kind !== "framebuffer" || major(device) === FRAMEBUFFER_MAJOR) return;
		this.#clients.set(client, persona);
		this.#drawers.add(persona);
	}

	/** Its framebuffer ends with the last that has it open, or when it goes to the background after that. */
	#closed({ client }: Closed): void {
		const persona = this.#clients.get(client);
		if (persona === undefined) return;
		this.#clients.delete(client);
		this.#dropUnlessOpen(persona);
	}

	#dropUnlessOpen(persona: Inum): void {
		if (![...this.#clients.values()].includes(persona)) this.#drawers.delete(persona);
	}

	#close(): void {
		if (this.#open?.due) this.#unverified.push(this.#open);
		this.#open = undefined;
	}

	#ended({ errno, t }: SwitchEnded, { course }: Scene): void {
		if (errno !== 0 || course.active === undefined || !this.#follows) return;
		const due = (this.#takesPart || this.#applies) && this.#drawers.has(course.active);
		this.#open = { to: course.active, since: t, by: "a switch", due };
	}

	/** One that is shared shows what was drawn last, which is nobody's framebuffer. */
	#declared({ class: kind, mode, persona, existing, t }: DeviceDeclared, { course }: Scene): void {
		if (kind !== "framebuffer") return;
		this.#follows = mode === "follow";
		if (existing) return;
		this.#close();
		const to = mode === "private" ? persona : course.active;
		if (mode === "shared" || to === undefined) return;
		this.#open = { to, since: t, by: "it was declared whose it is", due: this.#drawers.has(to) };
	}

	#summed({ persona, device, front, still, buffer, screen }: Checksum): readonly Word[] {
		this.#drawers.add(persona);
		if (!front || !still || this.#open?.to !== persona) return NOTHING;
		const { by } = this.#open;
		this.#open = undefined;
		if (buffer === screen) return NOTHING;
		const subject = { persona, device: { class: "framebuffer" as const, number: device, name: NO_NAME } };
		return [violation(subject, `the screen showed something else than its framebuffer after ${by}`)];
	}
}

export const screenRestored: Rule = {
	id: "screen-restored",
	title: "The screen after a switch shows what the activated persona's framebuffer held",
	severity: "violation",
	of: "namespaces",
	why: "Whoever looks at the screen takes what it shows for the active persona's: its content, its question, its consent.",
	evidence: `After every switch a checksum of the activated persona's framebuffer and one of the screen, made while nobody drew, are to be the same: they are made
with --verify-screen. Likewise of the owner's where the framebuffer is declared private to it, and of the active persona's where it follows again.`,
	needs: ["switch", "switch.driver", "framebuffer.open", "framebuffer.checksum"],
	covers:
		"the framebuffer of device namespaces, right after switches and after it was declared whose it is; not: while it is shared",
	notApplicable: noFramebufferOfPersonas,
	absentBy: TELL_OF_FRAMEBUFFER,
	begin: () => new ScreenRestored(),
};
