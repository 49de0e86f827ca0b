import { type Action, BINDINGS, type Binding } from "../bindings.js";
import type { Rect } from "../geometry.js";
import type { Panel } from "../panel.js";
import { promptSpans } from "../prompts.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, type Span, span } from "../style.js";
import { fitSpans, widthOf } from "../table.js";
import type { Ui } from "../ui.js";

/** The first of a key's names is enough here. */
const hint = ({ shown, hint: word = "" }: Binding): readonly Span[] => [
	span(` ${shown.split(" ")[0]}`, "focus"),
	span(` ${word} `, "muted"),
];

/** What is said first stays where there is little room. */
const ORDER: readonly Action[] = ["quit", "help", "open", "filter", "pause", "earlier", "next-panel", "sort-next"];

const HINTED = ORDER.flatMap((action) => BINDINGS.filter((binding) => binding.action === action));

const keptFilter = (filter: string): readonly Span[] =>
	filter === ""
		? []
		: [span(" filter: ", "notice"), span(filter, "strong"), span("  Esc", "focus"), span(" drops it ", "muted")];

const VIEWS: readonly Span[] = [span(" 1–7", "focus"), span(" views ", "muted")];

const before = (ui: Ui): readonly Span[] => [...keptFilter(ui.filter), ...VIEWS];

/** Whole ones only. */
const hintsIn = (ui: Ui, width: number): readonly Binding[] => {
	let room = width - widthOf(before(ui));
	return HINTED.filter((binding) => {
		room -= widthOf(hint(binding));
		return room >= 0;
	});
};

const hints = (ui: Ui): readonly Span[] => [...before(ui), ...hintsIn(ui, ui.size.columns).flatMap(hint)];

/** The key whose hint is at a column of the footer. */
export const hintAt = (ui: Ui, x: number): Binding | undefined => {
	let end = widthOf(before(ui));
	if (x < end) return undefined;
	return hintsIn(ui, ui.size.columns).find((binding) => {
		end += widthOf(hint(binding));
		return x < end;
	});
};

const content = ({ ui, state }: Scene): readonly Span[] => {
	if (ui.prompt !== undefined) return promptSpans(state, ui.prompt);
	return ui.message === undefined ? hints(ui) : [span(` ${ui.message.text}`, ui.message.role)];
};

export const footer = (scene: Scene, rect: Rect): Panel => {
	const row: Line = { spans: fitSpans(content(scene), rect.width), ground: "bar" };
	return { rect, box: false, focused: false, title: BLANK, aside: BLANK, rows: [row] };
};
