import test from "ava";
import type { Event } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import type { State } from "../../model/state.js";
import { at, BLUE, id, KEYBOARD, key, PREAMBLE, ROOT, stateOf, wholeSwitch } from "./at.js";

const sizes = ({ personas, devices, clients, switches, log, forgottenTallies }: State): readonly number[] => [
	personas.size,
	devices.size,
	clients.size,
	switches.length,
	log.length,
	forgottenTallies.length,
];

/** A persona comes, opens a device that comes with it, is switched to, sets a LED of its own, and all of it goes. */
const life = (turn: number): readonly Event[] => {
	const t = turn * 10_000;
	const led = `input${turn}::capslock`;
	return [
		at(t).personaAppeared({ initPid: 100 + turn }),
		at(t).deviceAppeared({ name: `keyboard ${turn}` }),
		...wholeSwitch(t + 1000, 2 * turn + 1, ROOT, BLUE),
		at(t + 2000).opened({ client: turn }),
		at(t + 2001).grab({ client: turn }),
		at(t + 2002).request({ name: led }),
		at(t + 3000).delivery({ client: turn, delivered: 5, final: true }),
		at(t + 3000).closed({ client: turn }),
		...wholeSwitch(t + 4000, 2 * turn + 2, BLUE, ROOT),
		at(t + 5000).deviceGone(),
		at(t + 5000).personaGone(),
	];
};

test("a long stream does not grow, and what is forgotten is counted", (t) => {
	const model = createModel({ switchHistory: 10, logHistory: 50, closedClients: 10 });
	model.apply(PREAMBLE);
	for (let turn = 0; turn < 1000; turn++) model.apply(life(turn));
	const early = sizes(model.state);
	for (let turn = 1000; turn < 5000; turn++) model.apply(life(turn));
	const late = sizes(model.state);
	for (const [index, size] of late.entries())
		t.true(size <= 300 && size <= (early[index] ?? 0) * 2, `${index}: ${size}`);
	const { state } = model;
	t.is(state.switchesForgotten + state.switches.length, 10_000);
	t.is(state.clientsForgotten + state.clients.size, 5000);
	t.is(state.personasForgotten + state.personas.size, 5001);
	t.is(state.devicesForgotten + state.devices.size, 10_000);
	t.true(state.logForgotten > 40_000);
	t.is(state.inconsistencies.size, 0);
});

test("what is referred to is not forgotten", (t) => {
	const held = [
		at(1).personaAppeared(),
		at(1).deviceAppeared(),
		at(2).opened({ client: 999_999 }),
		at(3).personaGone(),
	];
	const model = createModel({ switchHistory: 1, logHistory: 1, closedClients: 1 });
	model.apply([...PREAMBLE, ...held, at(4).deviceGone()]);
	for (let turn = 1; turn < 1000; turn++) model.apply(life(turn));
	const client = model.state.clients.get(id(999_999));
	t.is(client?.persona, key(BLUE));
	t.true(model.state.personas.has(key(BLUE)));
	t.true(client && model.state.devices.has(client.device));
	t.true(model.state.personasForgotten > 800);
});

test("the active persona is not forgotten, dead as it may be", (t) => {
	const dead = [at(1).personaAppeared(), ...wholeSwitch(10, 1, ROOT, BLUE), at(900).personaGone()];
	const others = Array.from({ length: 500 }, (_, turn) => [
		at(1000 + turn).personaAppeared({ initPid: 1000 + turn }),
		at(1000 + turn).personaGone(),
	]).flat();
	const state = stateOf([...PREAMBLE, ...dead, ...others], { switchHistory: 0, logHistory: 0 });
	t.true(state.personas.has(key(BLUE)));
	t.true(state.personas.size < 200);
});

test("pieces of a switch that was forgotten make no new one", (t) => {
	const events = [
		...wholeSwitch(10, 1, ROOT, ROOT),
		...wholeSwitch(900, 2, ROOT, ROOT),
		at(2000).switchEnded({ switch: 1 }),
	];
	const state = stateOf([...PREAMBLE, ...events], { switchHistory: 1 });
	t.deepEqual(
		state.switches.map(({ id: one }) => Number(one)),
		[2],
	);
	t.is(state.switchesForgotten, 1);
});

test("an endless history keeps everything", (t) => {
	const model = createModel({
		switchHistory: Number.POSITIVE_INFINITY,
		logHistory: Number.POSITIVE_INFINITY,
		closedClients: Number.POSITIVE_INFINITY,
	});
	model.apply(PREAMBLE);
	for (let turn = 0; turn < 200; turn++) model.apply(life(turn));
	t.is(model.state.switches.length, 400);
	t.is(model.state.clients.size, 200);
	t.is(model.state.personasForgotten, 0, "closed clients refer to them");
	t.is(model.state.devices.get([...model.state.devices.keys()][0] ?? ("" as never))?.number, KEYBOARD);
});

test("a log of nothing counts what one of something has", (t) => {
	const events = [...PREAMBLE, ...life(1), ...life(2)];
	const whole = stateOf(events, { logHistory: 1000 });
	const none = stateOf(events, { logHistory: 0 });
	t.true(whole.log.length > 20);
	t.deepEqual(none.log, []);
	t.is(none.logForgotten, whole.log.length + whole.logForgotten);
});

test("a log of problems keeps those that a log of everything has forgotten, and counts no others", (t) => {
	const events = [...PREAMBLE, ...[1, 2, 3].map((ms) => at(ms).reject()), ...life(1), ...life(2)];
	const all = stateOf(events, { logHistory: 2 });
	t.deepEqual(
		all.log.filter(({ severity }) => severity === "problem"),
		[],
	);
	const problems = stateOf(events, { logHistory: 2, problemsOnly: true });
	t.deepEqual(
		problems.log.map(({ event }) => event.t),
		[2, 3].map((ms) => at(ms).reject().t),
	);
	t.is(problems.logForgotten, 1);
});
