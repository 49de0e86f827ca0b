import test from "ava";
import fc from "fast-check";
import { LineSplitter } from "../../decoders/lines/splitter.js";
import { bytesOf } from "./hearer.js";

const split = (chunks: Iterable<Uint8Array>, longest?: number) => {
	const lines: string[] = [];
	const tooLong: string[] = [];
	const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
	const splitter = new LineSplitter(
		{
			line: (bytes, start, end) => void lines.push(text(bytes.subarray(start, end))),
			tooLong: (beginning) => void tooLong.push(text(beginning)),
		},
		longest,
	);
	for (const chunk of chunks) splitter.push(chunk);
	splitter.end();
	return { lines, tooLong };
};

const cut = (bytes: Uint8Array, at: readonly number[]): readonly Uint8Array[] => {
	const cuts = [0, ...at.map((one) => one % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end));
};

test("lines are the same however the bytes are cut", (t) => {
	const some = fc.array(fc.string({ unit: "binary-ascii", maxLength: 12 }), { maxLength: 20 });
	fc.assert(
		fc.property(some, fc.array(fc.nat({ max: 400 })), fc.boolean(), (lines, cuts, ended) => {
			const whole = lines.map((line) => line.replaceAll("\n", ""));
			const text = whole.join("\n") + (ended && whole.length > 0 ? "\n" : "");
			const expected = ended || whole.at(-1) !== "" ? whole : whole.slice(0, -1);
			t.deepEqual(split(cut(bytesOf(text), cuts)).lines, expected);
		}),
	);
});

test("what is pushed may be changed afterwards", (t) => {
	const chunk = bytesOf("abc");
	const chunks = function* () {
		yield chunk;
		chunk.fill(0x78);
		yield bytesOf("d\n");
	};
	t.deepEqual(split(chunks()).lines, ["abcd"]);
});

test("a line that is too long is passed over, told once, and bounded; the next one is read", (t) => {
	const pieces = Array.from({ length: 50 }, () => bytesOf("0123456789"));
	const { lines, tooLong } = split([...pieces, bytesOf("end\nnext\n"), bytesOf("last")], 30);
	t.deepEqual(lines, ["next", "last"]);
	t.deepEqual(tooLong, ["0123456789012345678901234567890123456789"]);
});

test("a line of just the longest length is a line", (t) => {
	t.deepEqual(split([bytesOf("0123456789"), bytesOf("\n")], 10), { lines: ["0123456789"], tooLong: [] });
});
