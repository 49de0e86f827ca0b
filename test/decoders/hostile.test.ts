/** Packets whose checksums hold and that no devns-top wrote. */
import { deflateRawSync } from "node:zlib";
import test from "ava";
import fc from "fast-check";
import type { Event } from "../../decoders/event.js";
import { devns } from "../../decoders/generated/devns.js";
import { type BlockEvent, toBlock } from "../../decoders/stream/block.js";
import { encode } from "../../decoders/stream/exact.js";
import { Framer, frame } from "../../decoders/stream/framing.js";
import { MOST_BYTES, SEAL_SIZE, writeSeal } from "../../decoders/stream/seal.js";
import { UserError } from "../../decoders/user-error.js";
import { eventOf } from "./arbitrary-event.js";
import { damageIn, join, record, soundIn, tell } from "./traces.js";

const { Kind, Packet } = devns.v1;
type Block = devns.v1.Block.$Properties;

const MARKS = fc.sample(eventOf("mark"), { numRuns: 3, seed: 3 }).map((mark, t) => ({ ...mark, t }) as BlockEvent);

const lying = (block: Block): Uint8Array => encode(Packet, { block });

const marksAfter = (before: number): Uint8Array =>
	frame(encode(Packet, { block: toBlock(MARKS) }), { session: 0, events: MARKS.length, before });

/** The packet stands between sound ones, announced as two events after three. */
const amongSound = (body: Uint8Array): Uint8Array[] => [
	marksAfter(0),
	frame(body, { session: 0, events: 2, before: 3 }),
	marksAfter(5),
	frame(encode(Packet, { end: {} }), { session: 0, events: 0, before: 8 }),
];

const costsItself = test.macro({
	exec: async (t, body: Uint8Array, reason: RegExp) => {
		const events = await tell(...amongSound(body));
		t.deepEqual(soundIn(events), [...MARKS, ...MARKS]);
		t.like(damageIn(events), { 0: { count: 2 }, length: 1 });
		t.regex(String(damageIn(events).map((loss) => "reason" in loss && loss.reason)), reason);
	},
	title: (_title = "") => `costs itself alone: ${_title}`,
});

const BASE: Block = {
	order: [Kind.KIND_DELIVERY, Kind.KIND_DELIVERY],
	base: 1,
	t: [0, 1],
	delivery: { client: [1, 2], delivered: [10, 20] },
};

test(
	"a column that is too short",
	costsItself,
	lying({ ...BASE, delivery: { client: [1], delivered: [1, 2] } }),
	/1 values in a column of 2 rows/,
);
test(
	"a column that is too long",
	costsItself,
	lying({ ...BASE, delivery: { client: [1, 2, 3] } }),
	/3 values in a column of 2 rows/,
);
test("fewer times than events", costsItself, lying({ ...BASE, t: [0] }), /1 times for 2 events/);
test(
	"more events than announced",
	costsItself,
	lying({ ...BASE, order: [30, 30, 30], t: [0, 0, 0], delivery: null }),
	/2 events were announced/,
);
test("no events", costsItself, lying({}), /without events/);
test("a time past 2^53", costsItself, lying({ ...BASE, base: Number.MAX_SAFE_INTEGER }), /time is past/);
test(
	"a string out of range",
	costsItself,
	lying({ order: [35, 35], t: [0, 0], string: ["a"], mark: { text: [1, 2] } }),
	/string 2 of 1/,
);
test(
	"lists longer than their items",
	costsItself,
	lying({ order: [11, 11], t: [0, 0], probe: { state: [1, 1], gives: { size: [1, 2 ** 32 - 1], item: [1] } } }),
	/lists/,
);
test(
	"a number past 2^53",
	costsItself,
	lying({ ...BASE, $unknowns: [Uint8Array.of(0xf2, 1, 12, 0x0a, 10, ...new Array(9).fill(0xff), 1)] }),
	/past 2\^53/,
);
test(
	"a number that never ends",
	costsItself,
	lying({ ...BASE, $unknowns: [Uint8Array.of(0xf2, 1, 42, 0x0a, 40, ...new Array(40).fill(0x80))] }),
	/past 2\^53/,
);
test(
	"a column that ends inside a number",
	costsItself,
	lying({ ...BASE, delivery: null, $unknowns: [Uint8Array.of(0xf2, 1, 5, 0x0a, 2, 5, 0x80, 1)] }),
	/ends inside a number/,
);
test(
	"a length of four gigabytes",
	costsItself,
	Uint8Array.of(0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3),
	/contradicts itself/,
);
test("no protobuf", costsItself, Uint8Array.of(0xff, 0xff, 0xff), /contradicts itself/);
test("groups in groups", costsItself, new Uint8Array(100_000).fill(0x63), /depth/);
test("text that is not UTF-8", costsItself, Uint8Array.of(0x1a, 4, 0x0a, 2, 0xc3, 0x28), /contradicts itself/);
test(
	"data that decompresses to gigabytes",
	costsItself,
	encode(Packet, { deflated: deflateRawSync(new Uint8Array(1 << 26)) }),
	/decompress/,
);
test("data that is not compressed", costsItself, encode(Packet, { deflated: Uint8Array.of(7, 7, 7) }), /decompress/);
test(
	"compressed data in compressed data",
	costsItself,
	encode(Packet, { deflated: deflateRawSync(encode(Packet, { deflated: Uint8Array.of(7) })) }),
	/newer/,
);
test("events of a kind of packet to come", costsItself, Uint8Array.of(0x7a, 1, 0), /newer/);
test("a snapshot that is none", costsItself, Uint8Array.of(0x32, 1, 0), /contradicts itself/);
test("a header without a schema", costsItself, encode(Packet, { header: { host: "h" } }), /contradicts itself/);

