import test from "ava";
import fc from "fast-check";
import { textWidth } from "../../report/width.js";
import { type Span, span } from "../../tui/style.js";
import { clipSpans, fitSpans, joinedWithin, place, row, widthOf } from "../../tui/table.js";

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

const names = test.macro({
	exec: (t, all: readonly string[], width: number, expected: string) => {
		const spans = all.map((one) => span(one));
		t.is(text(joinedWithin(spans, span(","), width)), expected);
	},
	title: (_, all: readonly string[], width: number) => `names of ${all.join(" and ")} in ${width} columns`,
});

test(names, ["WORK", "HOME", "KIDS"], 14, "WORK,HOME,KIDS");
test(names, ["WORK", "HOME", "KIDS"], 13, "WORK,HOME +1");
test(names, ["WORK", "HOME", "KIDS"], 12, "WORK,HOME +1");
test(names, ["WORK", "HOME", "KIDS"], 11, "WORK +2");
test(names, ["WORK", "HOME", "KIDS"], 6, "WO… +2");
test(names, ["palette"], 5, "pale…");
test(names, [], 5, "");
test(names, ["日本", "語"], 7, "日本,語");
test(names, ["日本", "語語"], 7, "日本 +1");

test("names are never wider than their room, and none is told of that is not there", (t) => {
	fc.assert(
		fc.property(
			fc.array(fc.stringMatching(/^[A-Z日]{1,8}$/), { maxLength: 120 }),
			fc.integer({ min: 6, max: 60 }),
			(all, width) => {
				const spans = all.map((one) => span(one));
				const shown = joinedWithin(spans, span(","), width);
				t.true(widthOf(shown) <= width);
				const more = Number(/^ \+(\d+)$/.exec(shown.at(-1)?.text ?? "")?.[1] ?? 0);
				t.is(shown.filter((one) => /^[^, ]/.test(one.text)).length + more, all.length);
			},
		),
	);
});
