/** Frames as a terminal shows them, made from events and keys, without clocks and processes. */

import type { Event } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import type { State } from "../../model/state.js";
import { indexAt, Timeline } from "../../model/timeline.js";
import { frame } from "../../tui/frame.js";
import type { Size } from "../../tui/geometry.js";
import { readKeys } from "../../tui/keys.js";
import type { Past } from "../../tui/scene.js";
import { Sheet } from "../../tui/sheet.js";
import type { Traits } from "../../tui/terminal.js";
import { initialUi, type Stream, type Ui } from "../../tui/ui.js";
import { update } from "../../tui/update.js";
import { type Emulator, emulator, screenRows, written } from "./terminal.js";

export const SMALL: Size = { columns: 80, rows: 24 };
export const MEDIUM: Size = { columns: 120, rows: 36 };
export const LARGE: Size = { columns: 200, rows: 60 };
export const SIZES: readonly Size[] = [SMALL, MEDIUM, LARGE];

export const COLOURFUL: Traits = { unicode: true, colours: "256" };
export const STREAM: Stream = { source: "this kernel", recording: undefined, live: true, ended: false };

export const stateOf = (events: readonly Event[]): State => {
	const model = createModel();
	model.apply(events);
	return model.state;
};

/** The same, with the moments that a dashboard keeps on the way. */
export const momentsOf = (events: readonly Event[]): { readonly state: State; readonly past: Past } => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, events);
	return { state: model.state, past: timeline.moments };
};

export const uiOf = (size: Size, fields: Partial<Ui> = {}): Ui => ({
	...initialUi(size, fields.traits ?? COLOURFUL, STREAM),
	...fields,
});

/** The user interface after keys, written as what a terminal sends for them. */
export const pressed = (ui: Ui, state: State, typed: string, past: Past = []): Ui =>
	readKeys(typed).keys.reduce((before, key) => update(before, key, state, past).ui, ui);

export interface Shown {
	readonly rows: readonly string[];
	readonly text: string;
	readonly terminal: Emulator;
}

export const shown = async (state: State, ui: Ui, past: Past = []): Promise<Shown> => {
	const sheet = new Sheet(ui.size, ui.traits);
	const terminal = emulator(ui.size);
	await written(terminal, sheet.enter() + sheet.draw(frame(state, ui, past)));
	sheet.destroy();
	const rows = screenRows(terminal);
	return { rows, text: `${rows.join("\n")}\n`, terminal };
};

/** The 256-colour number of a cell's ground; -1 for the terminal's own. */
export const groundAt = (terminal: Emulator, x: number, y: number): number => {
	const cell = terminal.buffer.active.getLine(y)?.getCell(x);
	return cell === undefined || cell.isBgDefault() ? -1 : cell.getBgColor();
};

export const colourAt = (terminal: Emulator, x: number, y: number): number => {
	const cell = terminal.buffer.active.getLine(y)?.getCell(x);
	return cell === undefined || cell.isFgDefault() ? -1 : cell.getFgColor();
};

/** What a dashboard shows that has this past: while the picture is held, that of its time. */
export const shownAt = (past: Past, state: State, ui: Ui): Promise<Shown> => {
	const moment = ui.held === undefined ? undefined : past[Math.max(0, indexAt(past, ui.held.t))];
	return shown(moment?.state ?? state, ui, past);
};
