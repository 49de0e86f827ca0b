import test from "ava";
import type { Event } from "../../decoders/event.js";
import { verdictLines } from "../../report/verdict.js";
import { at, observe, PERSONAS, stateOf } from "../model/at.js";

test("a complete stream is complete", (t) => {
	t.deepEqual(verdictLines(observe()), ["COMPLETE: nothing is known to be missing."]);
});

const reasons: readonly (readonly [string, readonly Event[]])[] = [
	["Events were lost once, 3 at least; last: the buffer was full", [at(1).loss({ count: 3 })]],
	["Events were lost 2 times, how many is not known; last: b", [at(1).loss(), at(2).loss({ reason: "b" })]],
	["1 line was not understood; last: no such line", [at(1).reject()]],
	["Inconsistent once: told of a client that was never opened.", [at(1).closed()]],
	["Probe x failed: no BTF", [at(1).probe({ probe: "x", state: "failed", gives: [], reason: "no BTF" })]],
	["1 client closed without last counts.", [at(1).opened(), at(2).delivery(), at(3).closed()]],
];
for (const [reason, events] of reasons)
	test(`incomplete: ${reason}`, (t) => {
		t.deepEqual(verdictLines(observe(...PERSONAS, ...events)), [
			"INCOMPLETE: what is shown happened, but not all that happened is shown.",
			`- ${reason}`,
		]);
	});

test("incomplete: what no probe gives", (t) => {
	const lines = verdictLines(stateOf([at(0).session(), at(0).probe({ gives: ["switch"] }), at(1).ready()]));
	t.true(lines.includes("- Not seen: input.grab (no probe gives input.grab)."));
	t.false(lines.some((line) => line.startsWith("- Not seen: switch (")));
});

test("incomplete: a stream that broke off before it was whole", (t) => {
	t.is(
		verdictLines(stateOf([at(0).session(), at(0).probe()]))[1],
		"- What existed before the probes was not told to its end.",
	);
});
