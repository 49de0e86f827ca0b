import type { Switch } from "../../model/state.js";
import { DURATION_WIDTH, duration } from "../../report/units.js";
import { niceMax } from "../chart.js";
import { inside, type Rect } from "../geometry.js";
import { sightOf } from "../list.js";
import { missing } from "../missing.js";
import type { Panel, Plot } from "../panel.js";
import { idsOf, type Shown, switchRows } from "../rows.js";
import type { Scene } from "../scene.js";
import { sharesOf, thinBar } from "../shares.js";
import { type Line, line, span } from "../style.js";
import { type Cells, type Column, place, row } from "../table.js";
import { listPanel } from "./list-panel.js";
import { outcomeSpan, routeSpans, switchHead, switchPlots } from "./switch-head.js";

const BAR = 3;
const COLUMNS: readonly Column[] = [
	{ title: "", width: 5, align: "right" },
	{ title: "", width: 12, share: 2, max: 32 },
	{ title: "", width: DURATION_WIDTH, align: "right" },
	{ title: "", width: 6, share: 3 },
	{ title: "", width: 10 },
];

const cells = (scene: Scene, one: Switch, room: number, longest: number): Cells => [
	[span(`#${one.id}`, "muted")],
	routeSpans(scene, one),
	[span(duration(one.total), one.total === undefined ? "muted" : "plain")],
	thinBar(sharesOf(scene.drivers, one), Math.round((room * (one.total ?? 0)) / longest)),
	[outcomeSpan(one)],
];

const nothing = (scene: Scene): Line => {
	const reason = missing(scene, "switch");
	if (reason !== undefined) return line(span(reason, "notice"));
	return line(span(scene.terms.length > 0 ? "no switch fits the filter" : "no switch so far", "muted"));
};

const selected = (scene: Scene, shown: readonly Shown<Switch>[]): Switch | undefined => {
	const ids = idsOf(shown);
	return shown[sightOf(scene, "switches", ids).selected]?.item;
};

/** Of those in sight: one that was slow long ago leaves the others their bars. */
const scaleOf = (scene: Scene, shown: readonly Shown<Switch>[]): number => {
	const { start, height } = sightOf(scene, "switches", idsOf(shown));
	return niceMax(shown.slice(start, start + height).reduce((most, { item }) => Math.max(most, item.total ?? 0), 0));
};

export const switches = (scene: Scene, rect: Rect): { readonly panel: Panel; readonly plots: readonly Plot[] } => {
	const shown = switchRows(scene);
	const inner = inside(rect);
	const columns = place(COLUMNS, inner.width);
	const one = selected(scene, shown);
	const unseen = missing(scene, "switch.driver");
	const longest = scaleOf(scene, shown);
	const panel = listPanel(scene, rect, {
		id: "switches",
		name: "Switches",
		total: scene.state.switches.length + scene.state.switchesForgotten,
		ids: idsOf(shown),
		note: unseen === undefined ? undefined : `drivers: ${unseen}`,
		above: one === undefined ? [nothing(scene)] : switchHead(scene, one, inner),
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : row(columns, cells(scene, item, columns[BAR]?.room ?? 0, longest));
		},
	});
	return { panel, plots: one === undefined ? [] : switchPlots(scene, inner) };
};
