import test from "ava";
import { wholeSwitch } from "../../at.js";
import { at, BLUE, play, ROOT } from "../story.js";

const ID = "keys-held";
const turn = [...wholeSwitch(10, 1, ROOT, BLUE), ...wholeSwitch(600, 2, BLUE, ROOT)];

test("fires: keys that the probe saw held over a switch", (t) => {
	const { broken, of } = play(at(10).read({ stuck: 1 }), at(11).read({ stuck: 3 }));
	t.deepEqual(broken, [`${ID} client 1 3`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "input/13:64" });
});

test("fires: a client in the background that has read all, and holds a key when the recording ends", (t) => {
	const events = [
		...turn,
		at(1100).delivery({ delivered: 4 }),
		at(1100).read({ read: 4, settled: 4, held: 1, turn: 2 }),
	];
	t.deepEqual(play(...events).broken, [`${ID} client 1 1`]);
});

test("passes: the same with all keys released, or in the foreground", (t) => {
	const read = { read: 4, settled: 4, turn: 2 };
	t.is(play(...turn, at(1100).delivery({ delivered: 4 }), at(1100).read(read)).of(ID).verdict, "pass");
	const active = play(...turn.slice(0, 8), at(500).delivery({ delivered: 4 }), at(500).read({ ...read, held: 1 }));
	t.is(active.of(ID).verdict, "pass");
	t.deepEqual(active.broken, []);
});

test("not: a client that closed with a key down", (t) => {
	const events = [
		...turn,
		at(1100).delivery({ delivered: 4, final: true }),
		at(1100).read({ read: 4, settled: 4, held: 1, final: true }),
		at(1100).closed(),
	];
	t.deepEqual(play(...events).broken, []);
});

test("inconclusive: it has not read what would release it", (t) => {
	const events = [
		...turn,
		at(1100).delivery({ delivered: 6 }),
		at(1100).read({ read: 4, settled: 3, held: 1, turn: 2 }),
	];
	t.deepEqual(play(...events).broken, []);
	t.is(play(...events).of(ID).verdict, "inconclusive");
});
