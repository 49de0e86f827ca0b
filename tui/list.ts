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

/** Until the user selects a row, it is the one that matters most: the active persona, or the latest that happened. */
const unselected = ({ state }: Scene, panel: PanelId, ids: readonly string[]): number => {
	switch (panel) {
		case "personas":
			return Math.max(Math.min(0, ids.length - 1), ids.indexOf(state.active?.persona ?? ""));
		case "devices":
			return Math.min(0, ids.length - 1);
		case "switches":
		case "log":
			return ids.length - 1;
	}
};

const selectedIn = (scene: Scene, panel: PanelId, ids: readonly string[]): number => {
	const wanted = scene.ui.selected[panel];
	const found = wanted === undefined ? -1 : ids.indexOf(wanted);
	return found === -1 ? unselected(scene, panel, ids) : found;
};

export const sightOf = (scene: Scene, panel: PanelId, ids: readonly string[]): Sight => {
	const { ui } = scene;
	const selected = selectedIn(scene, panel, ids);
	const height = listHeight(panel, ui.size);
	const start = clamp(ui.scroll[panel], selected - height + 1, Math.max(0, selected));
	return { selected, height, start: clamp(start, 0, Math.max(0, ids.length - height)) };
};

/** The end of a list that grows there is followed, rather than the entry that is the last one now. */
const isFollowed = (panel: PanelId, index: number, ids: readonly string[]): boolean =>
	(panel === "switches" || panel === "log") && index === ids.length - 1;

/** The user interface after another row was selected, by its index. */
export const select = (scene: Scene, panel: PanelId, ids: readonly string[], index: number): Ui => {
	const { ui } = scene;
	const target = clamp(index, 0, ids.length - 1);
	const { [panel]: _before, ...others } = ui.selected;
	const id = isFollowed(panel, target, ids) ? undefined : ids[target];
	const selected = id === undefined ? others : { ...others, [panel]: id };
	// From where the list stands now, so that it moves only as far as it must.
	const scroll = { ...ui.scroll, [panel]: sightOf(scene, panel, ids).start };
	const moved = { ...ui, selected, scroll };
	return { ...moved, scroll: { ...scroll, [panel]: sightOf({ ...scene, ui: moved }, panel, ids).start } };
};
