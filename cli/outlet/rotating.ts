/** Edge: a recording in several files, each of which can be read without the others. */
import { unlinkSync } from "node:fs";
import type { Event, Nanos } from "../../decoders/event.js";
import { createRecording } from "../../decoders/recording.js";
import type { TraceOptions } from "../../decoders/stream/trace-writer.js";
import { retell } from "../../model/retelling.js";
import type { State } from "../../model/state.js";
import { asCaller } from "../privilege.js";
import { firstFree, numbered } from "./naming.js";
import { type Outlet, Single } from "./outlet.js";

export interface Rotation {
	/** Bytes, and seconds of events, after which another file is begun. */
	readonly bytes?: number | undefined;
	readonly seconds?: number | undefined;
	/** How many of the latest files are kept. */
	readonly keep?: number | undefined;
}

export class Rotating implements Outlet {
	readonly #path: string;
	readonly #rotation: Rotation;
	readonly #options: TraceOptions;
	#current: Single;
	#began = 0 as Nanos;
	readonly #first: number;
	#number: number;

	private constructor(path: string, rotation: Rotation, options: TraceOptions, first: Single, number: number) {
		this.#path = path;
		this.#rotation = rotation;
		this.#options = options;
		this.#current = first;
		this.#first = number;
		this.#number = number;
	}

	static async begin(path: string, rotation: Rotation, options: TraceOptions): Promise<Rotating> {
		const number = firstFree(path);
		const first = new Single(await createRecording(numbered(path, number), {}), options);
		return new Rotating(path, rotation, options, first, number);
	}

	get state(): State {
		return this.#current.state;
	}

	async take(events: readonly Event[]): Promise<void> {
		await this.#current.take(events);
		const { bytes = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = this.#rotation;
		const { now } = this.state;
		if (this.#current.size >= bytes || now - this.#began >= seconds * 1e9) await this.#rotate();
	}

	end(): Promise<void> {
		return this.#current.end();
	}

	close(): Promise<void> {
		return this.#current.close();
	}

	/** The next file begins with what is known, as ordinary events. */
	async #rotate(): Promise<void> {
		const { session, now } = this.state;
		if (!session) return;
		const known = retell(this.state, { switches: 0 });
		const next = new Single(await createRecording(numbered(this.#path, ++this.#number), {}), this.#options);
		await this.#current.end();
		await this.#current.close();
		this.#current = next;
		this.#began = now;
		await next.take([session, ...known]);
		const { keep = Number.POSITIVE_INFINITY } = this.#rotation;
		if (this.#number - keep >= this.#first) asCaller(() => remove(numbered(this.#path, this.#number - keep)));
	}
}

/** Somebody may have taken it away already. */
const remove = (path: string): void => {
	try {
		unlinkSync(path);
	} catch {}
};
