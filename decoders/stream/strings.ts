import type { Name } from "../event.js";
import { nameFromText } from "../names.js";
import { Malformed } from "./malformed.js";

/** The strings of a block being written, each once. The empty string is 0 and is not kept. */
export class StringTable {
	readonly list: string[] = [];
	readonly #indexes = new Map<string, number>([["", 0]]);

	index(text: string): number {
		const known = this.#indexes.get(text);
		if (known !== undefined) return known;
		const index = this.list.push(text);
		this.#indexes.set(text, index);
		return index;
	}
}

/** Gives the strings of a block that was read by their index, made harmless: anybody may have written it. */
export const stringsOf = (list: readonly string[]): ((index: number) => Name) => {
	const names = ["", ...list].map(nameFromText);
	return (index) => {
		const name = names[index];
		if (name === undefined) throw new Malformed(`string ${index} of ${list.length}`);
		return name;
	};
};
