/** What came while an audit ran, and was not watched: which devices are, is looked up when it begins. */
import type { Event, Nanos } from "../decoders/event.js";
import type { Chosen } from "./choice.js";
import { hasMore } from "./classes.js";
import { watchedBy } from "./program.js";
import { probeEvent } from "./session.js";
import { classesOf, type Survey } from "./survey.js";
import type { Transport } from "./transport.js";

const REASON = "drivers came while it ran, whose devices it did not watch";

/** An audit must not pass for what it could not see. `classes` is a table of the user's own. */
export const newcomers = async (
	transport: Transport,
	{ classes: before }: Survey,
	chosen: readonly Chosen[],
	t: Nanos,
	classes?: string,
): Promise<readonly Event[]> => {
	const now = await classesOf(transport, classes);
	const more = new Map([
		["stock/opens", hasMore(watchedBy(chosen, now), watchedBy(chosen, before))],
		["stock/blocks", hasMore(now.blocks, before.blocks)],
	]);
	return chosen.flatMap((probe) => (more.get(probe.id) ? [{ ...probeEvent(probe, "failed", REASON), t }] : []));
};
