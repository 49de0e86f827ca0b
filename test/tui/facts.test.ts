/** Pages that tell all about one thing keep to their width, and cut none of it. */
import test from "ava";
import fc from "fast-check";
import { CAPABILITIES, type Event } from "../../decoders/event.js";
import { evidence } from "../../model/evidence.js";
import type { State } from "../../model/state.js";
import { glyphs, textWidth } from "../../report/width.js";
import type { Page } from "../../tui/page.js";
import { pageOf } from "../../tui/pages.js";
import { facts, wrapped } from "../../tui/panels/facts.js";
import { sceneOf } from "../../tui/scene.js";
import { type Line, span } from "../../tui/style.js";
import type { Subject } from "../../tui/ui.js";
import { HOSTILE } from "./hostile.js";
import { SMALL, stateOf, uiOf } from "./stage.js";
import { A, at, loss, name, named, opened, opening, PROBES, probe, process, SCREEN, SECOND, story } from "./story.js";

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

test("rows are broken between words, and within a word only where it is longer than half a row", (t) => {
	const rows = wrapped("the quick brown fox jumps over_the_lazy_dog_and_on", 20).map(textOf);
	t.deepEqual(rows, ["the quick brown fox ", "jumps over_the_lazy_", "dog_and_on"]);
});

const LONG = "nobody knows how it came to be so long, but it is as long as this, and a terminal of 80 columns is not";

const reject = (reason: string): Event => ({ kind: "reject", t: at(23 * SECOND), text: name("?"), reason });

const WIDTHS = [78, 118, 59];

const subjectsOf = ({ personas, devices, switches, log }: State): readonly Subject[] => [
	...Array.from(personas.keys(), (id) => ({ panel: "personas" as const, id })),
	...Array.from(devices.keys(), (id) => ({ panel: "devices" as const, id })),
	...switches.map(({ id }) => ({ panel: "switches" as const, id: String(id) })),
	...log.map((_, index) => ({ panel: "log" as const, id: String(index) })),
];

const pages = (events: readonly Event[], width: number): readonly Page[] => {
	const state = stateOf(events);
	const scene = sceneOf(state, uiOf(SMALL), []);
	return [
		pageOf(scene, { is: "probes", scroll: 0 }, width),
		...subjectsOf(state).map((subject) => pageOf(scene, { is: "details", subject, scroll: 0 }, width)),
	];
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
	named(A, "container", LONG, 23 * SECOND),
	opened(99, opening().length as never, SCREEN, process(4321, LONG), 23 * SECOND),
];

for (const width of WIDTHS)
	test(`no page is wider than ${width} columns`, (t) => {
		for (const page of pages(EVENTS, width)) t.true(widest(page.rows) <= width, page.rows.map(textOf).join("\n"));
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
