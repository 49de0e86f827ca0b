import test from "ava";
import { EVIDENCE } from "../../../../decoders/event.js";
import { SCREEN } from "../../at.js";
import { at, audit, BLUE, CANVAS, play, STAGE } from "../story.js";

const ID = "drawing-kept";
const opened = at(5).opened({ client: 7, persona: BLUE, class: "framebuffer", device: CANVAS });
/** Personas that share the physical framebuffer. */
const SHARED = STAGE.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");

test("fires: a write that was taken, and did not come into the buffer", (t) => {
	const { broken, of } = play(opened, at(10).drawnLost({ client: 7, taken: 4096, kept: 0 }));
	t.deepEqual(broken, [`${ID} client 7 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, device: "framebuffer/10:120" });
});

test("fires: of a client that nobody knows, and whatever else was lost", (t) => {
	const { broken } = play(at(10).drawnLost({ client: 7 }), at(11).drawnLost({ client: 7 }), at(12).loss({ since: 9 }));
	t.deepEqual(broken, [`${ID} client 7 2`]);
});

test("passes: where nothing was", (t) => {
	const judged = play(opened, at(10).update({ client: 7, writes: 3 }), at(10).drawnBehind({ behind: 3 }));
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("inconclusive: where nobody watched what is copied", (t) => {
	const gives = EVIDENCE.filter((one) => one !== "framebuffer.kept");
	const blind = STAGE.map((event) => (event.kind === "probe" ? { ...event, gives } : event));
	t.is(audit([...blind, opened]).of(ID).verdict, "inconclusive");
});

test("not applicable: where personas share the physical framebuffer", (t) => {
	t.is(audit(SHARED).of(ID).verdict, "not-applicable");
	t.is(audit([...SHARED, at(5).opened({ class: "framebuffer", device: SCREEN })]).of(ID).verdict, "not-applicable");
	t.is(audit([...SHARED, at(5).drawnBehind({ behind: 1 })]).of(ID).verdict, "pass");
	t.is(audit([...SHARED, at(5).drawnLost()]).of(ID).verdict, "fail");
});
