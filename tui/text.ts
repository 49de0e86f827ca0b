/** What is seen, as text. */
import type { State } from "../model/state.js";
import { reportText } from "../report/text.js";
import { frame } from "./frame.js";
import { paint } from "./grid.js";
import type { Past } from "./scene.js";
import type { Ui } from "./ui.js";

export const screenLines = (state: State, ui: Ui, past: Past): readonly string[] =>
	paint(frame(state, ui, past), ui.traits.unicode).map((row) =>
		row
			.map(({ text }) => text)
			.join("")
			.trimEnd(),
	);

/** The screen, and all that is known at the time shown. */
export const snapshotText = (state: State, ui: Ui, past: Past): string =>
	`${screenLines(state, { ...ui, prompt: undefined, message: undefined }, past).join("\n")}\n\n${reportText(state)}`;
