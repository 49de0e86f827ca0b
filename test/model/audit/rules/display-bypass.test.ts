import test from "ava";
import { deviceNumber } from "../../../../decoders/event.js";
import { CARD, nanos, SCREEN } from "../../at.js";
import { at, audit, BLUE, CANVAS, play, ROOT, STAGE } from "../story.js";

const ID = "display-bypass";
const own = at(11).deviceAppeared({ class: "framebuffer", device: CANVAS, name: "dev_ns_fb", node: "fb0" });
/** Personas that share the physical framebuffer. */
const SHARED = STAGE.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");
const opened = (more: object) => at(10).opened({ client: 5, persona: BLUE, ...more });

test("fires: a persona that opens the physical framebuffer", (t) => {
	const { broken, of } = play(opened({ class: "framebuffer", device: SCREEN }));
	t.deepEqual(broken, [`${ID} client 5 1`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, what: "it has opened the physical framebuffer" });
});

test("fires: a persona that opens a display's own node", (t) => {
	for (const device of [CARD, deviceNumber(226, 127)]) {
		const { broken, of } = play(opened({ class: "display", device }));
		t.deepEqual(broken, [`${ID} client 5 1`]);
		t.like(of(ID).findings[0], { persona: `${BLUE}#1`, what: "it has opened the display" });
	}
});

test("fires: one that had it open before the probes", (t) => {
	t.deepEqual(play(opened({ class: "framebuffer", device: SCREEN, existing: true })).broken, [`${ID} client 5 1`]);
});

test("fires: one that opened it before it was told that personas have their own", (t) => {
	const early = opened({ class: "framebuffer", device: SCREEN });
	t.deepEqual(audit([...SHARED, early, own, { ...own, t: nanos(12) }]).broken, [`${ID} client 5 1`]);
});

test("fires: one that has closed it and is forgotten by the time that this is told", (t) => {
	const many = Array.from({ length: 20_000 }, (_, client) => [
		at(10).opened({ client: 100 + client }),
		at(10).closed({ client: 100 + client }),
	]).flat();
	const early = [opened({ class: "framebuffer", device: SCREEN }), at(10).closed({ client: 5 })];
	t.deepEqual(audit([...SHARED, ...early, ...many, own]).broken, [`${ID} client 5 1`]);
});

test("fires: where a switch shows that personas have their own", (t) => {
	const phase = at(11).driverBegan({ driver: "framebuffer" });
	t.deepEqual(audit([...SHARED, opened({ class: "framebuffer", device: SCREEN }), phase]).broken, [`${ID} client 5 1`]);
	t.deepEqual(audit([...SHARED, opened({ class: "framebuffer", device: SCREEN }), at(11).driverBegan()]).broken, []);
	const drawn = at(11).drawnBehind({ behind: 1 });
	t.deepEqual(audit([...SHARED, opened({ class: "framebuffer", device: SCREEN }), drawn]).broken, [`${ID} client 5 1`]);
	t.is(audit([...SHARED, drawn]).of(ID).verdict, "pass");
	t.is(audit([...SHARED, at(11).drawnBehind()]).of(ID).verdict, "not-applicable");
});

test("not: its own framebuffer, root, another device", (t) => {
	for (const node of [
		{ class: "framebuffer", device: deviceNumber(10, 120) },
		{ class: "framebuffer", device: SCREEN, persona: ROOT },
		{ class: "display", device: CARD, persona: ROOT },
		{ class: "display", device: deviceNumber(226, 128) },
		{ class: "other", device: deviceNumber(29, 0) },
	]) {
		const { broken, of } = play(opened(node));
		t.deepEqual(broken, []);
		t.is(of(ID).verdict, "pass");
	}
});

test("not applicable where personas share the physical one", (t) => {
	const judged = audit([
		...SHARED,
		at(3).deviceAppeared({ class: "framebuffer", device: SCREEN }),
		opened({ class: "framebuffer", device: SCREEN }),
	]);
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "not-applicable");
	t.is(audit(SHARED).of(ID).verdict, "not-applicable");
});
