/** Edge: the terminal: keys in, frames out, and given back as it was found on every way out. */
import type { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { type EndSignal, stopJob, watchExits } from "./exits.js";
import type { Frame } from "./frame.js";
import type { Size } from "./geometry.js";
import { type Key, readKeys, settleKeys } from "./keys.js";
import { openOutlet } from "./outlet.js";
import { Sheet } from "./sheet.js";
import { type Environment, requireTerminal, type Traits, traits } from "./terminal.js";
import { MINIMUM } from "./ui.js";

export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
export type TerminalOutput = Writable & {
	readonly isTTY?: boolean;
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
};

export interface ScreenListener {
	key(key: Key): void;
	resize(size: Size): void;
	/** The terminal has taken all that was drawn. */
	idle(): void;
	/** The terminal can't be read from or written to any more. */
	gone(): void;
	signal(signal: EndSignal): void;
	/** What was on the terminal is there no more. */
	lost(): void;
}

export interface Screen {
	readonly traits: Traits;
	readonly size: Size;
	/** The terminal keeps up: what is drawn while it does not only queues up. */
	readonly idle: boolean;
	draw(frame: Frame): void;
	/** Draws all of the next frame, not what changed. */
	forget(): void;
	/** Into the clipboard, where the terminal allows that. */
	copy(text: string): void;
	/** Gives the terminal to the shell until the job goes on. */
	suspend(): void;
	/** Gives the terminal back. Can be called at any time and again. */
	leave(): void;
}

const INPUT_ENDS = ["end", "close", "error"] as const;

/** A lone Escape is told from the beginning of a sequence by what follows, or does not. */
const ESCAPE_MS = 50;
/** A stop that the kernel ignored (there is no shell to go to) is over at once. */
const RESUME_MS = 100;

const sizeOf = ({ columns, rows }: TerminalOutput): Size => ({
	columns: columns || MINIMUM.columns,
	rows: rows || MINIMUM.rows,
});

/** Calls back with the input's keys; gives the function that stops it. */
const listenToKeys = (input: TerminalInput, onKey: (key: Key) => void): (() => void) => {
	const decoder = new StringDecoder("utf8");
	let pending = "";
	let timer: NodeJS.Timeout | undefined;
	const settle = () => {
		const keys = settleKeys(pending);
		pending = "";
		for (const key of keys) onKey(key);
	};
	const onData = (chunk: Buffer | string) => {
		clearTimeout(timer);
		const { keys, rest } = readKeys(pending + (typeof chunk === "string" ? chunk : decoder.write(chunk)));
		pending = rest;
		if (rest !== "") timer = setTimeout(settle, ESCAPE_MS);
		for (const key of keys) onKey(key);
	};
	input.on("data", onData);
	input.resume();
	return () => {
		clearTimeout(timer);
		input.off("data", onData);
		input.pause();
	};
};

export const createScreen = (options: {
	readonly input: TerminalInput;
	readonly output: TerminalOutput;
	readonly env: Environment;
	readonly listener: ScreenListener;
}): Screen => {
	const { input, output, env, listener } = options;
	requireTerminal(input, output, env);
	const able = traits(env);
	const sheet = new Sheet(sizeOf(output), able);
	const outlet = openOutlet(output, listener);
	let state: "on" | "suspended" | "left" = "on";

	const takeTerminal = () => {
		input.setRawMode?.(true);
		outlet.write(sheet.enter());
		sheet.forget();
	};
	const giveTerminal = () => {
		outlet.write(sheet.leave());
		outlet.flush();
		input.setRawMode?.(false);
	};
	const resume = () => {
		if (state === "left") return;
		state = "on";
		takeTerminal();
		listener.lost();
	};
	const onResize = () => listener.resize(sizeOf(output));
	const stopWatching = watchExits({
		signal: (signal) => listener.signal(signal),
		dying: () => screen.leave(),
		continued: resume,
	});
	const stopKeys = listenToKeys(input, (key) => listener.key(key));
	for (const event of INPUT_ENDS) input.on(event, listener.gone);
	output.on("close", listener.gone);
	output.on("resize", onResize);

	const screen: Screen = {
		traits: able,
		get size() {
			return sizeOf(output);
		},
		get idle() {
			return state === "on" && outlet.idle;
		},
		draw: (frame) => outlet.write(sheet.draw(frame)),
		forget: () => sheet.forget(),
		copy: (text) => outlet.write(sheet.copy(text)),
		suspend() {
			if (state !== "on") return;
			state = "suspended";
			giveTerminal();
			stopJob();
			setTimeout(() => state === "suspended" && resume(), RESUME_MS);
		},
		leave() {
			if (state === "left") return;
			if (state === "on") giveTerminal();
			state = "left";
			stopKeys();
			stopWatching();
			for (const event of INPUT_ENDS) input.off(event, listener.gone);
			output.off("close", listener.gone);
			output.off("resize", onResize);
			outlet.close();
			sheet.destroy();
		},
	};
	takeTerminal();
	return screen;
};
