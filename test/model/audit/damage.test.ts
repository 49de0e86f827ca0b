/** No cut, drop or reorder of a failing recording's packets turns it into a pass; nor of its bytes. */
import test from "ava";
import fc from "fast-check";
import type { Event } from "../../../decoders/event.js";
import { UserError } from "../../../decoders/user-error.js";
import { createAudit } from "../../../model/audit/audit.js";
import { RULES } from "../../../model/audit/rules.js";
import type { Verdict } from "../../../model/audit/verdict.js";
import { join, record, tell } from "../../decoders/traces.js";
import { RED, SCREEN, wholeSwitch } from "../at.js";
import { at, BLUE, books, CANVAS, ROOT, STAGE, verified } from "./story.js";

const CLEAN: readonly Event[] = [
	...STAGE,
	...books(10, 2, 40),
	...wholeSwitch(100, 1, ROOT, BLUE),
	verified(600, BLUE),
	...wholeSwitch(1000, 2, BLUE, RED),
	verified(1500, RED),
];

/** Each is a violation of another kind: of one event by itself, of what is known of its time, of what is missing. */
const FAILING: Readonly<Record<string, readonly Event[]>> = {
	leak: [...STAGE, at(20).leak(), ...wholeSwitch(100, 1, ROOT, BLUE)],
	"a read": [...STAGE, at(20).read({ read: 5, unaccounted: 5 }), ...wholeSwitch(100, 1, ROOT, BLUE)],
	"a seized device": [...STAGE, at(20).seized({ sides: { active: ROOT, other: 0 } })],
	"a request that was obeyed": [
		...STAGE,
		...wholeSwitch(100, 1, ROOT, BLUE),
		at(2000).request({ persona: ROOT, name: "devns::led" }),
	],
	"a grab that was not restored": [...STAGE, at(20).grab({ real: false }), ...wholeSwitch(100, 1, ROOT, BLUE)],
	"a switch that never ended": [
		...STAGE,
		...wholeSwitch(100, 1, ROOT, BLUE).slice(0, -1),
		...wholeSwitch(1000, 2, BLUE, RED),
	],
	"a key that stayed down": [...STAGE, at(20).read({ stuck: 1 })],
	"drawing that reached the screen": [
		...STAGE,
		at(20).drawnThrough({ device: CANVAS }),
		...wholeSwitch(100, 1, ROOT, BLUE),
		verified(600, BLUE),
	],
	"drawing that was not kept": [...STAGE, at(20).drawnLost(), ...wholeSwitch(100, 1, ROOT, BLUE)],
	"a log entry of another": [...STAGE, at(20).crossed({ of: ROOT })],
	"a screen that was drawn over": [
		...STAGE,
		verified(20, ROOT),
		at(30).drawnBehind({ behind: 3 }),
		at(40).checksum({ device: CANVAS, persona: ROOT, screen: 8, behind: 3 }),
	],
	"a screen that a switch left as it was": [
		...STAGE,
		...wholeSwitch(100, 1, ROOT, BLUE),
		at(600).checksum({ device: CANVAS, persona: BLUE, screen: 8 }),
	],
	"the physical framebuffer opened": [
		...STAGE,
		at(20).opened({ client: 5, persona: BLUE, class: "framebuffer", device: SCREEN }),
	],
};

const verdictOf = async (...chunks: readonly Uint8Array[]): Promise<Verdict | "refused"> => {
	try {
		const audit = createAudit(RULES);
		audit.take(await tell(...chunks));
		return audit.end().outcome.verdict;
	} catch (error) {
		if (error instanceof UserError) return "refused";
		throw error;
	}
};

/** A packet an event, so that every event can be cut off from the others. */
const packets = (events: readonly Event[]): readonly Uint8Array[] => record(events.map((event) => [event]));

test("the clean recording passes whole, and cut off anywhere it does not", async (t) => {
	const whole = packets(CLEAN);
	t.is(await verdictOf(...whole), "pass");
	for (let kept = 0; kept < whole.length; kept++)
		t.not(await verdictOf(...whole.slice(0, kept)), "pass", `${kept} packets`);
});

test("the clean recording without any one of its packets does not pass, but for copies of its header", async (t) => {
	const whole = packets(CLEAN);
	const events = (await tell(...whole)).length;
	for (const [index] of whole.entries()) {
		const rest = whole.filter((_, at) => at !== index);
		const told = (await tell(...rest)).filter(({ kind }) => kind !== "loss").length;
		if (told < events) t.not(await verdictOf(...rest), "pass", `without packet ${index}`);
	}
});

for (const [what, events] of Object.entries(FAILING)) {
	const whole = packets(events);

	test(`${what}: fails whole`, async (t) => {
		t.is(await verdictOf(...whole), "fail");
	});

	test(`${what}: cut off after any packet, it is no pass`, async (t) => {
		for (let kept = 0; kept < whole.length; kept++)
			t.not(await verdictOf(...whole.slice(0, kept)), "pass", `${kept} packets`);
	});

	test(`${what}: with any packets dropped and in any order, it is no pass`, async (t) => {
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray([...whole.keys()]), async (kept) => {
				const verdict = await verdictOf(...kept.map((index) => whole[index] ?? new Uint8Array()));
				if (verdict === "pass") throw new Error(`passes with packets ${kept}`);
			}),
			{ numRuns: 150 },
		);
		t.pass();
	});

	test(`${what}: with any packets left out in their order, it is no pass`, async (t) => {
		await fc.assert(
			fc.asyncProperty(fc.subarray([...whole.keys()]), async (kept) => {
				const verdict = await verdictOf(...kept.map((index) => whole[index] ?? new Uint8Array()));
				if (verdict === "pass") throw new Error(`passes with packets ${kept}`);
			}),
			{ numRuns: 150 },
		);
		t.pass();
	});

	test(`${what}: with bytes cut out or put in anywhere, it is no pass`, async (t) => {
		const bytes = join(...whole);
		const edit = fc.record({ at: fc.nat(bytes.length), cut: fc.nat(600), put: fc.uint8Array({ maxLength: 20 }) });
		await fc.assert(
			fc.asyncProperty(edit, async ({ at: from, cut, put }) => {
				const verdict = await verdictOf(join(bytes.subarray(0, from), put, bytes.subarray(from + cut)));
				if (verdict === "pass") throw new Error(`passes with ${cut} bytes cut at ${from}`);
			}),
			{ numRuns: 150 },
		);
		t.pass();
	});
}
