import test from "ava";
import fc from "fast-check";
import { LineSplitter } from "../../kernel/vm/lines.js";

const split = (chunks: readonly Uint8Array[], longest?: number): string[] => {
	const splitter = new LineSplitter(longest);
	return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
};

const cut = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
	const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
	return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
};

test("lines are the same however their bytes were cut", (t) => {
	const bytes = fc.oneof(
		fc
			.string({ unit: fc.constantFrom("a", "\n", "\r", "ü", "🙂", "\u2028") })
			.map((text) => new TextEncoder().encode(text)),
		fc.uint8Array(),
	);
	fc.assert(
		fc.property(bytes, fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (all, places, longest) => {
			t.deepEqual(split(cut(all, places), longest), split([all], longest));
		}),
	);
});

test("text comes out as it went in", (t) => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: "binary" }).filter((line) => !line.includes("\n"))), (all) => {
			t.deepEqual(split([new TextEncoder().encode(all.map((line) => `${line}\n`).join(""))]), all);
		}),
	);
});

test("a line that is too long comes in pieces, and only that one", (t) => {
	const text = new TextEncoder().encode("1234567\n\n12\n123456");
	t.deepEqual(split([text], 3), ["123", "456", "7", "", "12", "123", "456"]);
});
