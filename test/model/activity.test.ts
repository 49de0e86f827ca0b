import test from "ava";
import { at, BLUE, key, observe, PERSONAS, plain, RED, ROOT, stateOf, wholeSwitch } from "./at.js";

test("nobody is known to be active before it is told", (t) => {
	t.is(stateOf([at(0).session(), at(1).ready()]).active, undefined);
});

test("who was active before the stream began has been so for longer", (t) => {
	const state = stateOf([at(0).session(), at(1).active({ persona: ROOT, since: -500 })]);
	t.deepEqual(plain(state.active), { persona: key(ROOT), since: -500 });
});

test("a flip makes another persona active, at once", (t) => {
	const flip = observe(...PERSONAS, ...wholeSwitch(1000, 1, ROOT, BLUE).slice(0, 5));
	t.deepEqual(plain(flip.active), { persona: key(BLUE), since: 1130 });
	t.is(flip.inconsistencies.size, 0);
});

test("a switch that has not flipped changes nothing", (t) => {
	const state = observe(...PERSONAS, ...wholeSwitch(1000, 1, ROOT, BLUE).slice(0, 4));
	t.deepEqual(plain(state.active), { persona: key(ROOT), since: 0 });
});

test("the state dump does not change since when the flip was", (t) => {
	const state = observe(
		...PERSONAS,
		...wholeSwitch(1000, 1, ROOT, BLUE),
		at(2000).active({ persona: BLUE, since: 1100 }),
	);
	t.deepEqual(plain(state.active), { persona: key(BLUE), since: 1130 });
});

test("a switch that finds another persona active says that a flip was missed", (t) => {
	const state = observe(...PERSONAS, at(50).switchRequested({ to: BLUE }), at(60).switchLocked({ from: RED }));
	t.deepEqual(plain(state.active), { persona: key(RED), since: 60 });
	t.is(state.inconsistencies.get("missed-flip"), 1);
});

test("the next incarnation of the active persona's number is not active", (t) => {
	const flipped = wholeSwitch(1000, 1, ROOT, BLUE);
	const state = observe(...PERSONAS, ...flipped, at(3000).personaGone(), at(3001).personaAppeared({ initPid: 300 }));
	t.is(state.active?.persona, key(BLUE));
	t.not(state.active?.persona, key(BLUE, 2));
});
