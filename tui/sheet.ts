/**
 * Edge: blessed, and the only file that knows it. It does one thing here: of the cells that are to be seen it makes the
 * shortest bytes that show them. It never meets the real input and output, so that none of its own ideas about keys,
 * signals, encodings and exits take effect.
 */
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import BlessedScreen from "blessed/lib/widgets/screen.js";
import ContribCanvas from "blessed-contrib/lib/widget/canvas.js";
import type { Frame } from "./frame.js";
import type { Rect, Size } from "./geometry.js";
import { type Grid, paint } from "./grid.js";
import { attributes, cellText } from "./ink.js";
import { look, type Theme } from "./palette.js";
import type { Plot } from "./panel.js";
import type { Traits } from "./terminal.js";

/** Modern terminal descriptions are more than blessed can read; this one it has itself. */
const TERMINAL = "xterm-256color";
const COLOUR_COUNT: Record<Theme, number> = { mono: 8, "16": 16, dark: 256, light: 256 };

/** Shows what comes between at once, on terminals that know this; the others ignore it. */
const TOGETHER = ["\x1b[?2026h", "\x1b[?2026l"] as const;
const RESET_ATTRIBUTES = "\x1b[m";
/** Clicks and the wheel, with places beyond column 223. */
const MOUSE = ["\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"] as const;
/** The terminal's clipboard; many ask their user first, or don't allow it. */
const clipboard = (text: string): string => `\x1b]52;c;${Buffer.from(text).toString("base64")}\x07`;

/** What blessed takes for its output. */
class Paper extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	readonly columns: number;
	readonly rows: number;
	#text = "";

	constructor({ columns, rows }: Size) {
		super();
		this.columns = columns;
		this.rows = rows;
	}

	write(text: string): boolean {
		this.#text += text;
		return true;
	}

	take(): string {
		const text = this.#text;
		this.#text = "";
		return text;
	}
}

const PROCESS_EVENTS = ["uncaughtException", "SIGTERM", "SIGINT", "SIGQUIT", "exit"] as const;

const isListener = (value: unknown): value is () => void => typeof value === "function";

/** Blessed ends the process by itself at a signal or an error, with exit code 0 or without the error. It must not. */
const withoutItsListeners = <T>(create: () => T): T => {
	const before = new Map(PROCESS_EVENTS.map((name) => [name, new Set(process.rawListeners(name))]));
	const created = create();
	for (const name of PROCESS_EVENTS)
		for (const listener of process.rawListeners(name))
			if (isListener(listener) && !before.get(name)?.has(listener)) process.off(name, listener);
	return created;
};

const DOTS_ACROSS = 2;
const DOTS_DOWN = 4;

interface Chart {
	readonly rect: Rect;
	readonly canvas: ContribCanvas;
	/** What it shows; `undefined` where its cells were blanked. */
	shows: Plot | undefined;
}

const drawBars = ({ canvas, rect }: Chart, { values, max }: Plot, theme: Theme): void => {
	const { ctx } = canvas;
	const height = rect.height * DOTS_DOWN;
	const shown = values.slice(-rect.width);
	const start = (rect.width - shown.length) * DOTS_ACROSS;
	ctx.clearRect(0, 0, rect.width * DOTS_ACROSS, height);
	const { fg } = look("share-1", "none", theme);
	ctx.strokeStyle = fg < 0 ? "normal" : fg;
	shown.forEach((value, index) => {
		const dots = Math.max(1, Math.round((Math.min(value, max) / max) * height));
		for (let dot = 0; dot < DOTS_ACROSS; dot++) {
			const x = start + index * DOTS_ACROSS + dot;
			ctx.beginPath();
			ctx.moveTo(x, height - dots);
			ctx.lineTo(x, height - 1);
			ctx.stroke();
		}
	});
};

const samePlot = (a: Plot, b: Plot): boolean =>
	a.max === b.max && a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index]);

const sameRect = (a: Rect, b: Rect): boolean =>
	a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Turns frames into bytes, remembering what the terminal shows. */
