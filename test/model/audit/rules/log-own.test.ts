import test from "ava";
import { EVIDENCE } from "../../../../decoders/event.js";
import { RED } from "../../at.js";
import { at, audit, BLUE, play, STAGE } from "../story.js";

const ID = "log-own";
const crossed = (more: object = {}) => at(10).crossed({ what: "log", persona: BLUE, of: RED, ...more });
const QUIET = STAGE.filter(({ kind }) => kind !== "log-written" && kind !== "alarm");

test("fires: an entry that another persona wrote is read", (t) => {
	const { broken, of } = play(crossed(), crossed());
	t.deepEqual(broken, [`${ID} pid 1234 2`]);
	t.like(of(ID).findings[0], { persona: `${BLUE}#1`, what: "it read a log entry that another persona had written" });
});

test("fires: whatever else was lost", (t) => {
	t.deepEqual(play(crossed(), at(11).loss({ since: 9 })).broken, [`${ID} pid 1234 1`]);
});

test("passes: where none came to anybody else", (t) => {
	const judged = play(at(10).logWritten({ persona: BLUE }));
	t.deepEqual(judged.broken, []);
	t.is(judged.of(ID).verdict, "pass");
});

test("inconclusive: where the writer is not known, or is no persona; for the reader", (t) => {
	const doubtful = play(crossed({ unsure: true }));
	t.deepEqual(doubtful.broken, []);
	t.deepEqual(
		doubtful.of(ID).doubts.map(({ reason, personas }) => [reason, personas]),
		[["a log entry was read of which it is not known who wrote it", [`${BLUE}#1`]]],
	);
	t.is(play(crossed({ of: 77 })).of(ID).verdict, "inconclusive");
	t.is(play(crossed({ of: 77 })).broken.length, 0);
	const stranger = play(crossed({ persona: 77 }));
	t.deepEqual(stranger.broken, []);
	t.is(stranger.of(ID).verdict, "inconclusive");
	const unseen = play(at(9).personaNamed({ persona: 78 }), crossed({ persona: 78 }));
	t.deepEqual(unseen.broken, []);
});

test("inconclusive: where nobody watched entries", (t) => {
	const gives = EVIDENCE.filter((one) => one !== "log.given");
	const blind = STAGE.map((event) => (event.kind === "probe" ? { ...event, gives } : event));
	t.is(audit(blind).of(ID).verdict, "inconclusive");
});

test("not applicable: where nobody used a log", (t) => {
	t.is(audit(QUIET).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, at(9).crossed({ what: "alarm", of: RED })]).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, at(9).alarm()]).of(ID).verdict, "not-applicable");
	t.is(audit([...QUIET, crossed()]).of(ID).verdict, "fail");
	t.is(audit([...QUIET, crossed({ unsure: true })]).of(ID).verdict, "inconclusive");
	t.is(audit([...QUIET, at(9).logRead()]).of(ID).verdict, "pass", "root reads all");
});
