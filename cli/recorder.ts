/** Events into the records of one file or pipe, with a snapshot of what is known now and then. */
import type { Event } from "../decoders/event.js";
import type { TraceOptions } from "../decoders/stream/trace-writer.js";
import { TraceWriter } from "../decoders/stream/trace-writer.js";
import { createModel } from "../model/model.js";
import { retell } from "../model/retelling.js";
import type { State } from "../model/state.js";

/** So many events after a snapshot there is another: reading them takes some hundredths of a second. */
const APART = 32_768;
/** A recording that ends sooner after its last snapshot needs no other. */
const WORTH_ONE = 4096;
/** Of the latest switches, a snapshot tells so many. */
const TOLD_SWITCHES = 20;

/** What is known is kept for snapshots only, and no more of the past than they tell. */
export const snapshotModel = () => createModel({ switchHistory: TOLD_SWITCHES, logHistory: 0, closedClients: 200 });

export class Recorder {
	readonly #writer: TraceWriter;
	readonly #model = snapshotModel();
	#since = 0;

	readonly #apart: number;

	/** There is a snapshot at least every `apart` events, and a block. */
	constructor(options: TraceOptions = {}, apart = APART) {
		this.#writer = new TraceWriter(options);
		this.#apart = apart;
	}

	get state(): State {
		return this.#model.state;
	}

	write(events: readonly Event[]): Uint8Array[] {
		const records = this.#writer.write(events);
		this.#model.apply(events);
		this.#since += events.length;
		return this.#since < this.#apart ? records : [...records, ...this.#snapshot()];
	}

	/** The end of the session. */
	end(): Uint8Array[] {
		return [...(this.#since < Math.min(WORTH_ONE, this.#apart) ? [] : this.#snapshot()), this.#writer.end()];
	}

	#snapshot(): Uint8Array[] {
		const { state } = this.#model;
		this.#since = 0;
		if (!state.session) return [];
		return this.#writer.snapshot(state.now, retell(state, { switches: TOLD_SWITCHES }));
	}
}
