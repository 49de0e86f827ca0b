import test from "ava";
import type { Event } from "../../../../decoders/event.js";
import { RED, wholeSwitch } from "../../at.js";
import { at, audit, BLUE, CANVAS, play, ROOT, STAGE } from "../story.js";

const ID = "screen-background";
const outside = { active: ROOT, other: 0 };
const through = (more: object = {}) => at(10).drawnThrough({ device: CANVAS, sides: outside, ...more });
const sum = (t: number, more: object = {}) => at(t).checksum({ device: CANVAS, persona: ROOT, ...more });
const S = 1e9;

test("fires: an update of the background that reaches the screen", (t) => {
	const { broken, of } = play(through(), through());
	t.deepEqual(broken, [`${ID} client 1 2`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, what: "its drawing reached the screen in the background" });
	t.deepEqual(play(through({ client: 99 })).broken, [`${ID} client 99 1`]);
});

test("fires: a third persona's, while two others switch", (t) => {
	t.deepEqual(play(through({ sides: { active: ROOT, other: RED } })).broken, [`${ID} client 1 1`]);
});

test("fires: a screen that shows something else than it did", (t) => {
	const { broken, of } = play(
		sum(10),
		at(11).drawnBehind({ behind: 3 }),
		sum(20, { screen: 8, behind: 3 }),
		at(3 * S).mark(),
	);
	t.deepEqual(broken, [`${ID} pid 0 1`]);
	t.like(of(ID).findings[0], { persona: `${ROOT}#1`, device: "framebuffer/10:120" });
});

test("not: what either side of a switch draws, or who is entitled to the device", (t) => {
	t.deepEqual(
		play(through({ sides: { active: ROOT, other: BLUE } }), through({ sides: { active: BLUE, other: ROOT } })).broken,
		[],
	);
	const shared = at(3).deviceDeclared({ class: "framebuffer", device: CANVAS, mode: "shared", persona: 0 });
	t.deepEqual(play(shared, through()).broken, []);
	const own = { ...shared, mode: "private" as const };
	t.is(play({ ...own, persona: ROOT as never }, through()).broken.length, 1);
	t.deepEqual(play({ ...own, persona: BLUE as never }, through()).broken, [], "its own, active or not");
});

test("fires: an update of the active persona that reaches a screen that is another's", (t) => {
	const own = at(3).deviceDeclared({ class: "framebuffer", device: CANVAS, mode: "private", persona: BLUE });
	const { broken, of } = play(own, through({ client: 2, persona: ROOT }));
	t.deepEqual(broken, [`${ID} client 2 1`]);
	t.is(of(ID).findings[0]?.what, "its drawing reached the screen, which was not its");
});

const declared = (t: number, mode: "follow" | "shared" | "private") =>
	at(t).deviceDeclared({ class: "framebuffer", device: CANVAS, mode, persona: mode === "private" ? BLUE : 0 });

test("whose the screen is begins a turn as a switch does", (t) => {
	const wrong = sum(500, { persona: BLUE, screen: 8 });
	t.deepEqual(brokenHere(sum(10), declared(20, "private"), wrong, at(3 * S).mark()), [], "which another rule is about");
	const right = sum(400, { persona: BLUE });
	t.deepEqual(brokenHere(sum(10), declared(20, "private"), right, wrong, at(3 * S).mark()), [`${ID} pid 0 1`]);
	const drawn = [declared(20, "private"), at(30).drawnBehind({ behind: 1 })];
	t.is(play(...drawn).of(ID).verdict, "inconclusive");
	const looks = [40, 50].map((time) => sum(time, { persona: BLUE, behind: 1 }));
	t.is(play(...drawn, ...looks).of(ID).verdict, "pass");
	t.is(
		play(at(10).drawnBehind({ behind: 1 }), sum(11, { behind: 1 }), sum(12, { behind: 1 }), declared(20, "shared")).of(
			ID,
		).verdict,
		"pass",
	);
});

test("another device's owner does not", (t) => {
	const keys = at(20).deviceDeclared({ mode: "private", persona: BLUE });
	const [right, wrong] = [sum(10), sum(500, { screen: 8 })];
	t.deepEqual(brokenHere(right, keys, wrong, at(3 * S).mark()), [`${ID} pid 0 1`]);
	const told = { ...declared(20, "private"), existing: true };
	t.deepEqual(brokenHere(right, told, wrong, at(3 * S).mark()), [`${ID} pid 0 1`], "nor what a state dump says again");
});

test("not: checksums made while somebody drew, or of who is in the background", (t) => {
	t.deepEqual(
		play(sum(10), sum(20, { screen: 8, still: false }), sum(30, { persona: BLUE, front: false, screen: 0 })).broken,
		[],
	);
});

/** A switch, with how often the background had drawn by its flip. */
const switched = (t: number, id: number, from: number, to: number, behind: number) =>
	wholeSwitch(t, id, from, to).flatMap((event): readonly Event[] =>
		event.kind === "switch-flipped" ? [event, at(Number(event.t) + 1).drawnBehind({ behind })] : [event],
	);
const brokenHere = (...events: readonly Event[]) => play(...events).broken.filter((one) => one.startsWith(ID));

