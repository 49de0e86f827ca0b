/** The columns that stand above lists, for who points at one. */
import { inside } from "../geometry.js";
import { listRect } from "../layout.js";
import type { Scene } from "../scene.js";
import { sortColumns } from "../sorting.js";
import type { Placed } from "../table.js";
import type { PanelId } from "../ui.js";
import { deviceColumns } from "./devices.js";
import { findingColumns } from "./findings.js";
import { flowColumns } from "./flow.js";
import { personaColumns } from "./personas.js";

const columnsOf = (scene: Scene, panel: PanelId, width: number): readonly Placed[] => {
	switch (panel) {
		case "personas":
			return personaColumns(scene, width);
		case "devices":
			return deviceColumns(width);
		case "flow":
			return flowColumns(width);
		case "findings":
			return findingColumns(width);
		case "switches":
		case "log":
			return [];
	}
};

/** The title of the column at `x`, if its list can be sorted by it. */
export const columnAt = (scene: Scene, panel: PanelId, x: number): string | undefined => {
	const rect = listRect(scene.ui, panel);
	if (rect === undefined) return undefined;
	const inner = inside(rect);
	let end = inner.x;
	for (const { title, room, gap } of columnsOf(scene, panel, inner.width)) {
		end += gap + room;
		if (x < end) return sortColumns(panel).includes(title) ? title : undefined;
	}
	return undefined;
};
