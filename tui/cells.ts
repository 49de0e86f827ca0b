/** Cells of the screen. Two that are equal are the same object, so that what did not change is seen by comparing them. */
import type { Glyph } from "../report/width.js";
import type { Ground, Role } from "./style.js";

export interface Cell {
	/** Empty where the character to the left takes this column too. */
	readonly text: string;
	/** How many columns it takes, this one and those after it. */
	readonly width: number;
	/** Whether all terminals agree on that. */
	readonly sure: boolean;
	readonly role: Role;
	readonly ground: Ground;
}

/** Names can hold any character: what was seen of them is not kept for ever. */
const KEPT = 2048;

export class Cells {
	readonly #role: Role;
	readonly #ground: Ground;
	readonly #known = new Map<string, Cell>();
	/** Stands in the columns after the first of a wide character. */
	readonly rest: Cell;

	constructor(role: Role, ground: Ground) {
		this.#role = role;
		this.#ground = ground;
		this.rest = { text: "", width: 0, sure: true, role, ground };
	}

	/** Without a glyph it is a character that takes one column everywhere. */
	of(text: string, glyph?: Glyph): Cell {
		const found = this.#known.get(text);
		if (found !== undefined) return found;
		const { width, sure } = glyph ?? { width: 1, sure: true };
		const made = { text, width, sure, role: this.#role, ground: this.#ground };
		if (this.#known.size < KEPT) this.#known.set(text, made);
		return made;
	}
}

const made = new Map<Ground, Map<Role, Cells>>();

export const cellsOf = (role: Role, ground: Ground): Cells => {
	const roles = made.get(ground) ?? new Map<Role, Cells>();
	made.set(ground, roles);
	const found = roles.get(role) ?? new Cells(role, ground);
	roles.set(role, found);
	return found;
};
