import { openBy, owner } from "./ownership.js";
import type { Client, Device, Ownership, PersonaKey, State } from "./state.js";

/**
 * What a persona has of a device now:
 * - grab: it receives, and its real grab keeps all others from it.
 * - owns: it receives, or its content is shown, or its request was obeyed last.
 * - open: it has it open, and so have others, and all of them have it.
 * - waits: its grab is virtual, and takes the device once the persona is active.
 * - kept: it has it open, or asked, and gets nothing: it is in the background, or another persona has a grab.
 * - unsure: it has it open; what it gets of it can't be known.
 */
export const STANDINGS = ["grab", "owns", "open", "waits", "kept", "unsure"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Personas that have nothing of the device are not in it. */
export type Standings = ReadonlyMap<PersonaKey, Standing>;

const asOwner = (found: Ownership, persona: PersonaKey): Standing | undefined => {
	switch (found.is) {
		case "owned":
			return found.persona === persona ? (found.by === "grab" ? "grab" : "owns") : undefined;
		case "shared":
			return found.personas.includes(persona) ? "open" : undefined;
		case "unknown":
			return "unsure";
		case "nobody":
			return undefined;
	}
};

const asClient = ({ grab }: Client): Standing => (grab === "virtual" ? "waits" : "kept");

const NOBODY: Standings = new Map();

/** Whose latest request was ignored, as far back as the log goes. */
const ofRequests = (state: State, { key, lastApplied }: Device): Standings => {
	const standings = new Map<PersonaKey, Standing>();
	for (const { event, device, persona } of state.log) {
		if (event.kind !== "request" || device !== key || persona === undefined) continue;
		if (event.applied) standings.delete(persona);
		else standings.set(persona, "kept");
	}
	const found = lastApplied === undefined ? undefined : owner(state, key);
	if (found?.is === "owned") standings.set(found.persona, "owns");
	return standings;
};

/** Of all personas that have something of a device. */
export const standings = (state: State, device: Device): Standings => {
	if (device.class === "led") return ofRequests(state, device);
	if (device.open.size === 0) return NOBODY;
	const found = owner(state, device.key);
	const all = new Map<PersonaKey, Standing>();
	for (const client of openBy(state, device.key)) {
		const { persona } = client;
		if (all.get(persona) !== "waits") all.set(persona, asOwner(found, persona) ?? asClient(client));
	}
	return all;
};
