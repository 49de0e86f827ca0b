import test from "ava";
import fc from "fast-check";
import { textWidth } from "../../report/width.js";
import { type Span, span } from "../../tui/style.js";
import { clipSpans, fitSpans, place, row, widthOf } from "../../tui/table.js";

const text = (spans: readonly Span[]): string => spans.map((one) => one.text).join("");

const clips = test.macro({
	exec: (t, parts: readonly string[], width: number, expected: string) => {
		t.is(
			text(
				clipSpans(
					parts.map((part) => span(part)),
					width,
				),
			),
			expected,
		);
	},
	title: (_title, parts: readonly string[] = [], width = 0, expected = "") =>
		`${parts.join("|")} in ${width} is "${expected}"`,
});

test(clips, ["abc", "def"], 6, "abcdef");
test(clips, ["abc", "def"], 5, "abcd…");
test(clips, ["abc", "def"], 4, "abc…");
test(clips, ["abc", "def"], 3, "ab…");
test(clips, ["abc", ""], 3, "abc");
test(clips, ["abc"], 0, "");
test(clips, ["日本", "語"], 5, "日本…");
test(clips, ["日本", "語"], 4, "日…");

test("whatever is fitted takes exactly the columns it was given", (t) => {
	const parts = fc.array(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("日本", "🎮")), {
		maxLength: 5,
	});
	fc.assert(
		fc.property(parts, fc.nat(30), fc.boolean(), (all, width, right) => {
			const spans = all.map((part) => span(part));
			t.is(widthOf(fitSpans(spans, width, right ? "right" : "left")), width);
			t.true(widthOf(clipSpans(spans, width)) <= width);
			t.true(textWidth(text(spans)) > width || text(clipSpans(spans, width)) === text(spans));
		}),
	);
});

test("columns share what is left, up to their limit, and none is less than its width", (t) => {
	const columns = [
		{ title: "A", width: 3 },
		{ title: "B", width: 4, share: 1, max: 10 },
		{ title: "C", width: 5, share: 1 },
	];
	t.deepEqual(
		place(columns, 14).map(({ room }) => room),
		[3, 4, 5],
	);
	t.deepEqual(
		place(columns, 24).map(({ room }) => room),
		[3, 9, 10],
	);
	t.deepEqual(
		place(columns, 54).map(({ room }) => room),
		[3, 10, 39],
	);
	t.deepEqual(
		place(columns, 5).map(({ room }) => room),
		[3, 4, 5],
	);
});

test("a row's cells stand in their columns, those that are missing are blank", (t) => {
	const columns = place(
		[
			{ title: "A", width: 3, align: "right" },
			{ title: "B", width: 2 },
			{ title: "C", width: 2 },
		],
		9,
	);
	t.is(text(row(columns, [[span("1")], [span("xyz")]]).spans), "  1 x…   ");
});

test("titles that would run together are set apart where there is room, and the columns stay in the row", (t) => {
	const columns = [
		{ title: "COUNT", width: 6, align: "right" },
		{ title: "NAME", width: 6, share: 1 },
	] as const;
	const gaps = (width: number) => place(columns, width).map(({ gap }) => gap);
	t.deepEqual(gaps(40), [0, 2]);
	t.deepEqual(gaps(13), [0, 1]);
	t.deepEqual(
		place([columns[1], columns[0]], 40).map(({ gap }) => gap),
		[0, 1],
		"these don't meet",
	);
	for (const width of [13, 18, 19, 40]) t.is(widthOf(row(place(columns, width), [[], []]).spans), width);
});
