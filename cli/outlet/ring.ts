/** Edge: the last seconds, kept in memory until something makes them worth a file. */
import type { Event, Nanos, Session } from "../../decoders/event.js";
import { createRecording } from "../../decoders/recording.js";
import { pack, unpack } from "../../decoders/stream/packing.js";
import type { TraceOptions } from "../../decoders/stream/trace-writer.js";
import { retell, type Told } from "../../model/retelling.js";
import type { State } from "../../model/state.js";
import { snapshotModel } from "../recorder.js";
import { firstFree, numbered } from "./naming.js";
import { type Outlet, Single } from "./outlet.js";

/** A part of the ring; whole parts are forgotten. */
interface Part {
	readonly began: Nanos;
	/** What was known when it began. */
	readonly known: readonly Told[];
	readonly packed: Uint8Array[];
}

export interface RingOptions extends TraceOptions {
	readonly seconds: number;
	/** A new finding, or a switch slower than so many ns, has the ring written. */
	readonly onFinding: boolean;
	readonly onSwitchOver: number | undefined;
	readonly told: (line: string) => void;
}

const PARTS = 4;

export class Ring implements Outlet {
	readonly #path: string;
	readonly #options: RingOptions;
	readonly #model = snapshotModel();
	#session: Session | undefined;
	#parts: Part[] = [];
	#written = 0;
	/** Writing takes its time, and what comes meanwhile belongs to the next ring. */
	#writing: Promise<void> = Promise.resolve();

	constructor(path: string, options: RingOptions) {
		this.#path = path;
		this.#options = options;
	}

	get state(): State {
		return this.#model.state;
	}

	async take(events: readonly Event[]): Promise<void> {
		const findings = this.state.findings.size;
		const session = events.find((event) => event.kind === "session");
		if (session) {
			this.#session = session;
			this.#parts = [{ began: session.t, known: [], packed: [] }];
		} else if (this.#parts.length === 0) this.#parts.push(this.#begin());
		const told = events.filter((event): event is Told => event.kind !== "session");
		if (told.length > 0) this.#parts.at(-1)?.packed.push(pack(told));
		this.#model.apply(events);
		this.#turn();
		const { onFinding, onSwitchOver } = this.#options;
		if (onFinding && this.state.findings.size > findings) await this.write("a finding");
		else if (onSwitchOver !== undefined && this.#hasSlowSwitch(events, onSwitchOver)) await this.write("a slow switch");
	}

	/** Writes what there is into a file of its own, and begins anew. */
	async write(reason: string): Promise<void> {
		const [session, parts] = [this.#session, this.#parts];
		if (!session || parts.every(({ packed }) => packed.length === 0)) return;
		this.#parts = [];
		const writing = this.#writing.then(() => writeParts(this.#path, this.#options, session, parts));
		// That one could not be written says nothing of the next.
		this.#writing = writing.then(
			() => {},
			() => {},
		);
		const path = await writing;
		this.#written++;
		this.#options.told(`${path}: the last seconds before ${reason}.`);
	}

	async end(): Promise<void> {
		await this.#writing;
		if (this.#written === 0) this.#options.told("Nothing had the ring written, so there is no file.");
	}

	async close(): Promise<void> {
		await this.#writing;
	}

	#begin(): Part {
		return { began: this.state.now, known: retell(this.state, { switches: 0 }), packed: [] };
	}

	/** Begins another part when it is time, and forgets those that are older than the ring is long. */
	#turn(): void {
		const { now } = this.state;
		const span = this.#options.seconds * 1e9;
		const latest = this.#parts.at(-1);
		if (latest && now - latest.began >= span / PARTS) this.#parts.push(this.#begin());
		while ((this.#parts[1]?.began ?? now) < now - span) this.#parts.shift();
	}

	#hasSlowSwitch(events: readonly Event[], over: number): boolean {
		return events.some((event) => {
			if (event.kind !== "switch-ended") return false;
			const one = this.state.switches.findLast(({ id }) => id === event.switch);
			return (one?.total ?? 0) > over;
		});
	}
}

/** Into the next file of that name; gives its path. */
const writeParts = async (
	name: string,
	options: TraceOptions,
	session: Session,
	parts: readonly Part[],
): Promise<string> => {
	const path = numbered(name, firstFree(name));
	const file = new Single(await createRecording(path, {}), options);
	try {
		await file.take([session, ...(parts[0]?.known ?? [])]);
		for (const packed of parts.flatMap((part) => part.packed)) await file.take(unpack(packed));
		await file.end();
	} finally {
		await file.close();
	}
	return path;
};
