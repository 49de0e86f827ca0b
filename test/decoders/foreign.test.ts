import { deflateRawSync, gzipSync } from "node:zlib";
import test from "ava";
import fc from "fast-check";
import { MOST_BYTES } from "../../decoders/stream/seal.js";
import { readTrace } from "../../decoders/trace.js";
import { UserError } from "../../decoders/user-error.js";
import { eventOf } from "./arbitrary-event.js";
import { join, record, tell } from "./traces.js";

const text = (content: string) => new TextEncoder().encode(content);
const trace = join(...record([fc.sample(eventOf("session"), 1)]));

const refused = test.macro({
	exec: async (t, bytes: Uint8Array, message: RegExp, cure: RegExp) => {
		const error = await t.throwsAsync(tell(bytes), { instanceOf: UserError, message });
		t.regex(error.cure, cure);
		t.is(error.exitCode, 2);
	},
	title: (_title = "") => `refused in one line with its cure: ${_title}`,
});

test("nothing at all", refused, new Uint8Array(), /^The input is empty\.$/, /record/);
test("a gzip file", refused, gzipSync(trace), /compressed with gzip/, /gzip -dc FILE \| devns-top replay -/);
test("a zstd file", refused, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2), /compressed with zstd/, /zstd -dc/);
test(
	"what bpftrace printed",
	refused,
	text('{"type": "attached_probes", "data": {"probes": 3}}\n'),
	/bpftrace/,
	/record/,
);
test("what bpftrace printed as text", refused, text("Attaching 3 probes...\n"), /bpftrace/, /record/);
test("text", refused, text("kernel: [1.0] nothing\n".repeat(9)), /is text, no recording/, /record/);
test("other bytes", refused, deflateRawSync(Buffer.from("something else")), /is no recording/, /record/);
test("less than a packet", refused, trace.subarray(0, 60), /no whole packet/, /record/);

test("the error calls the stream what the user calls it", async (t) => {
	async function* nothing() {}
	await t.throwsAsync(readTrace(nothing(), "x.devns").next(), { message: "x.devns is empty." });
});

test("a stream that is no trace is given up, not read to its end", async (t) => {
	let size = 0;
	async function* endless() {
		for (;;) {
			size += 1 << 20;
			yield new Uint8Array(1 << 20);
		}
	}
	await t.throwsAsync(readTrace(endless()).next(), { instanceOf: UserError });
	t.true(size <= 4 * MOST_BYTES);
});

test("a banner before a trace is not the trace's end", async (t) => {
	const events = await tell(text("Welcome to the phone\n"), trace);
	t.is(events.at(-1)?.kind, "session");
});
