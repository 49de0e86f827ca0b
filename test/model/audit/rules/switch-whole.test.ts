import test from "ava";
import { RED, wholeSwitch } from "../../at.js";
import { at, BLUE, play, ROOT } from "../story.js";

const ID = "switch-whole";
const S = 1e9;
const first = wholeSwitch(1000, 1, ROOT, BLUE);
const second = wholeSwitch(2000, 2, BLUE, RED);
const asker = { pid: 77, innerPid: 77, comm: "switch_to" };
const asked = first.map((event) => (event.kind === "switch-requested" ? { ...event, process: asker as never } : event));

test("fires: a switch that never ended before the next one has the lock, in the name of who asked for it", (t) => {
	const { broken, of } = play(...asked.slice(0, -1), ...second);
	t.deepEqual(broken, [`${ID} pid 77 1`]);
	t.like(of(ID).findings[0], { persona: `${ROOT}#1`, what: "switch 1 never ended" });
});

test("fires: a switch that begins from another persona than is active", (t) => {
	const { broken } = play(...first, ...wholeSwitch(2000, 2, RED, ROOT));
	t.deepEqual(broken, [`${ID} pid 0 1`]);
});

test("fires: a state dump that has another persona active than the last switch made", (t) => {
	t.deepEqual(play(...first, at(3000).active({ persona: RED })).broken, [`${ID} pid 0 1`]);
});

test("fires: a flip from another persona than had the lock", (t) => {
	const torn = first.map((event) => (event.kind === "switch-flipped" ? { ...event, from: RED as never } : event));
	t.true(play(...torn).broken.some((one) => one.startsWith(ID)));
});

test("fires: a driver that failed", (t) => {
	const failed = first.map((event) => (event.kind === "driver-ended" ? { ...event, errno: 5 } : event));
	const { broken, of } = play(...failed.slice(0, 4), ...first.slice(4));
	t.deepEqual(broken, [`${ID} pid 1234 1`]);
	t.regex(of(ID).findings[0]?.what ?? "", /input failed to deactivate/);
});

test("fires: a switch that runs for half a minute", (t) => {
	t.deepEqual(play(...asked.slice(0, -1), at(31 * S).mark()).broken, [`${ID} pid 77 1`]);
});

test("passes: whole switches, one after the other", (t) => {
	const judged = play(...first, ...second);
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("not: a switch that failed, or changed nothing, or that one waited for another", (t) => {
	t.deepEqual(
		play(...first.slice(0, 2), at(1050).switchEnded({ errno: 3 }), ...wholeSwitch(2000, 2, ROOT, RED)).broken,
		[],
	);
	t.deepEqual(
		play(
			at(1).switchRequested({ to: ROOT }),
			at(2).switchLocked(),
			at(3).switchEnded(),
			...wholeSwitch(9, 2, ROOT, RED),
		).broken,
		[],
	);
	const [wanted, ...rest] = second;
	t.deepEqual(play(...first.slice(0, 2), { ...wanted, t: 1015 } as never, ...first.slice(2), ...rest).broken, []);
});

test("not: a state dump that says what is known, or that is made while a switch runs", (t) => {
	t.deepEqual(play(...first, at(3000).active({ persona: BLUE })).broken, []);
});

test("inconclusive: a switch that has just begun when the recording ends", (t) => {
	t.is(play(...first.slice(0, -1)).of(ID).verdict, "inconclusive");
});

test("inconclusive rather than broken: an end that is missing where something was lost", (t) => {
	for (const loss of [at(1350).loss({ since: 1300 }), at(1350).reject()]) {
		const { broken, of } = play(...first.slice(0, -1), loss, ...second);
		t.deepEqual(broken, []);
		t.is(of(ID).verdict, "inconclusive");
	}
});
