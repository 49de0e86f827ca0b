import test from "ava";
import type { Event } from "../../../../decoders/event.js";
import { SCREEN, wholeSwitch } from "../../at.js";
import { at, audit, BLUE, CANVAS, play as playOn, ROOT, STAGE } from "../story.js";

const ID = "screen-restored";
/** A switch that the framebuffer's driver takes part in. */
const drawn = (...args: Parameters<typeof wholeSwitch>): readonly Event[] =>
	wholeSwitch(...args).map((event) =>
		event.kind === "driver-began" || event.kind === "driver-ended"
			? { ...event, driver: "framebuffer" as never }
			: event,
	);
const switched = drawn(10, 1, ROOT, BLUE);
/** Both have a framebuffer. */
const opened = (persona: number, client = persona) =>
	at(2).opened({ client, persona, class: "framebuffer", device: CANVAS });
const play = (...events: readonly Event[]) => playOn(opened(BLUE), opened(ROOT), ...events);
const sum = (t: number, more: object = {}) => at(t).checksum({ device: CANVAS, persona: BLUE, ...more });
const S = 1e9;

test("fires: a screen that shows something else after a switch", (t) => {
	const { broken, of } = play(...switched, sum(500, { screen: 8 }), at(3 * S).mark());
	t.deepEqual(broken, [`${ID} pid 0 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "framebuffer/10:120" });
});

test("fires: likewise after a switch of which nothing else says that there is a framebuffer", (t) => {
	const { broken } = play(...wholeSwitch(10, 1, ROOT, BLUE), sum(500, { screen: 8 }), at(3 * S).mark());
	t.deepEqual(broken, [`${ID} pid 0 1`]);
});

test("passes: each switch's screen was right", (t) => {
	const judged = play(...switched, sum(500), ...drawn(1000, 2, BLUE, ROOT), sum(1500, { persona: ROOT }));
	t.is(judged.of(ID).verdict, "pass");
	t.deepEqual(judged.broken, []);
});

test("not: a later checksum of the same turn, one of another persona, one while somebody drew", (t) => {
	for (const other of [
		sum(500, { persona: ROOT, screen: 8 }),
		sum(500, { still: false, screen: 8 }),
		sum(500, { front: false, screen: 0 }),
	]) {
		const { broken } = play(...switched, other, sum(600));
		t.false(
			broken.some((one) => one.startsWith(ID)),
			broken.join(),
		);
	}
	t.false(
		play(...switched, sum(500), sum(600, { screen: 8 }), at(3 * S).mark()).broken.some((one) => one.startsWith(ID)),
	);
});

test("not: a switch that failed, or to somebody without a framebuffer", (t) => {
	t.is(play(...switched.slice(0, 4), at(140).switchEnded({ errno: 3 })).of(ID).verdict, "pass");
	t.is(playOn(...switched).of(ID).verdict, "pass");
	t.is(playOn(sum(5, { persona: ROOT }), ...switched).of(ID).verdict, "pass");
	t.is(playOn(opened(ROOT), ...switched).of(ID).verdict, "pass");
	const physical = at(2).opened({ client: 9, persona: BLUE, class: "framebuffer", device: SCREEN });
	t.is(playOn(physical, ...switched).of(ID).verdict, "pass");
	const other = at(2).opened({ client: 9, persona: BLUE, class: "sound", device: CANVAS });
	t.is(playOn(other, ...switched).of(ID).verdict, "pass");
});

test("not: a switch to somebody who has closed it, all of it, or opens it only then", (t) => {
	const [closed, again] = [at(3).closed({ client: BLUE }), opened(BLUE, 9)];
	t.is(playOn(opened(BLUE), closed, ...switched).of(ID).verdict, "pass");
	t.is(playOn(opened(BLUE), at(3).closed({ client: 2 }), ...switched).of(ID).verdict, "inconclusive");
	t.is(playOn(opened(BLUE), again, closed, ...switched).of(ID).verdict, "inconclusive");
	t.is(playOn(opened(BLUE), again, closed, at(4).closed({ client: 9 }), ...switched).of(ID).verdict, "pass");
	const late = at(500).opened({ client: 9, persona: BLUE, class: "framebuffer", device: CANVAS });
	t.is(playOn(...switched, late).of(ID).verdict, "pass");
});

test("not: a switch back to somebody who had closed it, though it was there as long as he was at the front", (t) => {
	const there = drawn(10, 1, ROOT, BLUE);
	const back = drawn(1000, 2, BLUE, ROOT);
	const left = [opened(ROOT), at(3).closed({ client: ROOT }), sum(5, { persona: ROOT })];
	t.is(playOn(...left, ...there, ...back).of(ID).verdict, "pass");
	t.is(playOn(...left, opened(ROOT, 9), ...there, ...back).of(ID).verdict, "inconclusive");
});

test("a checksum shows that there is a framebuffer, whatever the switches say of their drivers", (t) => {
	const bare = STAGE.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");
	const plain = wholeSwitch(10, 1, ROOT, BLUE);
	t.is(audit([...bare, ...plain]).of(ID).verdict, "not-applicable");
	t.is(audit([...bare, sum(5, { front: false }), ...plain]).of(ID).verdict, "inconclusive");
	t.is(audit([...bare, sum(5, { front: false }), ...plain, sum(500)]).of(ID).verdict, "pass");
});

test("not: a switch from before there was a framebuffer", (t) => {
	t.is(play(...wholeSwitch(10, 1, ROOT, BLUE)).of(ID).verdict, "pass");
	t.is(play(...wholeSwitch(10, 1, ROOT, BLUE), ...drawn(1000, 2, BLUE, ROOT)).of(ID).verdict, "inconclusive");
	t.is(play(...drawn(10, 1, ROOT, BLUE), ...wholeSwitch(1000, 2, BLUE, ROOT)).of(ID).verdict, "inconclusive");
});

test("inconclusive: a switch whose screen nobody looked at, or only while somebody drew", (t) => {
	t.is(play(...switched).of(ID).verdict, "inconclusive");
	t.is(play(...switched, sum(500, { still: false })).of(ID).verdict, "inconclusive");
	t.is(play(sum(5, { front: false }), ...switched, ...drawn(1000, 2, BLUE, ROOT)).of(ID).verdict, "inconclusive");
});

const declared = (t: number, mode: "follow" | "shared" | "private", more: object = {}) =>
	at(t).deviceDeclared({
		class: "framebuffer",
		device: CANVAS,
		mode,
		persona: mode === "private" ? BLUE : 0,
		existing: false,
		...more,
	});

test("who the framebuffer is declared to be private to has the screen from then on, whoever is active", (t) => {
	const own = declared(10, "private");
	t.is(play(own).of(ID).verdict, "inconclusive");
	t.deepEqual(play(own).doubts(ID), ["the screen was not verified after it was declared whose it is"]);
	t.is(play(own, sum(500)).of(ID).verdict, "pass");
	t.is(play(own, sum(500, { persona: ROOT })).of(ID).verdict, "inconclusive", "another's says nothing of it");
	t.deepEqual(play(own, sum(500, { screen: 8 }), at(3 * S).mark()).broken, [`${ID} pid 0 1`]);
	t.is(playOn(opened(ROOT), own).of(ID).verdict, "pass", "it has none");
});

test("a switch gives a framebuffer to nobody that is private or shared", (t) => {
	const away = drawn(1000, 2, ROOT, BLUE);
	t.is(play(declared(10, "private"), sum(500), ...away).of(ID).verdict, "pass");
	t.is(play(declared(10, "private"), ...away, sum(1500)).of(ID).verdict, "pass", "it is verified still");
	t.is(play(declared(10, "private"), ...away).of(ID).verdict, "inconclusive", "or is not");
	t.is(play(declared(10, "shared"), ...away).of(ID).verdict, "pass");
	t.is(play(declared(10, "private", { existing: true }), ...away).of(ID).verdict, "pass", "as a state dump says");
	t.is(
		play(at(10).deviceDeclared({ mode: "private", persona: BLUE }), ...away).of(ID).verdict,
		"inconclusive",
		"a keyboard",
	);
});

test("where it follows again the active persona has the screen", (t) => {
	const again = [declared(10, "shared"), declared(20, "follow")];
	t.is(play(...again).of(ID).verdict, "inconclusive");
	t.is(play(...again, sum(500, { persona: ROOT })).of(ID).verdict, "pass");
	t.deepEqual(play(...again, sum(500, { persona: ROOT, screen: 8 }), at(3 * S).mark()).broken, [`${ID} pid 0 1`]);
	t.is(
		play(...again, sum(500, { persona: ROOT }), ...switched).of(ID).verdict,
		"inconclusive",
		"and so have the next ones",
	);
});
