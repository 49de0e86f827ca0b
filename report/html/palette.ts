/** Which colour stands for what: the same in every drawing. */
const COLOURS = 8;

export class Palette<Key> {
	readonly #places = new Map<Key, number>();

	/** The class of its colour: those that come first get colours of their own. */
	of(key: Key): string {
		const known = this.#places.get(key);
		const place = known ?? this.#places.size;
		if (known === undefined) this.#places.set(key, place);
		return `c${place % COLOURS}`;
	}

	get keys(): readonly Key[] {
		return [...this.#places.keys()];
	}
}
