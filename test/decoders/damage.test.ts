import { deepStrictEqual, ok } from "node:assert/strict";
import test from "ava";
import fc from "fast-check";
import { Recorder } from "../../cli/recorder.js";
import type { Event } from "../../decoders/event.js";
import { CODECS, type Codec, hasCodec } from "../../decoders/stream/compression.js";
import { UserError } from "../../decoders/user-error.js";
import { played } from "../cli/played.js";
import { eventOf } from "./arbitrary-event.js";
import { damageIn, join, record, soundIn, tell } from "./traces.js";

const sample = (kind: Event["kind"], count: number): Event[] =>
	fc
		.sample(eventOf(kind), { numRuns: count, seed: count })
		.map((event, index) => ({ ...event, t: 1000 * count + index }) as Event);

const big = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

const SESSION = sample("session", 1);
const BLOCKS = [sample("opened", 3), sample("delivery", 4), sample("grab", 5)];
const EVENTS = [...SESSION, ...BLOCKS.flat()];
/** Header, copy, block, copy, block, copy, block, end. */
const RECORDS = record([SESSION, ...BLOCKS]);
const TRACE = join(...RECORDS);

/** The numbers of the blocks that were told, each whole or not at all. */
const blocksTold = (events: readonly Event[]): number[] =>
	BLOCKS.flatMap((block, index) => {
		const told = block.filter((event) => events.some((other) => other.t === event.t)).length;
		ok(told === 0 || told === block.length, "a block is told whole or not at all");
		return told === 0 ? [] : [index];
	});

const missing = (blocks: readonly number[]): number =>
	BLOCKS.reduce((sum, block, index) => sum + (blocks.includes(index) ? 0 : block.length), 0);

test("a trace cut off at any byte tells what is whole before the cut, and one loss", async (t) => {
	const firstPacket = RECORDS[0]?.length ?? 0;
	for (let size = 0; size < TRACE.length; size++) {
		if (size < firstPacket) {
			await t.throwsAsync(tell(TRACE.subarray(0, size)), { instanceOf: UserError }, `cut to ${size} bytes`);
			continue;
		}
		const events = await tell(TRACE.subarray(0, size));
		const told = soundIn(events);
		t.deepEqual(told, EVENTS.slice(0, told.length), `cut to ${size} bytes`);
		t.is(damageIn(events).length, 1, `cut to ${size} bytes`);
		t.is(events.at(-1)?.kind, "loss");
	}
});

test("a torn block still tells how many events it held", async (t) => {
	const torn = TRACE.subarray(0, TRACE.length - (RECORDS.at(-1)?.length ?? 0) - 5);
	t.like(damageIn(await tell(torn))[0], {
		count: 5,
		since: EVENTS.at(-6)?.t,
		t: EVENTS.at(-6)?.t,
	});
});

test("any flipped bit is noticed and costs one block at most, of which the loss knows the size", async (t) => {
	for (let bit = 0; bit < TRACE.length * 8; bit++) {
		const bytes = TRACE.slice();
		bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		const events = await tell(bytes);
		const blocks = blocksTold(events);
		deepStrictEqual(soundIn(events), [...SESSION, ...blocks.flatMap((index) => BLOCKS[index] ?? [])], `bit ${bit}`);
		ok(blocks.length >= BLOCKS.length - 1, `bit ${bit}`);
		const damage = damageIn(events);
		deepStrictEqual(
			damage.map((loss) => "count" in loss && loss.count),
			[missing(blocks)],
			`bit ${bit}`,
		);
	}
	t.pass();
});

test("the loss of a damaged block spans the time between its neighbours", async (t) => {
	const records = RECORDS.map((bytes, index) =>
		index === 4 ? bytes.map((byte, at) => (at === 60 ? ~byte : byte)) : bytes,
	);
	const events = await tell(...records);
	const at = join(...RECORDS.slice(0, 4)).length;
	const size = RECORDS[4]?.length;
	const reason = `the recording is damaged; ${size} bytes from byte ${at} on can't be used`;
	t.like(damageIn(events)[0], { where: "recording", count: 4, since: 3002, t: 5000, reason });
	t.is(
		events.findIndex((event) => event.kind === "loss"),
		1 + 3,
	);
});

test("garbage between records costs nothing but itself", async (t) => {
	const garbage = fc.uint8Array({ minLength: 1, maxLength: 300 });
	await fc.assert(
		fc.asyncProperty(garbage, fc.nat(RECORDS.length), async (bytes, at) => {
			const events = await tell(...RECORDS.slice(0, at), bytes, ...RECORDS.slice(at));
			deepStrictEqual(soundIn(events), EVENTS);
			ok(damageIn(events).length === 1);
		}),
		{ numRuns: 200 },
	);
	t.pass();
});

test("bytes that are cut out or put in anywhere cost two blocks at most", async (t) => {
	const edit = fc.record({ at: fc.nat(TRACE.length), cut: fc.nat(20), put: fc.uint8Array({ maxLength: 20 }) });
	await fc.assert(
		fc.asyncProperty(edit, async ({ at, cut, put }) => {
			const bytes = join(TRACE.subarray(0, at), put, TRACE.subarray(at + cut));
			const events = await tell(bytes);
			const blocks = blocksTold(events);
			ok(blocks.length >= BLOCKS.length - 2);
			deepStrictEqual(soundIn(events), [...SESSION, ...blocks.flatMap((index) => BLOCKS[index] ?? [])]);
			ok(Buffer.compare(bytes, TRACE) === 0 || damageIn(events).length === 1);
		}),
		{ numRuns: 300, examples: [[{ at: 0, cut: 3, put: Uint8Array.of() }]] },
	);
	t.pass();
});

