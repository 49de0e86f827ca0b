import { type Inum, NO_PERSONA, type Sides } from "../../decoders/event.js";
import type { Device, State } from "../state.js";
import type { Answer, Course } from "./course.js";

/** Whether a persona was active, or one side of a switch that had the lock, as the kernel had it at that instant. */
export const isEitherSide = (persona: Inum, { active, other }: Sides): boolean =>
	persona === active || (other !== NO_PERSONA && persona === other);

export const isInSwitch = ({ other }: Sides): boolean => other !== NO_PERSONA;

/** Whether a device is for whoever is active, as all are that were not declared anything else. */
export const follows = (device: Device | undefined): boolean => device === undefined || device.mode === "follow";

/** Whether a persona may have a device that was declared shared or private; `undefined` of one that follows. */
export const declared = ({ personas }: State, device: Device | undefined, persona: Inum): Answer | undefined => {
	if (device === undefined || device.mode === "follow") return undefined;
	if (device.mode === "shared") return "yes";
	const owner = device.owner && personas.get(device.owner)?.inum;
	return owner === undefined ? "unknown" : owner === persona ? "yes" : "no";
};

/** Whether a persona may have a device, and be obeyed by it, at this instant. */
export const mayHave = (state: State, course: Course, device: Device | undefined, persona: Inum): Answer =>
	declared(state, device, persona) ?? course.allows(persona);
