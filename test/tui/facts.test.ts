/** Pages that tell all about one thing keep to their width, and cut none of it. */
import test from "ava";
import fc from "fast-check";
import { CAPABILITIES, type Event } from "../../decoders/event.js";
import { evidence } from "../../model/evidence.js";
import { glyphs, textWidth } from "../../report/width.js";
import type { Page } from "../../tui/page.js";
import { pageOf } from "../../tui/pages.js";
import { facts } from "../../tui/panels/facts.js";
import { sceneOf } from "../../tui/scene.js";
import { type Line, span } from "../../tui/style.js";
import { HOSTILE } from "./hostile.js";
import { SMALL, stateOf, uiOf } from "./stage.js";
import { at, loss, name, opened, opening, PROBES, probe, process, SCREEN, SECOND, story } from "./story.js";

const textOf = ({ spans }: Line): string => spans.map(({ text }) => text).join("");
const widest = (rows: readonly Line[]): number => Math.max(...rows.map((row) => textWidth(textOf(row))));
/** What stands in a block's second column, its rows joined. */
const values = (rows: readonly Line[]): string => rows.map(({ spans }) => textOf({ spans: spans.slice(1) })).join("");

/** As it is drawn: with no more marks on a letter than terminals bear. */
const drawn = (text: string): string =>
	glyphs(text)
		.map((glyph) => glyph.text)
		.join("");

const word = fc.oneof(fc.string({ unit: "grapheme-composite" }), fc.constantFrom(...HOSTILE.map((text) => name(text))));
const field = fc.record({ name: fc.string({ unit: "grapheme-ascii", maxLength: 30 }), words: fc.array(word) });

test("a block of facts is as wide as it may be at most, its values stand below each other, and nothing is lost", (t) => {
	fc.assert(
		fc.property(fc.array(field, { minLength: 1 }), fc.integer({ min: 40, max: 120 }), (fields, width) => {
			const rows = facts(
				fields.map(({ name: own, words }) => ({ name: own, value: words.map((text) => span(text)) })),
				width,
			);
			t.true(widest(rows) <= width);
			t.is(new Set(rows.map(({ spans: [first] }) => textWidth(first?.text ?? ""))).size, 1);
			t.is(values(rows), fields.map(({ words }) => words.map(drawn).join("")).join(""));
		}),
	);
});

const LONG = "nobody knows how it came to be so long, but it is as long as this, and a terminal of 80 columns is not";

const reject = (reason: string): Event => ({ kind: "reject", t: at(23 * SECOND), text: name("?"), reason });

const WIDTHS = [78, 118, 59];

const pages = (events: readonly Event[], width: number): readonly Page[] => {
	const state = stateOf(events);
	const scene = sceneOf(state, uiOf(SMALL), []);
	return [
		pageOf(scene, { is: "probes", scroll: 0 }, width),
		...state.log.map((_, index) =>
			pageOf(scene, { is: "details", subject: { panel: "log", id: String(index) }, scroll: 0 }, width),
		),
	];
};

/** Without the neighbours of a log's entry, which are a list. */
const own = ({ rows }: Page): readonly Line[] => {
	const list = rows.findIndex((row) => textOf(row).startsWith("Before and after"));
	return list < 0 ? rows : rows.slice(0, list);
};

const EVENTS = [
	...story(),
	...PROBES.map(([id, gives]) => probe(id, gives, "missing", LONG)),
	probe(
		"stock/all",
		PROBES.flatMap(([, gives]) => gives),
		"failed",
		LONG,
	),
	loss(12, 23 * SECOND, LONG),
	reject(`${LONG}!`),
	opened(99, opening().length as never, SCREEN, process(4321, LONG), 23 * SECOND),
];

for (const width of WIDTHS)
	test(`pages of the log and of the probes are no wider than ${width} columns`, (t) => {
		for (const page of pages(EVENTS, width)) t.true(widest(own(page)) <= width, own(page).map(textOf).join("\n"));
	});

/** Without what rows begin with and without their ends: a text that was broken is found again. */
const run = (rows: readonly Line[]): string =>
	rows
		.map((row) => textOf(row).replace(/^ +/, ""))
		.join("")
		.replaceAll(" ", "");

test("why something is missing, lost or not understood is told to its end", (t) => {
	const state = stateOf(EVENTS);
	const text = run(pages(EVENTS, 78)[0]?.rows ?? []);
	const told = (reason: string) => t.true(text.includes(reason.replaceAll(" ", "")), `${reason} in ${text}`);
	for (const capability of CAPABILITIES) {
		const found = evidence(state, capability);
		if (!found.given) told(`${capability}${found.reason}`);
	}
	told(`latest reason${LONG}not understood1latest reason${LONG}!`);
});