test("a record that lost its wrapper is told whole, and the damage is told", async (t) => {
	for (let index = 0; index < RECORDS.length; index++) {
		const records = RECORDS.map((bytes, at) => (at === index ? bytes.subarray(bytes.length < 128 + 2 ? 2 : 3) : bytes));
		const events = await tell(...records);
		t.deepEqual(soundIn(events), EVENTS);
		// Nothing proves that there was no event before the first header.
		const reason = `the recording is damaged${index === 0 ? "" : "; no event is missing"}`;
		t.like(damageIn(events), { 0: { count: 0, reason }, length: 1 });
	}
});

test("what was appended after a torn tail is told whole", async (t) => {
	const second = [...sample("session", 2).slice(1), ...sample("mark", 6)];
	for (let size = RECORDS[0]?.length ?? 0; size < TRACE.length; size += 7) {
		const events = await tell(TRACE.subarray(0, size), ...record([second]));
		const told = soundIn(events);
		const before = told.length - second.length;
		t.deepEqual(told, [...EVENTS.slice(0, before), ...second], `torn after ${size} bytes`);
		t.is(damageIn(events).length, 1);
		t.is(events[before]?.kind, "loss", "the loss is told before the session that follows it");
	}
});

test("a header that is destroyed is replaced by its copy", async (t) => {
	const events = await tell(...RECORDS.slice(1));
	t.deepEqual(soundIn(events), EVENTS);
});

test("packets that are missing without a trace are missed", async (t) => {
	const events = await tell(...RECORDS.filter((_, index) => index !== 4));
	t.deepEqual(soundIn(events), [...SESSION, ...(BLOCKS[0] ?? []), ...(BLOCKS[2] ?? [])]);
	t.like(damageIn(events)[0], { count: 4, reason: "the recording lacks packets" });
});

test("packets that come twice are told once", async (t) => {
	const events = await tell(...RECORDS.slice(0, 5), ...RECORDS.slice(2));
	t.deepEqual(soundIn(events), EVENTS);
	t.regex(String(damageIn(events).map((loss) => "reason" in loss && loss.reason)), /twice/);
});

test("packets of a session whose headers are gone are not taken for another's", async (t) => {
	const headless = record([sample("session", 2).slice(1), sample("mark", 6)]).filter((_, index) => index === 2);
	const events = await tell(...RECORDS, ...headless);
	t.deepEqual(soundIn(events), EVENTS);
	t.like(damageIn(events)[0], { count: 6 });
});

test("a trace can be joined late, at the next copy of its header", async (t) => {
	const marks = fc.sample(eventOf("mark"), { numRuns: 600, seed: 1 });
	const records = record([SESSION, ...marks.map((mark) => [mark])]);
	const events = await tell(...records.slice(300));
	t.deepEqual(soundIn(events), [...SESSION, ...marks.slice(512)]);
	t.like(damageIn(events).at(-1), { count: 512 });
});

/** Two snapshots with their indexes among the blocks. */
const snapshotted = (
	codec: Codec | undefined,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly events: readonly Event[] } => {
	const recorder = new Recorder({ codec }, 12);
	const events = played({ seed: 1, switches: 3 });
	const batches = [events.slice(0, 13), events.slice(13, 20), events.slice(20)];
	return { events, bytes: join(...batches.flatMap((batch) => recorder.write(batch)), ...recorder.end()) };
};

for (const codec of [undefined, ...CODECS.filter(hasCodec)]) {
	const { bytes, events } = snapshotted(codec);
	const name = codec ?? "plain";

	test(`with snapshots, cut off at any byte, what is told is a beginning and its loss: ${name}`, async (t) => {
		t.deepEqual(await tell(bytes), events);
		for (let size = 120; size < bytes.length; size++) {
			const told = await tell(bytes.subarray(0, size)).catch((error) => {
				if (error instanceof UserError) return [];
				throw error;
			});
			const sound = soundIn(told);
			deepStrictEqual(sound, events.slice(0, sound.length), `cut to ${size} bytes`);
			ok(told.length === 0 || damageIn(told).length === 1, `cut to ${size} bytes`);
		}
	});

	test(`with snapshots, no flipped bit makes a number wrong that is not said to be missing: ${name}`, async (t) => {
		for (let at = 0; at < bytes.length; at++) {
			const flipped = bytes.slice();
			flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
			const told = await tell(flipped);
			const sound = new Set(soundIn(told).map((event) => JSON.stringify(event, big)));
			const missing = events.filter((event) => !sound.has(JSON.stringify(event, big))).length;
			const [loss, ...others] = damageIn(told);
			ok(
				others.length === 0 && sound.size + missing === new Set(events.map((event) => JSON.stringify(event, big))).size,
			);
			ok(missing === 0 || (loss?.kind === "loss" && loss.count >= missing), `byte ${at}`);
		}
		t.pass();
	});
}
