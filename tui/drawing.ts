/** Where what is drawn on a framebuffer goes: to the screen, or only to its persona's own buffer. */
import type { Client, Tally } from "../model/state.js";
import { count } from "../report/units.js";
import { missing } from "./missing.js";
import type { Scene } from "./scene.js";
import { type Span, span } from "./style.js";

/** Where nobody tells where updates go, all of them are on the screen, as far as anybody knows. */
export const shownRateOf = ({ shown, shownRate, updateRate }: Client): number =>
	shown === undefined ? updateRate : shownRate;

/** All updates: a write, a pan and a dirtied page are one each. */
export const drawnOf = ({ writes, pans, faults }: Pick<Tally, "writes" | "pans" | "faults">): number | undefined =>
	writes === undefined ? undefined : writes + (pans ?? 0) + (faults ?? 0);

/** How many there were, and where they went. */
export const drawingSpans = (scene: Scene, tally: Tally): readonly Span[] => {
	const drawn = drawnOf(tally);
	const { shown, kept } = tally;
	if (drawn === undefined) return [span(missing(scene, "framebuffer.update") ?? "nothing so far", "muted")];
	const all = [span(count(drawn)), span(drawn === 1 ? " update" : " updates", "muted")];
	if (shown === undefined || kept === undefined) return all;
	return [
		...all,
		span(": ", "muted"),
		span(count(shown), shown === 0 ? "plain" : "active"),
		span(" to the screen, ", "muted"),
		span(count(kept), kept === 0 ? "plain" : "notice"),
		span(" kept in a buffer", "muted"),
	];
};
