import {
	type DeviceClass,
	type Event,
	type Level,
	NO_DEVICE,
	NO_PERSONA,
	type Request,
} from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import type { State } from "../../state.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, type Subject, violation, type Word } from "../rule.js";
import { declared, isEitherSide, mayHave } from "../sides.js";

const subjectOf = ({ persona, process, class: kind, name }: Request | Level): Subject => ({
	persona,
	process,
	device: { class: kind, number: NO_DEVICE, name },
});

/** Lights whose driver has a witness, and what that gives. */
const WITNESSES = { led: "led.level", backlight: "backlight.level" } as const;

const isWitnessed = (kind: DeviceClass): kind is keyof typeof WITNESSES => kind in WITNESSES;

class RequestBackground implements Check {
	#applies = false;

	take(event: Event, scene: Scene): readonly Word[] {
		if (event.kind === "request") return this.#requested(event, scene);
		return event.kind === "level" ? this.#set(event, scene) : NOTHING;
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	applies(): boolean {
		return this.#applies;
	}

	#requested(event: Request, { state, course }: Scene): readonly Word[] {
		this.#applies = true;
		const { t, applied, class: kind } = event;
		const device = deviceOf(state, kind, { name: event.name });
		const may = mayHave(state, course, device, event.persona);
		if (applied && may === "no") return [violation(subjectOf(event), "its request was obeyed in the background")];
		if (isWitnessed(kind) || may === "yes") return NOTHING;
		return [doubt("nobody but its driver tells what an LCD does", { since: t, until: t })];
	}

	#set(event: Level, { state }: Scene): readonly Word[] {
		const { t, persona, sides, unsure } = event;
		const device = deviceOf(state, event.class, { name: event.name });
		const may = declared(state, device, persona);
		if (may === "yes" || (may === undefined && isEitherSide(persona, sides))) return NOTHING;
		if (may === undefined && sides.active === NO_PERSONA)
			return [doubt("a device was set before it was known who was active", { since: t, until: t })];
		if (unsure)
			return [
				doubt("whether a backlight had been so before it was asked for that is not known", { since: t, until: t }),
			];
		return [violation(subjectOf(event), "what it asked for in the background was done", { shownBy: "itself" })];
	}
}

const classesIn = ({ devices }: State) => [...devices.values()].map(({ class: kind }) => kind).filter(isWitnessed);

export const requestBackground: Rule = {
	id: "request-background",
	title: "LED, backlight and LCD ignore requests from the background",
	severity: "violation",
	of: "namespaces",
	why: "A light that the background can set tells the user things about the wrong persona, and the background can signal with it.",
	evidence: `Every request is told with whether it was obeyed. Besides, what the driver sends on to the physical LEDs is seen on its way to them, what a
backlight sets the physical one to as it is set, and what itself reads back as after each request: with the process in whose context that is.`,
	needs: ["switch", "led.request"],
	alsoNeeds: (state) => [...new Set(classesIn(state))].map((kind) => WITNESSES[kind]),
	covers:
		"the LEDs and the backlight of device namespaces; LCD: as the driver tells it; not: physical ones that a persona can write to itself",
	notApplicable: (state) =>
		classesIn(state).length > 0 ? undefined : "no light of device namespaces was asked for anything",
	absentBy: ["led.request"],
	begin: () => new RequestBackground(),
};
