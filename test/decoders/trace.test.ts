import { deepStrictEqual } from "node:assert/strict";
import test from "ava";
import fc from "fast-check";
import type { Event } from "../../decoders/event.js";
import { CODECS, hasCodec } from "../../decoders/stream/compression.js";
import { Framer, frame } from "../../decoders/stream/framing.js";
import { TraceWriter } from "../../decoders/stream/trace-writer.js";
import { UserError } from "../../decoders/user-error.js";
import { anyEvent, batches, EVENT_KINDS, eventOf } from "./arbitrary-event.js";
import { cut, join, record, tell } from "./traces.js";

const keptExactly = test.macro({
	exec: async (t, kind: Event["kind"]) => {
		await fc.assert(
			fc.asyncProperty(fc.array(eventOf(kind), { minLength: 1, maxLength: 20 }), async (events) => {
				deepStrictEqual(await tell(...record([events])), events);
			}),
			{ numRuns: 40 },
		);
		t.pass();
	},
	title: (_title = "", kind = "") => `a ${kind} event comes back as it was`,
});

for (const kind of EVENT_KINDS) test(keptExactly, kind);

test("events of all kinds come back in their order, however the bytes are cut", async (t) => {
	const sizes = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 200 }), fc.constant(1e6)), {
		minLength: 1,
	});
	await fc.assert(
		fc.asyncProperty(batches, sizes, async (events, sizes) => {
			deepStrictEqual(await tell(...cut(join(...record(events)), sizes)), events.flat());
		}),
	);
	t.pass();
});

test("compressed blocks hold the same events, in fewer bytes where there is something to compress", async (t) => {
	const repeated: Event[] = [];
	for (let run = 0; run < 500; run++) repeated.push(...fc.sample(eventOf("delivery"), { numRuns: 1, seed: 1 }));
	const plain = join(...record([repeated]));
	for (const codec of CODECS.filter(hasCodec)) {
		const compressed = join(...record([repeated], { codec }));
		t.deepEqual(await tell(compressed), repeated);
		t.true(compressed.length < plain.length / 2, codec);
	}
	const [one] = repeated;
	if (one) t.deepEqual(record([[one]], { codec: "brotli" }), record([[one]]), "what grows is left as it is");
});

/** A packet whose body is in another field than that of its codec, or is of one that is not here. */
const lockedBody = (field: number): Uint8Array => Uint8Array.of((field << 3) | 2, 3, 1, 2, 3);
const lockedIn = (field: number, before: number): Uint8Array =>
	frame(lockedBody(field), { session: 0, events: 5, before });

test("what is compressed with something that is not here is refused, with the cure", async (t) => {
	const toCome = await t.throwsAsync(tell(lockedIn(12, 0)), { instanceOf: UserError });
	t.regex(toCome?.message ?? "", /does not know/);
	t.regex((toCome as UserError).cure, /Update/);
	if (hasCodec("zstd")) return;
	const zstd = await t.throwsAsync(tell(lockedIn(9, 0)), { instanceOf: UserError });
	t.regex(zstd?.message ?? "", /compressed with zstd/);
	t.regex((zstd as UserError).cure, /22\.15/);
});

test("where others could be read, such packets are missing", async (t) => {
	const [session] = fc.sample(eventOf("session"), 1);
	const [mark] = fc.sample(eventOf("mark"), 1);
	if (!session || !mark) return t.fail();
	const writer = new TraceWriter();
	const records = writer.write([session, mark]);
	const sealOf = new Framer().push(join(...records)).at(-1);
	if (sealOf?.is !== "sound") return t.fail();
	const locked = frame(lockedBody(12), { session: sealOf.seal.session, events: 5, before: 1 });
	const told = await tell(...records, locked);
	t.like(told.at(-1), { kind: "loss", where: "recording", count: 5 });
	t.deepEqual(told.slice(0, 2), [session, mark]);
});

test("the concatenation of traces is the trace of both", async (t) => {
	await fc.assert(
		fc.asyncProperty(eventOf("session"), batches, batches, async (session, one, other) => {
			const second = [[session], ...other];
			deepStrictEqual(await tell(...record(one), ...record(second)), [...one, ...second].flat());
		}),
		{ numRuns: 30 },
	);
	t.pass();
});

test("the same trace twice is told twice", async (t) => {
	const events = [...fc.sample(eventOf("session"), 1), ...fc.sample(anyEvent, 5)];
	t.deepEqual(await tell(...record([events]), ...record([events])), [...events, ...events]);
});

test("a block holds 4096 events at most, and a stream any number", async (t) => {
	const events = fc.sample(eventOf("delivery"), 10_000);
	const records = record([events]);
	t.true(records.length >= 4);
	t.deepEqual(await tell(...records), events);
});

test("a block too large for a packet becomes several", async (t) => {
	const mark = { ...fc.sample(eventOf("mark"), { numRuns: 1, seed: 1 })[0], text: "m".repeat(1 << 20) };
	const events = Array.from({ length: 9 }, (_, index) => ({ ...mark, text: `${index}${mark.text}` })) as Event[];
	const records = record([events]);
	t.true(records.length >= 4);
	t.deepEqual(await tell(...records), events);
});

test("a trace without events is one all the same", async (t) => {
	t.deepEqual(await tell(...record([])), []);
});
