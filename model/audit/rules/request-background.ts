import { type Event, type Level, NO_DEVICE, NO_PERSONA, type Request } from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, type Subject, violation, type Word } from "../rule.js";
import { declared, isEitherSide, mayHave } from "../sides.js";

const subjectOf = ({ persona, process, class: kind, name }: Request | Level): Subject => ({
	persona,
	process,
	device: { class: kind, number: NO_DEVICE, name },
});

class RequestBackground implements Check {
	take(event: Event, scene: Scene): readonly Word[] {
		if (event.kind === "request") return this.#requested(event, scene);
		return event.kind === "level" ? this.#set(event, scene) : NOTHING;
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	#requested(event: Request, { state, course }: Scene): readonly Word[] {
		const device = deviceOf(state, event.class, { name: event.name });
		if (!event.applied || mayHave(state, course, device, event.persona) !== "no") return NOTHING;
		return [violation(subjectOf(event), "its request was obeyed in the background")];
	}

	#set(event: Level, { state }: Scene): readonly Word[] {
		const device = deviceOf(state, event.class, { name: event.name });
		const may = declared(state, device, event.persona);
		if (may === "yes" || (may === undefined && isEitherSide(event.persona, event.sides))) return NOTHING;
		if (may === undefined && event.sides.active === NO_PERSONA)
			return [doubt("a device was set before it was known who was active", { since: event.t, until: event.t })];
		return [violation(subjectOf(event), "what it asked for in the background was done", { shownBy: "itself" })];
	}
}

export const requestBackground: Rule = {
	id: "request-background",
	title: "LED, backlight and LCD ignore requests from the background",
	severity: "violation",
	of: "namespaces",
	why: "A light that the background can set tells the user things about the wrong persona, and the background can signal with it.",
	evidence: `Every request is told with whether it was obeyed. Besides, what the driver sends on to the physical LEDs is seen on its way to them, with
the process in whose context it is sent.`,
	needs: ["switch", "led.request", "led.level"],
	covers:
		"the LEDs of device namespaces; backlight and LCD: as the driver tells it; not: physical LEDs that a persona can write to itself",
	notApplicable: ({ devices }) =>
		[...devices.values()].some((device) => device.class === "led")
			? undefined
			: "no LED of device namespaces was asked for anything",
	absentBy: ["led.request"],
	begin: () => new RequestBackground(),
};
