import test from "ava";
import type { Event } from "../../../../decoders/event.js";
import { wholeSwitch } from "../../at.js";
import { at, BLUE, play, ROOT } from "../story.js";

const ID = "grab-restored";
const S = 1e9;
const switched = wholeSwitch(20, 1, ROOT, BLUE);
const inSwitch = { persona: ROOT, sides: { active: BLUE, other: ROOT } };
const virtual = at(10).grab({ real: false });
const restore = at(200).grab({ action: "restore", real: true });
/** A switch to blue, with these just after the flip. */
const toBlue = (...events: readonly Event[]) => [virtual, ...switched.slice(0, 5), ...events, ...switched.slice(5)];

test("fires: a grab that no event makes real", (t) => {
	const { broken, of } = play(...toBlue());
	t.deepEqual(broken, [`${ID} client 1 1`]);
	t.like(of(ID).findings[0], {
		persona: `${BLUE}#1`,
		device: "input/13:64",
		what: "its grab was not made real by switch 1",
	});
});

test("fires: a grab that is refused", (t) => {
	t.deepEqual(play(...toBlue(at(151).grab({ action: "restore", real: false, errno: 16 }))).broken, [
		`${ID} client 1 1`,
	]);
});

test("fires: a grab that is told to be real, and the device is given back", (t) => {
	const events = toBlue(
		at(151).seized(inSwitch),
		{ ...restore, t: 152 as never },
		at(160).seized({ ...inSwitch, taken: false }),
	);
	const { broken, of } = play(...events);
	t.deepEqual(broken, [`${ID} client 1 1`]);
	t.is(of(ID).findings[0]?.what, "its grab was told to be real by switch 1, and is not");
});

test("fires: another client of the persona gets input in spite of it", (t) => {
	const events = toBlue(at(151).seized(inSwitch), { ...restore, t: 152 as never });
	const { broken } = play(...events, at(500).leak({ client: 3, holder: 1 }), at(3 * S).mark());
	t.deepEqual(broken, [`${ID} client 1 1`]);
});

test("passes: a grab that is real for the driver and for the input core", (t) => {
	const judged = play(...toBlue(at(151).seized(inSwitch), { ...restore, t: 152 as never }));
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("not: what a companion gets just before the grab is told to have ended", (t) => {
	const events = toBlue(at(151).seized(inSwitch), { ...restore, t: 152 as never });
	for (const end of [
		at(600).grab({ action: "release" }),
		at(600).grab({ action: "revoke" }),
		at(600).grab({ action: "suspend" }),
		at(600).closed(),
	])
		t.deepEqual(play(...events, at(500).leak({ client: 3, holder: 1 }), end, at(3 * S).mark()).broken, []);
});

test("but what it got long before that is broken, and a release that is refused ends nothing", (t) => {
	const events = toBlue(at(151).seized(inSwitch), { ...restore, t: 152 as never });
	const leak = at(500).leak({ client: 3, holder: 1 });
	t.deepEqual(play(...events, leak, at(3 * S).grab({ action: "release" })).broken, [`${ID} client 1 1`]);
	t.deepEqual(play(...events, leak, at(600).grab({ action: "release", errno: 22 }), at(3 * S).mark()).broken, [
		`${ID} client 1 1`,
	]);
});

test("not: a grab that ended before the switch, or whose device is gone, or a failed switch", (t) => {
	t.deepEqual(play(virtual, at(11).grab({ action: "release", real: false }), ...switched).broken, []);
	t.deepEqual(play(virtual, at(11).deviceGone(), ...switched).broken, []);
	t.deepEqual(play(virtual, ...switched.slice(0, 2), at(50).switchEnded({ errno: 3 })).broken, []);
});

test("inconclusive: a grab that was there before the probes", (t) => {
	const { of } = play(
		at(10).grab({ client: 2, existing: true }),
		...switched,
		...wholeSwitch(600, 2, BLUE, ROOT).slice(0, -1),
		at(900).grab({ client: 2, action: "restore" }),
		at(1000).switchEnded({ switch: 2 }),
	);
	t.is(of(ID).verdict, "inconclusive");
});

test("inconclusive: a companion got input, and the recording ends before it is known whether the grab had", (t) => {
	const events = toBlue(at(151).seized(inSwitch), { ...restore, t: 152 as never });
	t.is(play(...events, at(500).leak({ client: 3, holder: 1 })).of(ID).verdict, "inconclusive");
});
