export interface Size {
	readonly columns: number;
	readonly rows: number;
}

export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** All between the lines of a box. */
export const within = ({ x, y, width, height }: Rect): Rect => ({
	x: x + 1,
	y: y + 1,
	width: Math.max(0, width - 2),
	height: Math.max(0, height - 2),
});

/** The inside of a box: its lines take one cell each, and text keeps one more away from those at its sides. */
export const inside = ({ x, y, width, height }: Rect): Rect => ({
	x: x + 2,
	y: y + 1,
	width: Math.max(0, width - 4),
	height: Math.max(0, height - 2),
});

export const centred = (size: Size, width: number, height: number): Rect => {
	const fitting = { width: Math.min(width, size.columns), height: Math.min(height, size.rows) };
	return {
		x: Math.floor((size.columns - fitting.width) / 2),
		y: Math.floor((size.rows - fitting.height) / 2),
		...fitting,
	};
};
