/** Where everything stands. It depends on the terminal's size alone, so that nothing jumps when events come. */
import { inside, type Rect, type Size } from "./geometry.js";
import type { PanelId } from "./ui.js";

export interface Layout {
	readonly header: Rect;
	/** Everything between header and footer. */
	readonly body: Rect;
	readonly footer: Rect;
	readonly panels: Readonly<Record<PanelId, Rect>>;
}

const HEADER_ROWS = 2;
const FOOTER_ROWS = 1;
/** Boxes share their lines: three rows of boxes have four. */
const LINES_BETWEEN = 4;

const bodyOf = ({ columns, rows }: Size): Rect => ({
	x: 0,
	y: HEADER_ROWS,
	width: columns,
	height: rows - HEADER_ROWS - FOOTER_ROWS,
});

const personasWidth = (columns: number): number => 45 + Math.floor((columns - 80) * 0.3);

export const layout = (size: Size): Layout => {
	const body = bodyOf(size);
	const { columns } = size;
	const room = body.height - LINES_BETWEEN;
	const log = Math.round(room * 0.25);
	const top = Math.round((room - log) * 0.547);
	const devicesY = body.y + top + 1;
	const logY = body.y + body.height - log - 2;
	const left = personasWidth(columns);
	return {
		header: { x: 0, y: 0, width: columns, height: HEADER_ROWS },
		body,
		footer: { x: 0, y: size.rows - FOOTER_ROWS, width: columns, height: FOOTER_ROWS },
		panels: {
			personas: { x: 0, y: body.y, width: left, height: top + 2 },
			switches: { x: left - 1, y: body.y, width: columns - left + 1, height: top + 2 },
			devices: { x: 0, y: devicesY, width: columns, height: logY - devicesY + 1 },
			log: { x: 0, y: logY, width: columns, height: log + 2 },
		},
	};
};

/** Rows above a panel's list: the headings of its columns, or what is told of one switch. */
const ABOVE: Readonly<Record<PanelId, (inner: Rect) => number>> = {
	personas: () => 1,
	devices: () => 1,
	switches: (inner) => Math.min(inner.height, switchParts(inner).above),
	log: () => 0,
};

export interface SwitchParts {
	/** There is room for whole words. */
	readonly wide: boolean;
	/** Rows for what the bar's parts mean. */
	readonly legend: number;
	readonly chart: number;
	/** Rows above the list, all in all. */
	readonly above: number;
}

/** Route, bar, firsts and figures. */
const FIXED_ROWS = 4;

/** How the panel of switches divides its rows: the chart and the list come where there is room. */
export const switchParts = ({ width, height }: Rect): SwitchParts => {
	const legend = width < 72 ? 2 : 1;
	const chart = height >= 10 ? Math.min(8, Math.floor((height - 3) / 3)) : 1;
	return { wide: width >= 48, legend, chart, above: FIXED_ROWS + legend + chart };
};

/** How many rows of its list a panel shows. */
export const listHeight = (panel: PanelId, size: Size): number => {
	const inner = inside(layout(size).panels[panel]);
	return Math.max(0, inner.height - ABOVE[panel](inner));
};
