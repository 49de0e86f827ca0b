/** What the user types after `/`: words that must all be found, `persona:…` and `class:…` among them. */

export interface Term {
	readonly in: "text" | "persona" | "class";
	readonly word: string;
}

/** What a row can be found by. Where it has no personas or no class at all, a term for those lets it pass. */
export interface Facets {
	readonly text: string;
	readonly personas: readonly string[] | undefined;
	readonly classes: readonly string[] | undefined;
}

const termOf = (typed: string): Term => {
	const word = typed.toLowerCase();
	if (word.startsWith("persona:")) return { in: "persona", word: word.slice("persona:".length) };
	if (word.startsWith("class:")) return { in: "class", word: word.slice("class:".length) };
	return { in: "text", word };
};

export const parseFilter = (typed: string): readonly Term[] =>
	typed
		.split(/\s+/u)
		.filter((word) => word !== "")
		.map(termOf);

const anyHas = (values: readonly string[] | undefined, word: string): boolean =>
	values === undefined || values.some((value) => value.toLowerCase().includes(word));

export const matches = (terms: readonly Term[], { text, personas, classes }: Facets): boolean =>
	terms.every((term) => {
		if (term.in === "persona") return anyHas(personas, term.word);
		if (term.in === "class") return anyHas(classes, term.word);
		return text.toLowerCase().includes(term.word);
	});