test("a million events in the bytes of a few thousand are not made", async (t) => {
	const order = new Array<number>(1_000_000).fill(Kind.KIND_READY);
	const body = lying({ order, t: new Array<number>(1_000_000).fill(0) });
	t.true(body.length < MOST_BYTES);
	const end = frame(encode(Packet, { end: {} }), { session: 0, events: 0, before: 1_000_000 });
	const events = await tell(frame(body, { session: 0, events: 1_000_000, before: 0 }), end);
	t.like(events, { 0: { kind: "loss", count: 1_000_000 }, length: 1 });
});

test("events of kinds and with words to come are skipped, and counted", async (t) => {
	const block: Block = {
		...toBlock(MARKS.slice(0, 1)),
		order: [99 as number, Kind.KIND_MARK, Kind.KIND_GRAB, Kind.KIND_GRAB],
		base: 10,
		t: [0, 1, 1, 1],
		grab: { client: [1, 2], action: [77 as number, 1] },
	};
	const events = await tell(
		frame(lying(block), { session: 0, events: 4, before: 0 }),
		frame(encode(Packet, { end: {} }), { session: 0, events: 0, before: 4 }),
	);
	t.like(events, {
		0: { kind: "mark", t: 11 },
		1: { kind: "grab", t: 13, client: 2, action: "take" },
		2: { kind: "loss", count: 2, since: 10, t: 13 },
		length: 3,
	});
});

test("fields to come are passed over", async (t) => {
	const body = encode(Packet, { block: { ...toBlock(MARKS), $unknowns: [Uint8Array.of(0xfa, 0x7f, 1, 1)] } });
	const told = await tell(frame(body, { session: 0, events: 3, before: 0 }));
	t.deepEqual(soundIn(told), MARKS);
});

const session = fc.sample(eventOf("session"), { numRuns: 1, seed: 1 });
const tooNew = (() => {
	const body = encode(Packet, { header: { schema: 2, host: "later" } });
	return frame(body, { session: 0, events: 0, before: 0 });
})();

test("a trace of a newer schema is refused with what to do", async (t) => {
	const error = await t.throwsAsync(tell(tooNew), { instanceOf: UserError, message: /schema 2.*up to 1/ });
	t.regex(error.cure, /Update devns-top/);
});

test("a newer schema behind a readable session costs only its own", async (t) => {
	const events = await tell(...record([session, MARKS]), tooNew);
	t.deepEqual(soundIn(events), [...session, ...MARKS]);
	t.is(damageIn(events).length, 1);
});

test("names from a file are made harmless again", async (t) => {
	const body = lying({ order: [Kind.KIND_MARK], t: [0], string: ["\x1b[2J\u202eevil\n"], mark: { text: [1] } });
	const [mark] = await tell(frame(body, { session: 0, events: 1, before: 0 }));
	t.like(mark, { kind: "mark", text: "\\x1b[2J\\u{202e}evil\\x0a" });
});

test("seals that lie about sizes are not believed, and nothing is kept waiting for them", async (t) => {
	const facts = { checksum: 0, session: 0, events: 1, before: 0 };
	for (const size of [MOST_BYTES + 1, 0xffffffff]) {
		const [first] = new Framer().push(join(writeSeal({ size, ...facts }), ...record([MARKS])));
		t.like(first, { is: "damage", bytes: SEAL_SIZE });
	}
	const events = await tell(writeSeal({ size: MOST_BYTES, ...facts }), ...record([MARKS]));
	t.deepEqual(soundIn(events), MARKS);
});

test("seals that overlap do not make a reader check the same megabytes over and over", async (t) => {
	const seal = writeSeal({ size: MOST_BYTES, checksum: 0, session: 0, events: 1, before: 0 });
	const events = await tell(marksAfter(0), Buffer.alloc(300_000 * seal.length, seal), marksAfter(3));
	t.deepEqual(soundIn(events), [...MARKS, ...MARKS]);
});

test("a seal inside a sound packet is not taken for one", async (t) => {
	const inner = join(...record([MARKS]));
	const text = { kind: "reject", t: 0, text: "", reason: "" };
	const body = encode(Packet, {
		block: toBlock([text as never]),
		$unknowns: [Uint8Array.of(0xfa, 0x7f, (inner.length & 127) | 128, inner.length >> 7, ...inner)],
	});
	const told = await tell(frame(body, { session: 0, events: 1, before: 0 }));
	t.deepEqual(soundIn(told), [text] as unknown as Event[]);
});

test("arbitrary bytes behind a sound seal never throw", async (t) => {
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (body) => {
			await tell(...amongSound(body));
		}),
		{ numRuns: 500 },
	);
	t.pass();
});
