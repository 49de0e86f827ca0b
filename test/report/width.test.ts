import test from "ava";
import fc from "fast-check";
import { clip, printable, textWidth, toWidth } from "../../report/width.js";

const widths: readonly (readonly [string, number])[] = [
	["", 0],
	["abc", 3],
	["é", 1],
	["e\u0301", 1],
	["日本", 4],
	["ｶﾅ", 2],
	["한국", 4],
	["パレット", 8],
	["😀", 2],
	["👍🏽", 4],
	["❤\ufe0f", 2],
	["…", 1],
];
for (const [text, width] of widths)
	test(`${JSON.stringify(text)} takes ${width} columns`, (t) => {
		t.is(textWidth(text), width);
	});

test("what is cut ends in an ellipsis and never in half a character", (t) => {
	t.is(clip("abcdef", 6), "abcdef");
	t.is(clip("abcdef", 4), "abc…");
	t.is(clip("日本語", 4), "日…");
	t.is(clip("日本語", 5), "日本…");
	t.is(clip("abc", 0), "");
});

test("text in a width is exactly so wide, whatever it is", (t) => {
	const text = fc.string({
		unit: fc.oneof(
			fc.constantFrom("日", "😀", "e\u0301", "\u1160", "\u11a8", "\u001b", "\n"),
			fc.string({ unit: "binary" }),
		),
	});
	fc.assert(
		fc.property(text, fc.nat(20), (any, width) => {
			const found = toWidth(any, width);
			// A clipped wide character leaves a column free, which is filled.
			t.is(textWidth(found), width);
			t.notRegex(found, /[\p{C}\p{Zl}\p{Zp}]/u);
		}),
	);
});

test("alignment is left or right", (t) => {
	t.is(toWidth("日", 4), "日  ");
	t.is(toWidth("日", 4, "right"), "  日");
});

test("nothing printable can move the cursor, end the line or hide", (t) => {
	t.is(printable("a\x1b[2J\n\u202eb\u2028c\x9b"), "a?[2J??b?c?");
	t.is(printable("plain, naïve 日本 😀"), "plain, naïve 日本 😀");
});
