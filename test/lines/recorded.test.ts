/** What bpftrace really printed, of three personas and twenty-one switches. */
import { readFileSync } from "node:fs";
import test from "ava";
import fc from "fast-check";
import { type Heard, hear } from "./hearer.js";

const recorded = new Uint8Array(readFileSync(new URL("../../../fixtures/three-personas.jsonl", import.meta.url)));
const ORIGIN = 0n;
const whole = hear([recorded], { origin: ORIGIN });

const count = (heard: readonly Heard[]): Readonly<Record<string, number>> => {
	const counts: Record<string, number> = {};
	for (const { kind } of heard) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
};

test("all of it is understood", (t) => {
	const counts = count(whole);
	t.is(counts.reject, undefined);
	t.is(counts.began, 1);
	t.is(counts["dump-ended"], 1);
	t.is(counts["switch-requested"], 21);
	t.is(counts["switch-flipped"], 21);
	// Input and framebuffer, two phases each.
	t.is(counts["driver-ended"], 4 * 21);
});

test("how often the background had drawn by a flip is told right after the flip", (t) => {
	const told = whole.filter(({ kind }) => kind === "switch-flipped" || kind === "drawn-behind");
	const flips = told.flatMap(({ kind }, at) => (kind === "switch-flipped" ? [told[at + 1]?.kind] : []));
	t.deepEqual(flips, Array(21).fill("drawn-behind"));
});

test("it is the same however the bytes are cut", (t) => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5000 }), (size) => {
			const chunks = Array.from({ length: Math.ceil(recorded.length / size) }, (_, index) =>
				recorded.subarray(index * size, (index + 1) * size),
			);
			t.deepEqual(hear(chunks, { origin: ORIGIN }), whole);
		}),
		{ numRuns: 10 },
	);
});

test("with a byte changed anywhere, the lines around it are understood, and no event is half one", (t) => {
	const changes = fc.tuple(fc.nat({ max: recorded.length - 1 }), fc.nat({ max: 255 }));
	fc.assert(
		fc.property(changes, ([at, byte]) => {
			const changed = recorded.slice();
			changed[at] = byte;
			const heard = hear([changed], { origin: ORIGIN });
			t.true(Math.abs(heard.length - whole.length) < 40, `${heard.length} of ${whole.length}`);
			t.true(heard.every(({ t: time }) => time === undefined || Number.isSafeInteger(time)));
		}),
		{ numRuns: 25 },
	);
});
