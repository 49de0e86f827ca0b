/** Why something can't be shown. What a missing probe would have told is never shown as 0. */
import type { Capability } from "../decoders/event.js";
import { evidence } from "../model/evidence.js";
import type { Scene } from "./scene.js";

/** The reason, if none of these capabilities is given. */
export const missing = ({ state, ui }: Scene, ...capabilities: readonly Capability[]): string | undefined => {
	const found = capabilities.map((capability) => evidence(state, capability));
	if (found.some(({ given }) => given)) return undefined;
	if (!state.ready && !ui.stream.ended) return "probes are being attached";
	return found.flatMap((one) => (one.given ? [] : [one.reason]))[0];
};

/** What stands in a column's place. */
export const NOT_AVAILABLE = "n/a";
