import test from "ava";
import { EVIDENCE } from "../../../../decoders/event.js";
import { RED } from "../../at.js";
import { at, audit, BLUE, play, STAGE } from "../story.js";

const ID = "alarm-own";
const crossed = (more: object = {}) =>
	at(10).crossed({ what: "alarm", persona: BLUE, of: 0, log: "", alarms: 8, ...more });
const QUIET = STAGE.filter(({ kind }) => kind !== "log-written" && kind !== "alarm");

test("fires: somebody is told of an alarm that did not go off for it", (t) => {
	const { broken, of } = play(crossed(), crossed());
	t.deepEqual(broken, [`${ID} pid 1234 2`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, what: "it was told of an alarm that had not gone off for it" });
});

test("fires: whatever else was lost", (t) => {
	t.deepEqual(play(crossed(), at(11).loss({ since: 9 })).broken, [`${ID} pid 1234 1`]);
});

test("passes: where none came to anybody else", (t) => {
	const judged = play(at(10).alarm({ persona: BLUE }));
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("inconclusive: where it may have been its own; for that persona", (t) => {
	const doubtful = play(crossed({ unsure: true }));
	t.deepEqual(doubtful.broken, []);
	t.deepEqual(
		doubtful.of(ID).doubts.map(({ reason, personas }) => [reason, personas]),
		[["an alarm was told of which it is not known whose it was", [`${BLUE}#1`]]],
	);
	const stranger = play(crossed({ persona: 77 }));
	t.deepEqual(stranger.broken, []);
	t.is(stranger.of(ID).verdict, "inconclusive");
	const unseen = play(at(9).personaNamed({ persona: 78 }), crossed({ persona: 78 }));
	t.deepEqual(unseen.broken, []);
});

test("inconclusive: where nobody watched timers", (t) => {
	const gives = EVIDENCE.filter((one) => one !== "alarm.told");
	const blind = STAGE.map((event) => (event.kind === "probe" ? { ...event, gives } : event));
	t.is(audit(blind).of(ID).verdict, "inconclusive");
});

test("not applicable: where nobody used the alarm device", (t) => {
	t.is(audit(QUIET).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, at(9).crossed({ what: "log", of: RED })]).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, at(9).logWritten()]).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, crossed()]).of(ID).verdict, "fail");
	t.is(audit([...QUIET, crossed({ unsure: true })]).of(ID).verdict, "inconclusive");
});
