/** A terminal that is no window: what is written to it is seen by an emulator, and keys are pressed by calling. */
import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import xterm from "@xterm/headless";
import type { Size } from "../../tui/geometry.js";

export type Emulator = InstanceType<typeof xterm.Terminal>;

export const emulator = ({ columns, rows }: Size): Emulator =>
	new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });

export const written = (terminal: Emulator, text: string): Promise<void> =>
	new Promise((resolve) => {
		terminal.write(text, resolve);
	});

/** What is seen, row by row. */
export const screenRows = (terminal: Emulator): readonly string[] => {
	const { active } = terminal.buffer;
	return Array.from(
		{ length: terminal.rows },
		(_, y) =>
			active
				.getLine(active.baseY + y)
				?.translateToString(false)
				.trimEnd() ?? "",
	);
};

export const screenText = (terminal: Emulator): string => `${screenRows(terminal).join("\n")}\n`;

class Keyboard extends PassThrough {
	isTTY = true;
	raw = false;

	setRawMode(raw: boolean): this {
		this.raw = raw;
		return this;
	}
}

class Display extends Writable {
	isTTY = true;
	columns: number;
	rows: number;
	readonly emulator: Emulator;
	readonly #blocked = new EventEmitter();
	/** The terminal does not read. */
	stopped = false;
	/** The terminal is gone. */
	broken = false;
	/** How often something was written to it, read or not. */
	offered = 0;
	text = "";

	constructor(size: Size) {
		super({ decodeStrings: false });
		this.columns = size.columns;
		this.rows = size.rows;
		this.emulator = emulator(size);
	}

	override write(chunk: string, ...rest: never[]): boolean {
		this.offered++;
		return super.write(chunk, ...rest);
	}

	override _write(chunk: string | Buffer, _encoding: string, done: (error?: Error) => void): void {
		if (this.broken) {
			done(new Error("write EIO"));
			return;
		}
		const text = chunk.toString();
		this.text += text;
		const take = () => this.emulator.write(text, done);
		if (this.stopped) this.#blocked.once("go", take);
		else take();
	}

	go(): void {
		this.stopped = false;
		this.#blocked.emit("go");
	}

	resize({ columns, rows }: Size): void {
		this.columns = columns;
		this.rows = rows;
		this.emulator.resize(columns, rows);
		this.emit("resize");
	}
}

export const fakeTerminal = (size: Size) => ({ input: new Keyboard(), output: new Display(size) });

export const UTF8 = { TERM: "xterm-256color", LANG: "C.UTF-8" };
