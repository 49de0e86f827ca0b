import test from "ava";
import { foldDoubts } from "../../../model/audit/doubts.js";
import { doubt } from "../../../model/audit/rule.js";
import type { DeviceKey, PersonaKey } from "../../../model/state.js";
import { nanos } from "../at.js";

const span = (since: number, until: number) => ({ since: nanos(since), until: nanos(until) });
const [a, b] = ["a", "b"] as const;
const about = (personas: readonly string[], devices: readonly string[]) => ({
	personas: personas as readonly PersonaKey[],
	devices: devices as readonly DeviceKey[],
});

test("doubts of one reason are one, over all that they are about", (t) => {
	const folded = foldDoubts([
		doubt("x", span(5, 6), about([a], ["d"])),
		doubt("y", span(1, 2)),
		doubt("x", span(3, 9), about([b, a], ["d"])),
		doubt("x", span(4, 5), about([a], ["d"])),
	]);
	t.deepEqual<unknown, unknown>(folded, [
		{ is: "doubt", reason: "x", ...span(3, 9), personas: [a, b], devices: ["d"] },
		{ is: "doubt", reason: "y", ...span(1, 2), personas: [], devices: [] },
	]);
});

test("one that is about all makes it about all, whichever comes first", (t) => {
	const [some, all] = [doubt("x", span(1, 2), about([a], ["d"])), doubt("x", span(1, 2))];
	for (const both of [
		[some, all],
		[all, some],
	])
		t.like(foldDoubts(both)[0], { personas: [], devices: [] });
});
