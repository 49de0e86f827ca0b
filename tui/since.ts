import type { Nanos } from "../decoders/event.js";
import type { Persona } from "../model/state.js";
import type { Scene } from "./scene.js";

/** Since when a persona has been what it is: active, in the background, or gone. */
export const sinceWhen = ({ state }: Scene, { key, gone, appeared }: Persona): Nanos => {
	if (gone !== undefined) return gone;
	if (state.active?.persona === key) return state.active.since;
	return state.switches.findLast(({ from, flipped }) => from === key && flipped !== undefined)?.flipped ?? appeared;
};
