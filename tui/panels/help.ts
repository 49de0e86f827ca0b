import { STANDINGS } from "../../model/standing.js";
import { BINDINGS, type Binding, SECTIONS, type Section } from "../bindings.js";
import { FIELDS } from "../filter.js";
import { centred, type Size } from "../geometry.js";
import type { Panel } from "../panel.js";
import { MODES, SIGNS } from "../signs.js";
import { BLANK, type Line, line, span } from "../style.js";
import { fitSpans } from "../table.js";

const KEYS_WIDTH = 9;
const COLUMN = 34;
const WIDTH = 2 * COLUMN + 6;

const keyRow = ({ shown, help }: Binding): Line => line(...fitSpans([span(shown, "focus")], KEYS_WIDTH), span(help));

const section = (name: Section): readonly Line[] => [
	line(span(name, "heading")),
	...BINDINGS.filter((binding) => binding.section === name).map(keyRow),
];

const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
	Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
		spans: [...fitSpans(left[index]?.spans ?? [], COLUMN), span("  "), ...fitSpans(right[index]?.spans ?? [], COLUMN)],
	}));

const standingRow = (standing: (typeof STANDINGS)[number]): Line => {
	const { glyph, role, word, help } = SIGNS[standing];
	return line(span(`${glyph} `, role), ...fitSpans([span(word)], KEYS_WIDTH - 2), span(help, "muted"));
};

const OTHER_SIGNS: Line = line(
	span("► ", "active"),
	span("active  "),
	span("✗ ", "problem"),
	span("gone, problem  "),
	span("░ ", "notice"),
	span("lock  "),
	span("█▓▒ ", "share-1"),
	span("drivers  "),
	span("─ ", "muted"),
	span("the rest  "),
	span("│ ", "strong"),
	span("median"),
);

const DECLARED: Line = line(
	...(["shared", "private"] as const).flatMap((mode) => [
		span(`${MODES[mode].glyph} `, "notice"),
		span(`${MODES[mode].help}  `),
	]),
	span("behind a device: declared by root", "muted"),
);

const FILTERS: readonly Line[] = [
	line(
		span("Filter  ", "heading"),
		span('word -word a,b "two words" ', "plain"),
		span(FIELDS.map((field) => `${field}:`).join(" "), "focus"),
	),
	line(span("        persona:work class:input   is:problem,notice   -is:gone", "muted")),
];

const [VIEWS = [], MOVING = [], TIME = [], LOOKING = [], DOING = []] = SECTIONS.map(section);

export const helpRows: readonly Line[] = [
	...beside(
		[...VIEWS, BLANK, ...TIME, BLANK, ...DOING.slice(0, 1), ...DOING.slice(1)],
		[...MOVING, BLANK, ...LOOKING, BLANK, line(span("Signs", "heading")), ...STANDINGS.map(standingRow)],
	),
	BLANK,
	OTHER_SIGNS,
	DECLARED,
	...FILTERS,
];

/** How many rows of the help are seen at once. */
export const helpHeight = ({ rows }: Size): number => Math.min(helpRows.length, rows - 3);

export const help = (size: Size, scroll: number): Panel => {
	const height = helpHeight(size);
	const start = Math.max(0, Math.min(scroll, helpRows.length - height));
	const more = helpRows.length > height ? [span("↑↓", "focus"), span(" more   ", "muted")] : [];
	return {
		rect: centred(size, WIDTH, height + 2),
		box: true,
		focused: true,
		title: line(span("Keys and signs", "focus")),
		aside: line(...more, span("any other key closes", "muted")),
		rows: helpRows.slice(start, start + height),
	};
};
