import test from "ava";
import { wholeSwitch } from "../../at.js";
import { at, BLUE, play, ROOT } from "../story.js";

const ID = "grab-background";
const sides = { active: ROOT, other: 0 };
const seized = { process: { pid: 11, innerPid: 1, comm: "reader" }, sides } as const;

test("fires: a grab that is told to be real in the background", (t) => {
	const { broken, of } = play(at(10).grab({ real: true }), at(11).seized({ persona: ROOT }));
	t.deepEqual(broken, [`${ID} client 1 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "input/13:64" });
});

test("fires: a grab that is told to be virtual, and takes the device all the same", (t) => {
	const { broken } = play(at(10).grab({ real: false }), at(11).seized(seized));
	t.deepEqual(broken, [`${ID} client 1 1`]);
});

test("fires: a process of which no client is known", (t) => {
	const { broken, of } = play(at(11).seized({ sides }));
	t.deepEqual(broken, [`${ID} pid 1234 1`]);
	t.like(of(ID).findings[0], { device: "input/13:64", persona: `${BLUE}#1` });
});

test("fires: a grab that is told to be made real again in the background", (t) => {
	const { broken } = play(at(10).grab({ action: "restore", real: true }), at(11).seized({ persona: ROOT, sides }));
	t.deepEqual(broken, [`${ID} client 1 1`]);
});

test("not: what ends a real grab, a device that is given back, a client that nobody knows", (t) => {
	for (const action of ["release", "suspend", "revoke"] as const)
		t.deepEqual(play(at(10).grab({ action, real: true })).broken, [], action);
	t.deepEqual(play(at(10).seized({ ...seized, taken: false })).broken, []);
	t.deepEqual(play(at(10).grab({ client: 99, real: true })).broken, []);
});

test("fires: a grab that a switch leaves real", (t) => {
	const events = [
		at(9).seized({ persona: ROOT, sides }),
		at(10).grab({ client: 2 }),
		...wholeSwitch(20, 1, ROOT, BLUE),
	];
	t.deepEqual(play(...events).broken, [`${ID} client 2 1`]);
});

test("fires: a device that stays taken though nobody has a real grab", (t) => {
	const events = [at(9).seized({ persona: ROOT, sides }), ...wholeSwitch(20, 1, ROOT, BLUE)];
	const { broken, of } = play(...events);
	t.deepEqual(broken, [`${ID} pid 0 1`]);
	t.like(of(ID).findings[0], { device: "input/13:64" });
});

test("not: a virtual grab in the background, a real one of the active persona, and their passing on by a switch", (t) => {
	const switched = wholeSwitch(20, 1, ROOT, BLUE);
	const events = [
		at(9).seized({ persona: ROOT, sides }),
		at(10).grab({ client: 2 }),
		at(11).grab({ client: 1, real: false }),
		...switched.slice(0, 4),
		at(145).grab({ client: 2, action: "suspend", real: true }),
		...switched.slice(4, 6),
		at(200).grab({ client: 1, action: "restore", real: true }),
		...switched.slice(6),
	];
	const judged = play(...events);
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("not: a device that is taken and given back in a switch", (t) => {
	const switched = wholeSwitch(20, 1, ROOT, BLUE);
	const inSwitch = { persona: ROOT, sides: { active: BLUE, other: ROOT } };
	const events = [
		...switched.slice(0, 5),
		at(160).seized(inSwitch),
		at(170).seized({ ...inSwitch, taken: false }),
		...switched.slice(5),
	];
	t.deepEqual(play(...events).broken, []);
});

test("not: the grab of a client that was refused", (t) => {
	t.deepEqual(play(at(10).grab({ real: true, errno: 16 })).broken, []);
});

test("not: the grab of a client while its persona is being made active", (t) => {
	const switched = wholeSwitch(20, 1, ROOT, BLUE);
	t.deepEqual(
		play(
			...switched.slice(0, 5),
			at(155).grab(),
			at(156).seized({ sides: { active: BLUE, other: ROOT } }),
			...switched.slice(5),
		).broken,
		[],
	);
});

test("inconclusive: a device that was taken before it was known who is active", (t) => {
	const { of } = play(at(10).seized({ sides: { active: 0, other: 0 } }));
	t.is(of(ID).verdict, "inconclusive");
});

test("inconclusive rather than broken: what looks like it, at a time of which something was lost", (t) => {
	const { broken, of, doubts } = play(at(10).grab({ real: true }), at(20).loss({ since: 5 }));
	t.deepEqual(broken, []);
	t.is(of(ID).verdict, "inconclusive");
	t.true(doubts(ID).some((reason) => reason.startsWith("what looks like a violation")));
});
