import type { Rect } from "./geometry.js";
import type { Line } from "./style.js";

/** A part of the screen. Boxes may share a line with their neighbours: their corners are joined when they are drawn. */
export interface Panel {
	readonly rect: Rect;
	readonly box: boolean;
	readonly focused: boolean;
	/** Stands in the upper line of the box, at the left. */
	readonly title: Line;
	/** Stands in the upper line of the box, at the right. */
	readonly aside: Line;
	readonly rows: readonly Line[];
}

/** Bars over a range of values, one a value, the newest at the right. Drawn with the finest dots that the terminal has. */
export interface Plot {
	readonly rect: Rect;
	readonly values: readonly number[];
	readonly max: number;
}
