/** Which rows of a list are seen, and which of them is selected. */
import { listHeight } from "./layout.js";
import type { Scene } from "./scene.js";
import type { PanelId, Ui } from "./ui.js";

export interface Sight {
	/** Index of the selected row, -1 if there is none. */
	readonly selected: number;
	/** Index of the first row seen. */
	readonly start: number;
	readonly height: number;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** A list that grows at its end is looked at there, unless the user sorted it. */
const growsAtEnd = ({ ui }: Scene, panel: PanelId): boolean =>
	(panel === "switches" || panel === "log") && ui.sort[panel] === undefined;

/** Until the user selects a row, it is the one that matters most: the active persona, or the latest that happened. */
const unselected = (scene: Scene, panel: PanelId, ids: readonly string[]): number => {
	const first = Math.min(0, ids.length - 1);
	if (panel === "personas") return Math.max(first, ids.indexOf(scene.state.active?.persona ?? ""));
	return growsAtEnd(scene, panel) ? ids.length - 1 : first;
};

const selectedIn = (scene: Scene, panel: PanelId, ids: readonly string[]): number => {
	const wanted = scene.ui.selected[panel];
	const found = wanted === undefined ? -1 : ids.indexOf(wanted);
	return found === -1 ? unselected(scene, panel, ids) : found;
};

export const sightOf = (scene: Scene, panel: PanelId, ids: readonly string[]): Sight => {
	const { ui } = scene;
	const selected = selectedIn(scene, panel, ids);
	const height = listHeight(ui, panel);
	const start = clamp(ui.scroll[panel], selected - height + 1, Math.max(0, selected));
	return { selected, height, start: clamp(start, 0, Math.max(0, ids.length - height)) };
};

/** The end of a list that grows there is followed, rather than the entry that is the last one now. */
const isFollowed = (scene: Scene, panel: PanelId, index: number, ids: readonly string[]): boolean =>
	growsAtEnd(scene, panel) && index === ids.length - 1;

/** The user interface after another row was selected, by its index. */
export const select = (scene: Scene, panel: PanelId, ids: readonly string[], index: number): Ui => {
	const { ui } = scene;
	const target = clamp(index, 0, ids.length - 1);
	const { [panel]: _before, ...others } = ui.selected;
	const id = isFollowed(scene, panel, target, ids) ? undefined : ids[target];
	const selected = id === undefined ? others : { ...others, [panel]: id };
	// From where the list stands now, so that it moves only as far as it must.
	const scroll = { ...ui.scroll, [panel]: sightOf(scene, panel, ids).start };
	const moved = { ...ui, selected, scroll };
	return { ...moved, scroll: { ...scroll, [panel]: sightOf({ ...scene, ui: moved }, panel, ids).start } };
};
