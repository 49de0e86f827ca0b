import { FRAMEBUFFER_MAJOR } from "../../decoders/device-numbers.js";
import { type Capability, type Event, major } from "../../decoders/event.js";
import type { State } from "../state.js";

const DRIVER = "framebuffer";

/** Its driver takes part in a switch. */
export const isFramebufferPhase = (event: Event): boolean => event.kind === "driver-began" && event.driver === DRIVER;

/** Without a framebuffer for each persona they share the physical one on purpose. */
export const noFramebufferOfPersonas = ({ devices, switches }: State): string | undefined => {
	const isThere =
		[...devices.values()].some(
			({ class: kind, number }) =>
				kind === "framebuffer" && number !== undefined && major(number) !== FRAMEBUFFER_MAJOR,
		) || switches.some(({ drivers }) => drivers.some(({ driver }) => driver === DRIVER));
	return isThere ? undefined : "no framebuffer of device namespaces was seen: personas share the physical one";
};

/** Told by nothing else than the framebuffer that each persona has for itself. */
export const isOfOwnFramebuffer = (event: Event): boolean =>
	event.kind === "checksum" ||
	event.kind === "drawn-through" ||
	event.kind === "drawn-lost" ||
	(event.kind === "drawn-behind" && event.behind > 0);

/** What would have told of it, if it were there. Both are watched wherever the core of device namespaces is loaded. */
export const TELL_OF_FRAMEBUFFER: readonly Capability[] = ["switch.driver", "framebuffer.showing"];
