/**
 * Where everything stands. It depends on the terminal's size and on what the user chose to see alone, so that nothing
 * jumps when events come.
 */
import { inside, type Rect, type Size } from "./geometry.js";
import { type OverviewPanel, PANELS, type PanelId, type Ui } from "./ui.js";

export interface Layout {
	readonly header: Rect;
	/** Everything between header and scrubber. */
	readonly body: Rect;
	/** The past in one row. */
	readonly scrubber: Rect;
	readonly footer: Rect;
	readonly panels: Panels;
}

/** Those of the overview. */
interface Panels extends Readonly<Record<Exclude<OverviewPanel, "findings">, Rect>> {
	/** Beside the log, where there is room; narrower terminals have them in the log alone. */
	readonly findings: Rect | undefined;
}

const HEADER_ROWS = 2;
const SCRUBBER_ROWS = 1;
const FOOTER_ROWS = 1;
/** Boxes share their lines: three rows of boxes have four. */
const LINES_BETWEEN = 4;

const bodyOf = ({ columns, rows }: Size): Rect => ({
	x: 0,
	y: HEADER_ROWS,
	width: columns,
	height: rows - HEADER_ROWS - SCRUBBER_ROWS - FOOTER_ROWS,
});

const personasWidth = (columns: number): number => 45 + Math.floor((columns - 80) * 0.36);

/** From so many columns or rows on, a list that has the body shows all about its selected row, beside it or below. */
const BESIDE_FROM = 160;
const BELOW_FROM = 32;

const FINDINGS_SHARE = 0.5;

export const layout = (size: Size): Layout => {
	const body = bodyOf(size);
	const { columns } = size;
	const room = body.height - LINES_BETWEEN;
	const log = Math.round(room * 0.25);
	const top = Math.round((room - log) * 0.56);
	const devicesY = body.y + top + 1;
	const logY = body.y + body.height - log - 2;
	const left = personasWidth(columns);
	const right = columns < BESIDE_FROM ? 0 : Math.round(columns * FINDINGS_SHARE);
	const beside = { y: logY, height: log + 2 };
	return {
		header: { x: 0, y: 0, width: columns, height: HEADER_ROWS },
		body,
		scrubber: { x: 0, y: body.y + body.height, width: columns, height: SCRUBBER_ROWS },
		footer: { x: 0, y: size.rows - FOOTER_ROWS, width: columns, height: FOOTER_ROWS },
		panels: {
			personas: { x: 0, y: body.y, width: left, height: top + 2 },
			switches: { x: left - 1, y: body.y, width: columns - left + 1, height: top + 2 },
			devices: { x: 0, y: devicesY, width: columns, height: logY - devicesY + 1 },
			log: { ...beside, x: 0, width: right === 0 ? columns : columns - right + 1 },
			findings: right === 0 ? undefined : { ...beside, x: columns - right, width: right },
		},
	};
};

/** Those for which the overview has a place. */
export const panelsIn = (size: Size): readonly OverviewPanel[] => {
	const { panels } = layout(size);
	return PANELS.filter((panel) => panels[panel] !== undefined);
};

/** What has the focus in the overview where it was on a list that the overview has not, or not at this size. */
export const focusIn = (size: Size, focus: PanelId): PanelId => {
	if (focus === "flow") return "personas";
	return focus === "findings" && layout(size).panels.findings === undefined ? "log" : focus;
};

export type Placing = Pick<Ui, "size" | "full" | "focus">;

const BESIDE_SHARE: Readonly<Record<PanelId, number>> = {
	personas: 0.55,
	devices: 0.58,
	switches: 0.5,
	flow: 0.6,
	log: 0.55,
	findings: 0.55,
};
const BELOW_SHARE: Readonly<Record<PanelId, number>> = {
	personas: 0.4,
	devices: 0.4,
	switches: 0.46,
	flow: 0.5,
	log: 0.45,
	findings: 0.45,
};

interface Halves {
	readonly list: Rect;
	readonly details: Rect | undefined;
}

/** The boxes of the two share a line. */
const halves = ({ size, focus }: Placing): Halves => {
	const { body } = layout(size);
	if (size.columns >= BESIDE_FROM) {
		const width = Math.round(body.width * BESIDE_SHARE[focus]);
		const x = body.x + width - 1;
		return { list: { ...body, width }, details: { ...body, x, width: body.width - width + 1 } };
	}
	if (size.rows < BELOW_FROM) return { list: body, details: undefined };
	const height = Math.round(body.height * BELOW_SHARE[focus]);
	const y = body.y + height - 1;
	return { list: { ...body, height }, details: { ...body, y, height: body.height - height + 1 } };
};

/** The place of a list; `undefined` where it is not to be seen. */
export const listRect = (placing: Placing, panel: PanelId): Rect | undefined => {
	if (!placing.full) return panel === "flow" ? undefined : layout(placing.size).panels[panel];
	return panel === placing.focus ? halves(placing).list : undefined;
};

/** Where all about the selected row of a list that has the body is told, where there is room. */
export const detailsRect = (placing: Placing): Rect | undefined => (placing.full ? halves(placing).details : undefined);

/** Rows above a panel's list: the headings of its columns, or what is told of one switch. */
const ABOVE: Readonly<Record<PanelId, (inner: Rect) => number>> = {
	personas: () => 1,
	devices: () => 1,
	switches: (inner) => Math.min(inner.height, switchParts(inner).above),
	flow: () => 1,
	log: () => 0,
	findings: () => 1,
};

/** Rows below it: what its signs mean, where there is room for that. */
const BELOW: Readonly<Record<PanelId, (inner: Rect) => number>> = {
	personas: ({ height }) => (height >= 7 ? 1 : 0),
	devices: () => 0,
	switches: () => 0,
	flow: ({ height }) => (height >= 7 ? 1 : 0),
	log: () => 0,
	findings: () => 0,
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

export interface ListPlace {
	/** Inside of the panel's box. */
	readonly inner: Rect;
	/** The first row of the list, on the screen. */
	readonly y: number;
	/** How many rows of the list are seen. */
	readonly height: number;
}

/** Where the rows of a list are; `undefined` where it is not to be seen. */
export const listPlace = (placing: Placing, panel: PanelId): ListPlace | undefined => {
	const rect = listRect(placing, panel);
	if (rect === undefined) return undefined;
	const inner = inside(rect);
	const above = ABOVE[panel](inner);
	return { inner, y: inner.y + above, height: Math.max(0, inner.height - above - BELOW[panel](inner)) };
};

export const listHeight = (placing: Placing, panel: PanelId): number => listPlace(placing, panel)?.height ?? 0;
