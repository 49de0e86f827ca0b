/** What a click or the wheel is about, by where it was. */
import type { State } from "../model/state.js";
import type { Action } from "./bindings.js";
import type { Rect } from "./geometry.js";
import type { Pointed } from "./keys.js";
import { layout, listPlace, listRect } from "./layout.js";
import { select, sightOf } from "./list.js";
import { hintAt } from "./panels/footer.js";
import { verdictAt } from "./panels/header.js";
import { columnAt } from "./panels/headings.js";
import { pastSpan, timeAt, trackOf } from "./panels/scrubber.js";
import { pinnedIn } from "./pinned.js";
import { logRows, rowIds } from "./rows.js";
import { type Past, type Scene, sceneOf } from "./scene.js";
import { sortBy } from "./sorting.js";
import { goTo } from "./travel.js";
import { LISTS, type PanelId, type Ui } from "./ui.js";

/** What follows for the user interface, and what is then done as if by its key. */
export interface PointedChange {
	readonly ui: Ui;
	readonly action?: Action;
}

const WHEEL_ROWS = 3;

const isIn = ({ x, y, width, height }: Rect, at: Pointed): boolean =>
	at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;

const listAt = (ui: Ui, at: Pointed): PanelId | undefined =>
	LISTS.find((panel) => {
		const rect = listRect(ui, panel);
		return rect !== undefined && isIn(rect, at);
	});

const wheel = (scene: Scene, panel: PanelId, by: number): Ui => {
	const { ui } = scene;
	const ids = rowIds(scene, panel);
	if (ids.length === 0) return ui;
	return select(scene, panel, ids, sightOf(scene, panel, ids).selected + by);
};

const click = (scene: Scene, panel: PanelId, at: Pointed): PointedChange => {
	const { ui } = scene;
	const place = listPlace(ui, panel);
	const focused = { ...ui, focus: panel };
	if (place === undefined) return { ui: focused };
	const column = at.y === place.y - 1 ? columnAt(scene, panel, at.x) : undefined;
	if (column !== undefined)
		return { ui: { ...focused, sort: { ...ui.sort, [panel]: sortBy(ui.sort[panel], column) } } };
	const ids = rowIds(scene, panel);
	const { start, height, selected } = sightOf(scene, panel, ids);
	const row = at.y - place.y;
	const index = (panel === "log" && row === 0 ? pinnedIn(scene, logRows(scene)) : undefined) ?? start + row;
	if (row < 0 || row >= height || index >= ids.length) return { ui: focused };
	// A click on what is selected already opens it.
	if (index === selected && ui.focus === panel) return { ui: focused, action: "open" };
	return { ui: { ...select(scene, panel, ids, index), focus: panel } };
};

const onScrubber = (scene: Scene, rect: Rect, at: Pointed): Ui => {
	const { x, width } = trackOf(rect);
	if (at.x < x) return scene.ui;
	if (at.x >= x + width) return { ...scene.ui, held: undefined };
	return goTo(scene.ui, scene.past, timeAt(pastSpan(scene), at.x - x, width));
};

const onPage = ({ does }: Pointed): Action | undefined =>
	does === "click" ? undefined : does === "wheel-up" ? "up" : "down";

/** Over the help and a question the mouse does nothing but scroll and close. */
export const point = (ui: Ui, at: Pointed, state: State, past: Past): PointedChange => {
	if (ui.help !== undefined) return at.does === "click" ? { ui: { ...ui, help: undefined } } : { ui };
	if (ui.prompt !== undefined) return { ui };
	const { header, footer, scrubber, body } = layout(ui.size);
	const scene = sceneOf(state, ui, past);
	if (at.does === "click" && isIn(footer, at)) {
		const action = hintAt(ui, at.x)?.action;
		return action === undefined ? { ui } : { ui, action };
	}
	if (at.does === "click" && isIn(header, at)) {
		const action = verdictAt(scene, header, at);
		return action === undefined ? { ui } : { ui, action };
	}
	if (at.does === "click" && isIn(scrubber, at)) return { ui: onScrubber(scene, scrubber, at) };
	if (!isIn(body, at)) return { ui };
	if (ui.view.is !== "lists") {
		const action = onPage(at);
		return action === undefined ? { ui } : { ui, action };
	}
	const panel = listAt(ui, at);
	if (panel === undefined) return { ui };
	if (at.does === "click") return click(scene, panel, at);
	return { ui: wheel(scene, panel, at.does === "wheel-up" ? -WHEEL_ROWS : WHEEL_ROWS) };
};
