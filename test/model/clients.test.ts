import test from "ava";
import type { Event } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import { openBy } from "../../model/ownership.js";
import type { Client, DeviceKey, State } from "../../model/state.js";
import { tally } from "../../model/tallies.js";
import {
	at,
	BLUE,
	id,
	key,
	nanos,
	observe,
	PERSONAS,
	type Plain,
	PREAMBLE,
	plain,
	RED,
	S,
	SCREEN,
	stateOf,
} from "./at.js";

const keyboard = "input/13:64" as DeviceKey;

const client = (state: State): Plain<Client> => {
	const found = state.clients.get(id(1));
	if (!found) throw new Error("no client");
	return plain(found);
};

const told = (t: number, delivered: number, rest: Parameters<ReturnType<typeof at>["delivery"]>[0] = {}): Event =>
	at(t).delivery({ delivered, ...rest });

test("a client has no counts before they are told", (t) => {
	t.like(client(observe(at(1).opened())), { delivered: undefined, withheld: undefined, writes: undefined });
});

test("counts are the last told, never their sum", (t) => {
	const state = observe(...PERSONAS, at(1).opened(), told(2, 10, { withheld: 1 }), told(3, 15, { withheld: 1 }));
	t.like(client(state), { delivered: 15, withheld: 1, dropped: 0, final: false });
	t.is(state.inconsistencies.size, 0);
});

test("a count that goes backwards is counted, logged once, and changes nothing", (t) => {
	const state = observe(at(1).opened(), told(2, 10), told(3, 4), told(4, 3));
	t.is(client(state).delivered, 10);
	t.is(state.inconsistencies.get("count-backwards"), 2);
	const entries = state.log.filter(({ inconsistency }) => inconsistency === "count-backwards");
	t.deepEqual(
		plain(entries).map(({ t: when, severity }) => [when, severity]),
		[[3, "problem"]],
	);
});

test("after the last counts nothing changes", (t) => {
	const state = observe(at(1).opened(), told(2, 10, { final: true }), at(2).closed(), told(3, 10), told(4, 11));
	t.like(client(state), { delivered: 10, final: true, closed: 2 });
	t.is(state.inconsistencies.get("count-backwards"), 1);
});

test("the last counts may follow the close", (t) => {
	const state = observe(...PERSONAS, at(1).opened(), told(2, 10), at(3).closed(), told(3, 12, { final: true }));
	t.like(client(state), { delivered: 12, final: true });
	t.is(state.inconsistencies.size, 0);
});

test("told by itself and by the state dump it is one client", (t) => {
	const state = observe(at(1).opened(), at(2).opened({ existing: true }));
	t.is(state.clients.size, 1);
	t.like(client(state), { opened: 1, existing: false });
});

test("told by the state dump first, its own event is more exact", (t) => {
	const own = at(2).opened({ flags: 2 });
	const state = observe(...PERSONAS, at(1).opened({ existing: true }), own, told(3, 7));
	t.like(client(state), { opened: 2, existing: false, flags: 2, deliveredRate: 7 });
});

test("a state dump does not open a closed client again", (t) => {
	const state = observe(at(1).opened(), at(2).closed(), at(3).opened({ existing: true }));
	t.is(client(state).closed, 2);
	t.deepEqual(openBy(state, keyboard), []);
});

const strangers: readonly (readonly [string, Event])[] = [
	["delivery", told(5, 10)],
	["update", at(5).update({ writes: 1 })],
	["grab", at(5).grab()],
	["close", at(5).closed()],
];
for (const [what, event] of strangers) {
	test(`a ${what} of a client that was never opened makes no client, but is inconsistent`, (t) => {
		const state = observe(event);
		t.is(state.clients.size, 0);
		t.is(state.inconsistencies.get("unknown-client"), 1);
	});
	test(`a ${what} of an unknown client is natural before the state is whole`, (t) => {
		t.is(stateOf([at(0).session(), event]).inconsistencies.size, 0);
	});
}

test("who has a device open is listed in the order of opening", (t) => {
	const state = observe(
		at(1).opened({ client: 5 }),
		at(2).opened({ client: 3 }),
		at(3).opened({ client: 4 }),
		at(4).closed({ client: 3 }),
	);
	t.deepEqual(
		openBy(state, keyboard).map((one) => plain(one.id)),
		[5, 4],
	);
	t.deepEqual(openBy(state, "input/1:1" as DeviceKey), []);
});

test("rates are those of the last second of events", (t) => {
	const model = createModel();
	model.apply([...PREAMBLE, at(5 * S).opened(), told(5 * S, 10, { withheld: 2 }), told(5.5 * S, 30, { withheld: 2 })]);
	t.like(client(model.state), { deliveredRate: 30, withheldRate: 2 });
	model.apply([at(6.25 * S).mark()]);
	t.like(client(model.state), { deliveredRate: 20, withheldRate: 0 });
	model.advance(nanos(7 * S));
	t.is(client(model.state).deliveredRate, 0);
	t.is(plain(model.state.now), 7 * S);
});

test("what an existing client received before the probes is no rate", (t) => {
	const state = observe(at(S).opened({ existing: true }), told(S, 1000), told(1.5 * S, 1007));
	t.like(client(state), { delivered: 1007, deliveredRate: 7 });
});

test("a closed client has no rate", (t) => {
	t.is(client(observe(at(1).opened(), told(2, 10), at(3).closed())).deliveredRate, 0);
});

test("an update rate counts writes, pans and faults", (t) => {
	const opened = at(1).opened({ class: "framebuffer", device: SCREEN });
	const state = observe(opened, at(2).update({ writes: 2, bytes: 4096, pans: 1, faults: 4 }));
	t.like(client(state), { updateRate: 7, writes: 2, bytes: 4096, pans: 1, faults: 4 });
});

test("time is not turned back", (t) => {
	const model = createModel();
	model.apply([...PREAMBLE, at(9).mark()]);
	model.advance(nanos(5));
	t.is(plain(model.state.now), 9);
});

test("forgotten clients leave their counts to their persona and device", (t) => {
	const life = (one: number, persona: number): readonly Event[] => [
		at(one).opened({ client: one, persona }),
		at(one).delivery({ client: one, delivered: one, final: true }),
		at(one).closed({ client: one }),
	];
	const state = stateOf(
		[...PREAMBLE, ...PERSONAS, ...life(1, BLUE), ...life(2, RED), ...life(3, BLUE), ...life(4, BLUE)],
		{
			closedClients: 1,
		},
	);
	t.deepEqual([...plain(state.clients).keys()], [4]);
	t.is(state.clientsForgotten, 3);
	t.like(tally(state, { persona: key(BLUE) }), { clients: 3, delivered: 8, writes: undefined });
	t.like(tally(state, { persona: key(RED), device: keyboard }), { clients: 1, delivered: 2 });
	t.like(tally(state, { device: keyboard }), { clients: 4, delivered: 10 });
	t.like(tally(state, { device: "input/1:1" as DeviceKey }), { clients: 0, delivered: undefined });
});