export class Sheet {
	readonly #traits: Traits;
	readonly #paper: Paper;
	readonly #screen: BlessedScreen;
	#charts: readonly Chart[] = [];
	/** The cells that blessed was last told of. Those below a chart are blank, before it and after it. */
	#told: Grid = [];
	#theme: Theme | undefined;

	constructor(size: Size, traits: Traits) {
		this.#traits = traits;
		this.#paper = new Paper(size);
		const input = new PassThrough();
		this.#screen = withoutItsListeners(
			() =>
				new BlessedScreen({ input, output: this.#paper, terminal: TERMINAL, forceUnicode: true, fullUnicode: false }),
		);
		this.#screen.tput.brokenACS = true;
	}

	#take(): string {
		this.#screen.program.flush();
		return this.#paper.take();
	}

	/** To the screen of its own, out of the shell's sight. */
	enter(): string {
		this.#screen.enter();
		return `${this.#take()}${MOUSE[0]}`;
	}

	leave(): string {
		this.#screen.leave();
		return `${RESET_ATTRIBUTES}${TOGETHER[1]}${MOUSE[1]}${this.#take()}`;
	}

	copy(text: string): string {
		return clipboard(text);
	}

	forget(): void {
		this.#screen.alloc();
		this.#tellAgain();
	}

	/** All cells are told to blessed once more, also those that charts lie over. */
	#tellAgain(): void {
		this.#told = [];
		for (const chart of this.#charts) chart.shows = undefined;
	}

	draw(frame: Frame): string {
		this.#fitTo(frame.size);
		this.#wear(frame.theme);
		this.#arrangeCharts(frame.plots);
		this.#fill(frame);
		this.#drawPlots(frame.plots, frame.theme);
		this.#screen.draw(0, frame.size.rows - 1);
		const text = this.#take();
		return text === "" ? "" : `${TOGETHER[0]}${text}${TOGETHER[1]}`;
	}

	#fitTo({ columns, rows }: Size): void {
		const { program } = this.#screen;
		if (program.cols === columns && program.rows === rows) return;
		program.cols = columns;
		program.rows = rows;
		this.forget();
	}

	/** In another theme every cell looks different. */
	#wear(theme: Theme): void {
		if (this.#theme === theme) return;
		this.#theme = theme;
		this.#screen.tput.colors = COLOUR_COUNT[theme];
		this.#tellAgain();
	}

	#fill(frame: Frame): void {
		const { unicode } = this.#traits;
		const before = this.#told;
		const grid = paint(frame, unicode);
		grid.forEach((row, y) => {
			const line = this.#screen.lines[y];
			if (line === undefined) return;
			row.forEach((cell, x) => {
				const target = line[x];
				if (target === undefined || cell === before[y]?.[x]) return;
				target[0] = attributes(cell, frame.theme);
				target[1] = cellText(cell, x);
				line.dirty = true;
			});
		});
		this.#told = grid;
	}

	/**
	 * A canvas can't change its place or size: where those are other than before, it is a new one. One that goes blanks
	 * its place, so this comes before the cells are filled.
	 */
	#arrangeCharts(plots: readonly Plot[]): void {
		const before = this.#charts;
		this.#charts = plots.map((plot) => before.find(({ rect }) => sameRect(rect, plot.rect)) ?? this.#chart(plot.rect));
		for (const chart of before) if (!this.#charts.includes(chart)) chart.canvas.detach();
	}

	#drawPlots(plots: readonly Plot[], theme: Theme): void {
		for (const [index, chart] of this.#charts.entries()) {
			const plot = plots[index];
			if (plot === undefined || (chart.shows !== undefined && samePlot(chart.shows, plot))) continue;
			chart.shows = plot;
			drawBars(chart, plot, theme);
			chart.canvas.render();
		}
	}

	#chart(rect: Rect): Chart {
		const { x, y, width, height } = rect;
		const canvas = new ContribCanvas({ screen: this.#screen, left: x, top: y, width, height });
		canvas.calcSize = () => {
			canvas.canvasSize = { width: width * DOTS_ACROSS, height: height * DOTS_DOWN };
		};
		this.#screen.append(canvas);
		return { rect, canvas, shows: undefined };
	}

	destroy(): void {
		this.#screen.destroy();
	}
}
