import test from "ava";
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
	t.like(of(ID).findings[0], { persona: `${BLUE}#1` });
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
	t.is(play({ ...shared, mode: "private", persona: ROOT as never }, through()).broken.length, 1);
});

test("not: checksums made while somebody drew, or of who is in the background", (t) => {
	t.deepEqual(
		play(sum(10), sum(20, { screen: 8, still: false }), sum(30, { persona: BLUE, front: false, screen: 0 })).broken,
		[],
	);
});

test("not: the first checksum after a switch, which another rule is about", (t) => {
	const { broken } = play(...wholeSwitch(10, 1, ROOT, BLUE), sum(500, { persona: BLUE, screen: 8 }));
	t.false(
		broken.some((one) => one.startsWith(ID)),
		broken.join(),
	);
});

test("passes: whatever the background drew, the screen was right after it", (t) => {
	const events = [at(10).drawnBehind({ behind: 3 }), sum(20, { behind: 3 }), ...wholeSwitch(100, 1, ROOT, BLUE)];
	t.is(
		play(...events, at(500).drawnBehind({ behind: 4 }), sum(600, { persona: BLUE, behind: 4 })).of(ID).verdict,
		"pass",
	);
	t.is(play().of(ID).verdict, "pass", "nobody drew");
});

test("inconclusive: the background drew, and nobody looked at the screen after that, in each turn", (t) => {
	t.is(play(at(10).drawnBehind({ behind: 3 })).of(ID).verdict, "inconclusive");
	t.is(play(sum(10, { behind: 2 }), at(20).drawnBehind({ behind: 3 })).of(ID).verdict, "inconclusive");
	t.is(play(at(10).drawnBehind({ behind: 3 }), sum(20, { behind: 3, still: false })).of(ID).verdict, "inconclusive");
	t.is(
		play(
			at(10).drawnBehind({ behind: 3 }),
			...wholeSwitch(100, 1, ROOT, BLUE),
			sum(600, { persona: BLUE, behind: 3 }),
		).of(ID).verdict,
		"inconclusive",
	);
});

test("drawing shows that there is a framebuffer, whatever else says so", (t) => {
	const bare = STAGE.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");
	t.is(audit(bare).of(ID).verdict, "not-applicable");
	t.is(audit([...bare, at(10).drawnBehind({ behind: 1 })]).of(ID).verdict, "inconclusive");
	t.is(audit([...bare, at(10).drawnBehind({ behind: 1 }), sum(20, { behind: 1 })]).of(ID).verdict, "pass");
});
