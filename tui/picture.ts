/**
 * A terminal's screen as an SVG picture that looks the same everywhere: lines, blocks and dots are drawn as shapes, and
 * text is kept in its cells whatever font is found.
 */
import { colour, PAPERS, type Paper } from "./picture-colours.js";
import { type CellShape, shapeOf } from "./picture-shapes.js";

/** One cell, as a terminal emulator such as xterm tells it. */
export interface PictureCell {
	getChars(): string;
	getWidth(): number;
	getFgColor(): number;
	getBgColor(): number;
	isFgDefault(): boolean;
	isBgDefault(): boolean;
	isFgRGB(): boolean;
	isBgRGB(): boolean;
	isBold(): number;
	isUnderline(): number;
	isInverse(): number;
}

export interface PictureTerminal {
	readonly cols: number;
	readonly rows: number;
	readonly buffer: {
		readonly active: {
			readonly baseY: number;
			getLine(y: number): { getCell(x: number): PictureCell | undefined } | undefined;
		};
	};
}

const CELL = { width: 9, height: 20 } as const;
const MARGIN = 12;
const FONT_SIZE = 15;
const BASELINE = 15;
const FONTS = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Noto Sans Mono',monospace";

interface Look {
	readonly fg: string;
	readonly bg: string;
	readonly bold: boolean;
	readonly underline: boolean;
}

const lookOf = (cell: PictureCell, { foreground, background }: Paper): Look => {
	const fg = colour(cell.getFgColor(), cell.isFgDefault(), cell.isFgRGB(), foreground);
	const bg = colour(cell.getBgColor(), cell.isBgDefault(), cell.isBgRGB(), background);
	const inverse = cell.isInverse() !== 0;
	return {
		fg: inverse ? bg : fg,
		bg: inverse ? fg : bg,
		bold: cell.isBold() !== 0,
		underline: cell.isUnderline() !== 0,
	};
};

interface Run {
	readonly x: number;
	readonly width: number;
	readonly text: string;
	readonly look: Look;
}

interface Placed extends Run {
	readonly shape: CellShape | undefined;
}

/** Cells side by side that look the same and have the same shape. */
interface ShapeRun {
	readonly first: Placed;
	readonly shape: CellShape;
	readonly count: number;
}

const placedCells = (terminal: PictureTerminal, y: number, paper: Paper): readonly Placed[] => {
	const { active } = terminal.buffer;
	const line = active.getLine(active.baseY + y);
	const cells: Placed[] = [];
	for (let x = 0; x < terminal.cols; x++) {
		const cell = line?.getCell(x);
		if (cell === undefined || cell.getWidth() === 0) continue;
		const text = cell.getChars() || " ";
		cells.push({ x, width: cell.getWidth(), text, look: lookOf(cell, paper), shape: shapeOf(text) });
	}
	return cells;
};

const sameLook = (a: Look, b: Look): boolean =>
	a.fg === b.fg && a.bg === b.bg && a.bold === b.bold && a.underline === b.underline;

const shapeRuns = (cells: readonly Placed[]): readonly ShapeRun[] => {
	const runs: ShapeRun[] = [];
	for (const cell of cells) {
		if (cell.shape === undefined) continue;
		const last = runs.at(-1);
		const goesOn =
			last !== undefined &&
			last.first.text === cell.text &&
			last.first.x + last.count === cell.x &&
			sameLook(last.first.look, cell.look);
		if (goesOn) runs[runs.length - 1] = { ...last, count: last.count + 1 };
		else runs.push({ first: cell, shape: cell.shape, count: 1 });
	}
	return runs;
};

const PLAIN = /^[ -~]$/;

const trimmed = (run: Run): Run => {
	const text = run.text.trimEnd();
	return { ...run, text, width: run.width - (run.text.length - text.length) };
};

/**
 * Neighbours of one look become one run of text, up to a gap wider than one column: columns stay where they are
 * whatever the font. What is no plain character stands alone, so that its cell holds it.
 */
const textRuns = (cells: readonly Placed[]): readonly Run[] => {
	const runs: Run[] = [];
	let open = false;
	for (const cell of cells) {
		const last = runs.at(-1);
		const plain = PLAIN.test(cell.text) && cell.shape === undefined;
		const gap = cell.text === " " && last?.text.endsWith(" ") === true;
		const goesOn = last !== undefined && last.x + last.width === cell.x && sameLook(last.look, cell.look);
		if (open && plain && !gap && goesOn)
			runs[runs.length - 1] = { ...last, width: last.width + 1, text: last.text + cell.text };
		else if (cell.shape === undefined && cell.text !== " ") runs.push(cell);
		open = plain && !gap && (open || cell.text !== " ");
	}
	return runs.map(trimmed);
};

const grounds = (cells: readonly Placed[], { background }: Paper): readonly Run[] => {
	const runs: Run[] = [];
	for (const cell of cells) {
		const last = runs.at(-1);
		if (last !== undefined && last.look.bg === cell.look.bg)
			runs[runs.length - 1] = { ...last, width: last.width + cell.width };
		else runs.push(cell);
	}
	return runs.filter(({ look }) => look.bg !== background);
};

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const left = (x: number): number => MARGIN + x * CELL.width;
const top = (y: number): number => MARGIN + y * CELL.height;

const groundSvg = ({ x, width, look }: Run, y: number): string =>
	`<rect x="${left(x)}" y="${top(y)}" width="${width * CELL.width}" height="${CELL.height}" fill="${look.bg}"/>`;

const textSvg = ({ x, width, text, look }: Run, y: number, { foreground }: Paper): string => {
	const attributes = [
		`x="${left(x)}" y="${top(y) + BASELINE}"`,
		`textLength="${width * CELL.width}" lengthAdjust="spacingAndGlyphs"`,
		look.fg === foreground ? "" : `fill="${look.fg}"`,
		look.bold ? 'font-weight="bold"' : "",
		look.underline ? 'text-decoration="underline"' : "",
	];
	return `<text ${attributes.filter((one) => one !== "").join(" ")}>${escaped(text)}</text>`;
};

const shapeSvg = ({ first, shape, count }: ShapeRun, y: number): string =>
	`<g transform="translate(${left(first.x)} ${top(y)})">${shape(first.look.fg, count)}</g>`;

const rowSvg = (terminal: PictureTerminal, y: number, paper: Paper): string => {
	const cells = placedCells(terminal, y, paper);
	return [
		...grounds(cells, paper).map((run) => groundSvg(run, y)),
		...shapeRuns(cells).map((run) => shapeSvg(run, y)),
		...textRuns(cells).map((run) => textSvg(run, y, paper)),
	].join("\n");
};

export const picture = (
	terminal: PictureTerminal,
	description = "devns-top",
	ground: keyof typeof PAPERS = "dark",
): string => {
	const paper = PAPERS[ground];
	const width = terminal.cols * CELL.width + 2 * MARGIN;
	const height = terminal.rows * CELL.height + 2 * MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escaped(description)}</title>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${paper.background}"/>`,
		`<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${paper.foreground}" xml:space="preserve">`,
		...Array.from({ length: terminal.rows }, (_, y) => rowSvg(terminal, y, paper)).filter((row) => row !== ""),
		"</g>",
		"</svg>",
		"",
	].join("\n");
};
