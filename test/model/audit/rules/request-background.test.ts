import test from "ava";
import { RED, wholeSwitch } from "../../at.js";
import { at, audit, BLUE, play, ROOT, STAGE } from "../story.js";

const ID = "request-background";
const name = "devns::led";
const outside = { active: ROOT, other: 0 };

test("fires: a request of the background that is told to be obeyed", (t) => {
	const { broken, of } = play(at(10).request({ name }));
	t.deepEqual(broken, [`${ID} pid 1234 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "led/devns::led" });
});

test("fires: a request that is told to be ignored, and is done", (t) => {
	const { broken, of } = play(at(10).level({ name, sides: outside }), at(11).request({ name, applied: false }));
	t.deepEqual(broken, [`${ID} pid 1234 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "led/devns::led" });
});

test("fires: a third persona's, while two others switch", (t) => {
	t.deepEqual(play(at(10).level({ name, persona: RED, sides: { active: ROOT, other: BLUE } })).broken, [
		`${ID} pid 1234 1`,
	]);
});

test("passes: what the background asks for and does not get, and what the active persona gets", (t) => {
	const judged = play(
		at(10).request({ name, applied: false }),
		at(11).level({ name, persona: ROOT, sides: outside }),
		at(11).request({ name, persona: ROOT }),
	);
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("not: either side's, while a switch runs", (t) => {
	const switched = wholeSwitch(20, 1, ROOT, BLUE);
	for (const persona of [ROOT, BLUE]) {
		const level = at(151).level({ name, persona, sides: { active: BLUE, other: ROOT } });
		t.deepEqual(
			play(...switched.slice(0, 5), level, at(152).request({ name, persona }), ...switched.slice(5)).broken,
			[],
		);
	}
});

test("inconclusive: before it was known who is active", (t) => {
	t.is(play(at(10).level({ name, sides: { active: 0, other: 0 } })).of(ID).verdict, "inconclusive");
});

test("inconclusive rather than broken: what is told to be obeyed, at a time of which a line was not understood", (t) => {
	const { broken, of } = play(at(10).request({ name }), at(20).reject());
	t.deepEqual(broken, []);
	t.is(of(ID).verdict, "inconclusive");
});

test("not applicable: where no LED was asked for anything", (t) => {
	const quiet = STAGE.filter(({ kind }) => kind !== "request");
	t.is(audit(quiet).of(ID).verdict, "not-applicable");
	t.is(audit([...quiet, at(10).request({ name, persona: ROOT })]).of(ID).verdict, "pass");
});
