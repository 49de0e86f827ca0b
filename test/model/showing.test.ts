/** Where a framebuffer's updates went, and whether the screen shows what it has to. */
import test from "ava";
import { tally } from "../../model/tallies.js";
import { at, BLUE, observe, S, SCREEN } from "./at.js";

const begin = [at(0).session(), at(0).ready(), at(1).personaAppeared({ persona: BLUE })];
const opened = at(2).opened({ client: 1, class: "framebuffer", device: SCREEN, persona: BLUE });

test("what was shown and what was kept is known of a client and of its persona", (t) => {
	const state = observe(...begin, opened, at(3).showing({ shown: 5, kept: 2 }), at(4).showing({ shown: 5, kept: 9 }));
	const [client] = state.clients.values();
	t.like(client, { shown: 5, kept: 9 });
	t.like(tally(state, {}), { shown: 5, kept: 9 });
});

test("where nobody told it, it is absent and not 0", (t) => {
	const state = observe(...begin, opened, at(3).update({ writes: 5 }));
	t.like(tally(state, {}), { writes: 5, shown: undefined, kept: undefined });
});

test("shown and kept have rates of their own, those of the last second", (t) => {
	const after = (...more: readonly ReturnType<ReturnType<typeof at>["showing"]>[]) =>
		[...observe(...begin, opened, ...more).clients.values()][0];
	t.like(after(), { shownRate: 0, keptRate: 0 });
	t.like(after(at(3).showing({ shown: 5, kept: 2 })), { shownRate: 5, keptRate: 2 });
	const later = [at(3).showing({ shown: 5, kept: 2 }), at(2 * S).showing({ shown: 6, kept: 2 })];
	t.like(after(...later), { shownRate: 1, keptRate: 0 });
});

test("what an existing client had drawn before the probes is no rate", (t) => {
	const existing = at(2).opened({ client: 1, class: "framebuffer", device: SCREEN, persona: BLUE, existing: true });
	const state = observe(...begin, existing, at(3).showing({ shown: 500 }), at(4).showing({ shown: 503 }));
	t.like([...state.clients.values()][0], { shown: 503, shownRate: 3 });
});

test("a count that goes backwards is an inconsistency", (t) => {
	const state = observe(...begin, opened, at(3).showing({ shown: 5 }), at(4).showing({ shown: 4 }));
	t.is(state.inconsistencies.get("count-backwards"), 1);
});

const severityOf = (fields: Parameters<ReturnType<typeof at>["checksum"]>[0]) =>
	observe(...begin, at(5).checksum(fields)).log.findLast(({ event }) => event.kind === "checksum")?.severity;

test("a screen that does not show the persona on it is a problem", (t) => {
	t.is(severityOf({ buffer: 1, screen: 2 }), "problem");
});

test("one that shows it is none", (t) => {
	t.is(severityOf({ buffer: 1, screen: 1 }), "info");
});

test("nor is one that was drawn on meanwhile, or that shows somebody else", (t) => {
	t.is(severityOf({ buffer: 1, screen: 2, still: false }), "info");
	t.is(severityOf({ buffer: 1, screen: 0, front: false }), "info");
});
