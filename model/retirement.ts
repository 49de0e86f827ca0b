/**
 * Keeps what has ended from piling up. Looking for what can be forgotten means looking through everything that may
 * still refer to it, so that is done only when as much has ended as would be worth it: the number kept stays within
 * twice the limit and what is referred to.
 */
export class Retirement<Key, Item> {
	readonly #items: Map<Key, Item>;
	readonly #hasEnded: (item: Item) => boolean;
	readonly #limit: number;
	#ended = 0;
	#dueAt: number;

	constructor(items: Map<Key, Item>, hasEnded: (item: Item) => boolean, limit: number) {
		this.#items = items;
		this.#hasEnded = hasEnded;
		this.#limit = limit;
		this.#dueAt = limit;
	}

	/** One more has ended. */
	more(): void {
		this.#ended++;
	}

	get due(): boolean {
		return this.#ended > this.#dueAt;
	}

	/** Forgets the oldest that have ended and are not referred to, down to the limit; returns which. */
	forget(referred: ReadonlySet<Key | undefined>): readonly Key[] {
		const ended = [...this.#items].filter(([, item]) => this.#hasEnded(item)).map(([key]) => key);
		const forgotten = ended.filter((key) => !referred.has(key)).slice(0, Math.max(0, ended.length - this.#limit));
		for (const key of forgotten) this.#items.delete(key);
		this.#ended = ended.length - forgotten.length;
		this.#dueAt = Math.max(this.#limit, 2 * this.#ended);
		return forgotten;
	}
}