test("not: what is wrong since a switch, however long, which another rule is about", (t) => {
	const wrong = (time: number) => sum(time, { persona: BLUE, screen: 8 });
	for (const flip of [wholeSwitch(10, 1, ROOT, BLUE), switched(10, 1, ROOT, BLUE, 0)]) {
		t.deepEqual(brokenHere(...flip, wrong(500), wrong(1500), at(3 * S).mark()), []);
		t.deepEqual(brokenHere(...flip, wrong(500), at(501).ready(), wrong(1500), at(3 * S).mark()), [], "told again");
	}
});

test("fires: a screen that was right after a switch, and is not any more", (t) => {
	const [right, wrong] = [sum(500, { persona: BLUE }), sum(600, { persona: BLUE, screen: 8 })];
	t.deepEqual(brokenHere(...switched(10, 1, ROOT, BLUE, 0), right, wrong, at(3 * S).mark()), [`${ID} pid 0 1`]);
	const late = [sum(450, { persona: BLUE, screen: 8 }), right, wrong];
	t.deepEqual(brokenHere(...switched(10, 1, ROOT, BLUE, 0), ...late, at(3 * S).mark()), [`${ID} pid 0 1`]);
	t.deepEqual(brokenHere(sum(10, { screen: 8 }), at(3 * S).mark()), [`${ID} pid 0 1`], "before any switch");
});

test("passes: whatever the background drew, the screen was right after it", (t) => {
	const events = [at(10).drawnBehind({ behind: 3 }), sum(20, { behind: 3 }), sum(30, { behind: 3 })];
	const turn = [...events, ...switched(100, 1, ROOT, BLUE, 3), at(500).drawnBehind({ behind: 4 })];
	const verdict = (...more: readonly Event[]) => play(...turn, ...more).of(ID).verdict;
	t.is(verdict(sum(600, { persona: BLUE, behind: 4 }), sum(700, { persona: BLUE, behind: 4 })), "pass");
	const another = sum(600, { persona: RED, front: false, behind: 4 });
	t.is(verdict(another, sum(700, { persona: BLUE, behind: 4 })), "pass", "another's, made before it");
	t.is(play().of(ID).verdict, "pass", "nobody drew");
});

test("inconclusive: what was drawn while the checksum was made may have come too late for it", (t) => {
	t.is(play(at(10).drawnBehind({ behind: 3 }), sum(20, { behind: 3 })).of(ID).verdict, "inconclusive");
	t.is(play(sum(10, { behind: 2 }), sum(20, { behind: 3 })).of(ID).verdict, "inconclusive");
	t.is(play(sum(10, { behind: 2 }), sum(20, { behind: 3 }), sum(30, { behind: 3 })).of(ID).verdict, "pass");
});

test("inconclusive: the background drew, and nobody looked at the screen after that, in each turn", (t) => {
	const seen = [sum(10, { behind: 2 }), sum(20, { behind: 2 })];
	t.is(play(at(10).drawnBehind({ behind: 3 })).of(ID).verdict, "inconclusive");
	t.is(play(...seen, at(30).drawnBehind({ behind: 3 })).of(ID).verdict, "inconclusive");
	const moving = [20, 30].map((time) => sum(time, { behind: 3, still: false }));
	t.is(play(at(10).drawnBehind({ behind: 3 }), ...moving).of(ID).verdict, "inconclusive");
	const right = [600, 700].map((time) => sum(time, { persona: BLUE, behind: 3 }));
	t.is(play(...seen, ...switched(100, 1, ROOT, BLUE, 2), ...right.slice(1)).of(ID).verdict, "inconclusive");
	t.is(play(...seen, ...switched(100, 1, ROOT, BLUE, 2), ...right).of(ID).verdict, "pass");
});

test("inconclusive: what was drawn right before a flip is told right after it, and is of the turn before", (t) => {
	const seen = [sum(10, { behind: 2 }), sum(20, { behind: 2 })];
	const right = [600, 700].map((time) => sum(time, { persona: BLUE, behind: 3 }));
	const { of } = play(...seen, ...switched(100, 1, ROOT, BLUE, 3), ...right);
	t.is(of(ID).verdict, "inconclusive");
	t.deepEqual(
		of(ID).doubts.map(({ since, until }) => [Number(since), Number(until)]),
		[[1, 230]],
	);
});

test("inconclusive: it reached the screen before it was known who is active", (t) => {
	const { broken, of, doubts } = play(through({ sides: { active: 0, other: 0 } }));
	t.deepEqual(broken, []);
	t.is(of(ID).verdict, "inconclusive");
	t.deepEqual(doubts(ID), ["something was drawn before it was known who was active"]);
});

test("drawing shows that there is a framebuffer, whatever else says so", (t) => {
	const bare = STAGE.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");
	t.is(audit(bare).of(ID).verdict, "not-applicable");
	t.is(audit([...bare, at(10).drawnBehind({ behind: 1 })]).of(ID).verdict, "inconclusive");
	const sums = [20, 30].map((time) => sum(time, { behind: 1 }));
	t.is(audit([...bare, at(10).drawnBehind({ behind: 1 }), ...sums]).of(ID).verdict, "pass");
});
