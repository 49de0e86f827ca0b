import test from "ava";
import { type Event, NO_PERSONA } from "../../decoders/event.js";
import { Tenures } from "../../model/tenure.js";
import { at, BLUE, MS, PERSONAS, PREAMBLE, RED, ROOT, S, wholeSwitch } from "./at.js";

const watched = (events: readonly Event[], size = events.length): Tenures => {
	const tenures = new Tenures();
	const all = [...PREAMBLE.slice(0, 3), ...PERSONAS, ...PREAMBLE.slice(3), ...events];
	for (let from = 0; from < all.length; from += size) tenures.apply(all.slice(from, from + size));
	return tenures;
};

const STORY = [
	at(1 * S).deviceAppeared(),
	at(2 * S).opened({ client: 1, persona: BLUE }),
	at(2 * S).opened({ client: 2, persona: RED }),
	...wholeSwitch(3 * S, 1, ROOT, BLUE),
	at(4 * S).delivery({ client: 1, delivered: 5 }),
	...wholeSwitch(5 * S, 2, BLUE, RED),
	at(6 * S).grab({ client: 2, action: "take", real: true }),
	at(7 * S).closed({ client: 2 }),
	at(9 * S).mark(),
];

const told = (tenures: Tenures) => ({
	shares: tenures.shares.map(
		({ persona, by, spells, owned }) => `${persona} ${by} ${spells} ${Math.round(owned / MS)}`,
	),
	spells: [...tenures.spells.values()].flat().map(({ from, to, ownership }) => `${ownership.is} ${from} ${to}`),
	turns: tenures.turns.map(({ persona, from, to }) => `${persona} ${Math.round(from / MS)} ${Math.round(to / MS)}`),
});

test("who owned a device for how long, from switch to switch and from grab to close", (t) => {
	const { shares, turns } = told(watched(STORY));
	t.deepEqual(shares, [`${BLUE}#1 active 1 2000`, `${RED}#1 active 1 1000`, `${RED}#1 grab 1 1000`]);
	t.deepEqual(turns, [`${ROOT}#1 0 3000`, `${BLUE}#1 3000 5000`, `${RED}#1 5000 9000`]);
});

test("a turn ends where it is not known any more who is active", (t) => {
	const lost = at(4 * S).active({ persona: NO_PERSONA, since: 4 * S });
	const known = at(7 * S).active({ persona: BLUE, since: 6 * S });
	const { turns } = told(watched([...wholeSwitch(3 * S, 1, ROOT, BLUE), lost, known, at(9 * S).mark()]));
	t.deepEqual(turns, [`${ROOT}#1 0 3000`, `${BLUE}#1 3000 4000`, `${BLUE}#1 7000 9000`]);
});

test("the spells of a device follow each other without a hole", (t) => {
	const spells = [...watched(STORY).spells.values()].flat();
	for (const [index, spell] of spells.entries()) {
		t.true(spell.to >= spell.from);
		if (index > 0) t.is(spell.from as number, spells[index - 1]?.to as number);
	}
	t.is(spells.at(-1)?.to as number, 9 * S);
});

test("how events are cut into batches makes no difference, and another session begins anew", (t) => {
	const whole = told(watched(STORY));
	for (const size of [1, 2, 5]) t.deepEqual(told(watched(STORY, size)), whole);
	const twice = watched([...STORY, ...PREAMBLE.slice(0, 3), ...PERSONAS, ...PREAMBLE.slice(3), ...STORY]);
	t.deepEqual(told(twice), whole);
});
