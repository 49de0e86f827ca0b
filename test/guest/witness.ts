/** What a scenario's people say they did: lines of `WHO NAME key=value…`. */
export interface Statement {
	readonly who: string;
	readonly name: string;
	readonly values: ReadonlyMap<string, string>;
}

/** A statement's number; absent is a broken scenario. */
export const figure = (statement: Statement, key: string): number => {
	const text = statement.values.get(key);
	if (text === undefined || !/^-?\d+$/.test(text)) throw new Error(`${statement.who} ${statement.name} says no ${key}`);
	return Number(text);
};

const statement = (line: string): Statement => {
	const [who = "", ...words] = line.split(" ");
	const pairs = words.flatMap((word) => {
		const at = word.indexOf("=");
		return at === -1 ? [] : [[word.slice(0, at), word.slice(at + 1)] as const];
	});
	return { who, name: words.find((word) => !word.includes("=")) ?? "", values: new Map(pairs) };
};

export class Witnesses {
	readonly #all: readonly Statement[];

	constructor(lines: readonly string[]) {
		this.#all = lines.map(statement);
	}

	/** All statements of one kind, in their order. */
	of(who: string): readonly Statement[] {
		return this.#all.filter((one) => one.who === who);
	}

	named(who: string, name: string): Statement {
		const found = this.of(who).findLast((one) => one.name === name);
		if (!found) throw new Error(`nobody said: ${who} ${name}`);
		return found;
	}
}
