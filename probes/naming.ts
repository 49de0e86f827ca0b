/** Edge: has personas named as they come, one look-up after the other. */
import { setTimeout as wait } from "node:timers/promises";
import type { Event, Inum, Nanos, Pid } from "../decoders/event.js";
import { ROOT_INUM } from "../decoders/event.js";
import { nameFromText } from "../decoders/names.js";
import { lookUp } from "./containers.js";
import type { Transport } from "./transport.js";

/** A runtime finishes its container after its init has begun: it is given so long (ms) to. */
const SETTLING = 300;

export class Naming {
	readonly #transport: Transport;
	readonly #tell: (word: () => readonly Event[]) => void;
	/** The init of each persona that is there. */
	readonly #inits = new Map<Inum, Pid>();
	readonly #due = new Set<Inum>();
	#working = false;

	/** `tell` takes what is said when the stream comes to it: by then the persona may be another's. */
	constructor(transport: Transport, tell: (word: () => readonly Event[]) => void) {
		this.#transport = transport;
		this.#tell = tell;
	}

	/** What the stream has told. A persona that has just begun, or whose init runs another program now, is looked up. */
	hear(events: readonly Event[]): void {
		for (const event of events) {
			if (event.kind === "persona-appeared" && event.persona !== ROOT_INUM) {
				this.#inits.set(event.persona, event.initPid);
				this.#due.add(event.persona);
			} else if (event.kind === "persona-named" && event.source === "comm") this.#due.add(event.persona);
			else if (event.kind === "persona-gone") {
				this.#inits.delete(event.persona);
				this.#due.delete(event.persona);
			}
		}
		if (!this.#working && this.#due.size > 0) void this.#work();
	}

	async #work(): Promise<void> {
		this.#working = true;
		await wait(SETTLING, undefined, { ref: false });
		for (const persona of this.#due) {
			this.#due.delete(persona);
			const init = this.#inits.get(persona);
			if (init !== undefined) await this.#name(persona, init);
		}
		this.#working = false;
	}

	async #name(persona: Inum, init: Pid): Promise<void> {
		const found = await lookUp(this.#transport, persona, init).catch(() => []);
		if (found.length === 0) return;
		this.#tell(() =>
			this.#inits.get(persona) !== init
				? []
				: found.map(({ source, text }) => ({
						kind: "persona-named",
						t: 0 as Nanos,
						persona,
						source,
						name: nameFromText(text),
					})),
		);
	}
}
