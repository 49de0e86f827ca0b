import { BINDINGS } from "../bindings.js";
import type { Rect } from "../geometry.js";
import type { Panel } from "../panel.js";
import type { Scene } from "../scene.js";
import { BLANK, type Span, span } from "../style.js";
import { fitSpans } from "../table.js";

/** The first of a key's names is enough here. */
const hints = (): readonly Span[] =>
	BINDINGS.flatMap(({ shown, hint }) =>
		hint === undefined ? [] : [span(` ${shown.split(" ")[0]}`, "focus"), span(` ${hint} `, "muted")],
	);

const typing = (typed: string): readonly Span[] => [
	span(" / ", "focus"),
	span(typed, "strong"),
	span(" ", "plain", "selected"),
	span("   words, persona:NAME, class:input   ", "muted"),
	span("Enter", "focus"),
	span(" keep  ", "muted"),
	span("Esc", "focus"),
	span(" as it was", "muted"),
];

const keptFilter = (filter: string): readonly Span[] =>
	filter === ""
		? []
		: [span(" filter: ", "notice"), span(filter, "strong"), span("  Esc", "focus"), span(" drops it ", "muted")];

export const footer = ({ ui }: Scene, rect: Rect): Panel => ({
	rect,
	box: false,
	focused: false,
	title: BLANK,
	aside: BLANK,
	rows: [
		{
			spans: fitSpans(ui.typing === undefined ? [...keptFilter(ui.filter), ...hints()] : typing(ui.typing), rect.width),
			ground: "bar",
		},
	],
});
