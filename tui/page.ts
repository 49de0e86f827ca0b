import type { Line } from "./style.js";

/** A text of any length, for the whole of the body. */
export interface Page {
	readonly title: Line;
	readonly rows: readonly Line[];
}
