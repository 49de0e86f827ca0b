/**
 * What the user types after `/`. Words that must all be found; `field:word` looks in one field alone; `a,b` is either;
 * `-word` must not be found; `"two words"` are one.
 */

export const FIELDS = ["persona", "class", "owner", "grab", "is"] as const;
export type Field = (typeof FIELDS)[number];

export interface Term {
	readonly in: "text" | Field;
	/** One of them is enough. In lower case. */
	readonly words: readonly string[];
	readonly not: boolean;
}

/** What a row can be found by. Where it has no such field at all, a term for it lets the row pass. */
export interface Facets {
	text(): string;
	values(field: Field): readonly string[] | undefined;
}

const WORD = /-?(?:[a-z]+:)?(?:"[^"]*"?|[^\s"]+)+/giu;

const FIELD = /^([a-z]+):(.*)$/isu;

const unquoted = (word: string): string => word.replaceAll('"', "");

/** A comma in quotes is a comma. */
const alternatives = (text: string): readonly string[] =>
	(text.match(/(?:"[^"]*"?|[^,"])+/gu) ?? []).map(unquoted).filter((word) => word !== "");

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

const termOf = (typed: string): Term => {
	const not = typed.startsWith("-") && typed.length > 1;
	const word = (not ? typed.slice(1) : typed).toLowerCase();
	const [, field = "", rest = ""] = FIELD.exec(word) ?? [];
	return isField(field)
		? { in: field, words: alternatives(rest), not }
		: { in: "text", words: alternatives(word), not };
};

/**
 * Words that are no words of a filter, though they look like it: of a field that there is none of, or of one without a value. In quotes a
 * word with a colon is a word like others, as LEDs have them in their names.
 */
export const strangeWords = (typed: string): readonly string[] =>
	(typed.match(WORD) ?? []).filter((word) => {
		const [, name = "", rest = ""] = FIELD.exec(word.replace(/^-/, "")) ?? [];
		if (name === "" || rest.startsWith(":")) return false;
		return !isField(name.toLowerCase()) || alternatives(rest).length === 0;
	});

export const parseFilter = (typed: string): readonly Term[] =>
	(typed.match(WORD) ?? []).map(termOf).filter(({ words }) => words.length > 0);

const isIn = (values: readonly string[], words: readonly string[]): boolean =>
	words.some((word) => values.some((value) => value.toLowerCase().includes(word)));

export const matches = (terms: readonly Term[], facets: Facets): boolean =>
	terms.every(({ in: place, words, not }) => {
		const values = place === "text" ? [facets.text()] : facets.values(place);
		return values === undefined || isIn(values, words) !== not;
	});
