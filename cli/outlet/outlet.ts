/** Where the events of a recording go. */
import type { Event } from "../../decoders/event.js";
import type { Recording } from "../../decoders/recording.js";
import type { TraceOptions } from "../../decoders/stream/trace-writer.js";
import type { State } from "../../model/state.js";
import { Recorder } from "../recorder.js";

export interface Outlet {
	/** What is known by now. */
	readonly state: State;
	take(events: readonly Event[]): Promise<void>;
	/** The recording ends as it should. */
	end(): Promise<void>;
	/** It ends, whatever the reason; after `end` or without it. */
	close(): Promise<void>;
}

/** One file or pipe. */
export class Single implements Outlet {
	readonly #recording: Recording;
	readonly #recorder: Recorder;
	/** Bytes so far. */
	size = 0;
	/** Records are written one after the other, whoever waits for which. */
	#written: Promise<void> = Promise.resolve();

	constructor(recording: Recording, options: TraceOptions) {
		this.#recording = recording;
		this.#recorder = new Recorder(options);
	}

	get state(): State {
		return this.#recorder.state;
	}

	async take(events: readonly Event[]): Promise<void> {
		await this.#put(this.#recorder.write(events));
	}

	async end(): Promise<void> {
		await this.#put(this.#recorder.end());
	}

	close(): Promise<void> {
		return this.#recording.close();
	}

	#put(records: readonly Uint8Array[]): Promise<void> {
		this.#written = this.#written.then(() => this.#write(records));
		return this.#written;
	}

	async #write(records: readonly Uint8Array[]): Promise<void> {
		for (const record of records) {
			await this.#recording.write(record);
			this.size += record.length;
		}
	}
}
