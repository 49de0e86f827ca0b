import type { Name } from "../decoders/event.js";

type Hear = (text: Name) => void;

/** Notes for a collection that runs. Those that come while nobody hears them wait. */
export class Marks {
	#waiting: Name[] = [];
	#hear: Hear | undefined;

	add(text: Name): void {
		if (this.#hear) this.#hear(text);
		else this.#waiting.push(text);
	}

	/** From now on they are heard at once, or not any more. */
	hear(hear: Hear | undefined): void {
		this.#hear = hear;
		if (!hear) return;
		for (const text of this.#waiting.splice(0)) hear(text);
	}
}
