/** The looks of a screen's cells, in words: what a golden says besides its text. */
import type { Emulator } from "./terminal.js";

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<Emulator["buffer"]["active"]["getLine"]>>["getCell"]>>;

/** `114 on 238 bold`; empty where a cell looks as the terminal's own text does. */
const lookOf = (cell: Cell): string =>
	[
		cell.isFgDefault() ? "" : String(cell.getFgColor()),
		cell.isBgDefault() ? "" : `on ${cell.getBgColor()}`,
		cell.isBold() ? "bold" : "",
		cell.isUnderline() ? "underlined" : "",
		cell.isInverse() ? "inverse" : "",
	]
		.filter((word) => word !== "")
		.join(" ");

/** Runs of cells that look the same, blanks without a ground left out, as `columns look`. */
const rowLooks = (terminal: Emulator, y: number): readonly string[] => {
	const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
	const runs: { readonly from: number; to: number; readonly look: string }[] = [];
	for (let x = 0; x < terminal.cols; x++) {
		const cell = line?.getCell(x);
		if (cell === undefined || cell.getWidth() === 0) continue;
		const look = lookOf(cell);
		const isBlank = cell.getChars().trim() === "" && cell.isBgDefault() && !cell.isInverse();
		const last = runs.at(-1);
		if (look === "" || isBlank) continue;
		if (last?.look === look && last.to >= x - 2) last.to = x;
		else runs.push({ from: x, to: x, look });
	}
	return runs.map(({ from, to, look }) => `${from === to ? from : `${from}–${to}`} ${look}`);
};

/** One line for each row that has any. */
export const looks = (terminal: Emulator): string =>
	Array.from({ length: terminal.rows }, (_, y) => rowLooks(terminal, y))
		.map((runs, y) => (runs.length === 0 ? "" : `${String(y).padStart(2)}: ${runs.join(", ")}\n`))
		.join("");
