import test from "ava";
import { EVIDENCE } from "../../../../decoders/event.js";
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

const backlight = { class: "backlight", name: "devns" } as const;

test("fires: a backlight that is told to ignore the background, and does not", (t) => {
	const { broken, of } = play(
		at(9).request({ ...backlight, persona: ROOT }),
		at(10).level({ ...backlight, sides: outside }),
		at(11).request({ ...backlight, applied: false }),
	);
	t.deepEqual(broken, [`${ID} pid 1234 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "backlight/devns" });
});

test("passes: a backlight that obeys the active persona, and nobody else", (t) => {
	const judged = play(
		at(10).level({ ...backlight, persona: ROOT, unsure: true, sides: outside }),
		at(10).request({ ...backlight, persona: ROOT }),
		at(11).request({ ...backlight, applied: false }),
	);
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("inconclusive: a backlight that reads back as the background asked, and may have done so before", (t) => {
	const level = at(10).level({ ...backlight, unsure: true, sides: outside });
	const { broken, doubts } = play(level, at(11).request({ ...backlight, applied: false }));
	t.deepEqual(broken, []);
	t.deepEqual(doubts(ID), ["whether a backlight had been so before it was asked for that is not known"]);
});

test("inconclusive: an LCD that the background asked for something, of which only its driver tells", (t) => {
	const lcd = { class: "other", name: "devns" } as const;
	t.deepEqual(play(at(10).request({ ...lcd, applied: false })).doubts(ID), [
		"nobody but its driver tells what an LCD does",
	]);
	t.deepEqual(play(at(10).request({ ...lcd, persona: ROOT })).doubts(ID), []);
	t.deepEqual(play(at(10).request(lcd)).broken, [`${ID} pid 1234 1`]);
});

test("each light needs its own witness, and no other's", (t) => {
	const without = (missing: string) =>
		STAGE.map((event) =>
			event.kind === "probe" ? { ...event, gives: EVIDENCE.filter((one) => one !== missing) } : event,
		);
	const quiet = (missing: string) => without(missing).filter(({ kind }) => kind !== "request");
	const led = at(10).request({ name, persona: ROOT });
	const panel = at(10).request({ ...backlight, persona: ROOT });
	t.is(audit([...quiet("led.level"), led]).of(ID).verdict, "inconclusive");
	t.is(audit([...quiet("led.level"), panel]).of(ID).verdict, "pass");
	t.is(audit([...quiet("backlight.level"), led]).of(ID).verdict, "pass");
	t.is(audit([...quiet("backlight.level"), panel]).of(ID).verdict, "inconclusive");
	t.is(audit([...quiet("backlight.level"), led, panel]).of(ID).verdict, "inconclusive");
});

test("not applicable: where no light was asked for anything", (t) => {
	const quiet = STAGE.filter(({ kind }) => kind !== "request");
	t.is(audit(quiet).of(ID).verdict, "not-applicable");
	t.is(audit([...quiet, at(10).request({ name, persona: ROOT })]).of(ID).verdict, "pass");
	const lcd = at(10).request({ class: "other", name: "devns", persona: ROOT });
	t.is(audit([...quiet, lcd]).of(ID).verdict, "pass");
	const other = at(10).deviceAppeared({ class: "other", name: "x", node: "x" });
	t.is(audit([...quiet, other]).of(ID).verdict, "not-applicable");
});
