import type { Device, PersonaKey } from "./state.js";

/**
 * Whether a persona may have what a device gives, and be obeyed by it: always, if the device is shared; where it is private,
 * if it is the owner, active or not; else if it is active. `undefined` where nobody told which persona is active.
 *
 * That is what a declared mode exempts from: in place of "the active persona only" (input delivered, grabs real, a screen's content
 * drawn, requests obeyed) stands this, whichever persona is active.
 */
export const entitled = (
	{ mode, owner }: Device,
	persona: PersonaKey,
	active: PersonaKey | undefined,
): boolean | undefined => {
	switch (mode) {
		case "shared":
			return true;
		case "private":
			return owner === persona;
		case "follow":
			return active === undefined ? undefined : active === persona;
	}
};
