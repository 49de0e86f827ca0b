/** Edge: the dashboard: events in, keys in, frames out. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Event, Nanos } from "../decoders/event.js";
import { createModel } from "../model/model.js";
import { snapshot } from "../model/snapshot.js";
import type { State } from "../model/state.js";
import type { EndSignal } from "./exits.js";
import { frame } from "./frame.js";
import type { Key } from "./keys.js";
import { createScreen, type Screen, type TerminalInput, type TerminalOutput } from "./screen.js";
import type { Environment } from "./terminal.js";
import { initialUi, type Ui } from "./ui.js";
import { type Effect, update } from "./update.js";

export interface DashboardOptions {
	readonly batches: AsyncIterable<readonly Event[]>;
	/** Where the events come from, for the header. */
	readonly source: string;
	/** Where they are written to, if they are. */
	readonly recording?: string | undefined;
	/** Time goes on while no events come. A recording's time is in its events. */
	readonly live?: boolean;
	readonly input: TerminalInput;
	readonly output: TerminalOutput;
	readonly env: Environment;
	readonly signal?: AbortSignal;
}

export interface DashboardEnd {
	/** `ended`: the user left after the stream had ended. */
	readonly reason: "quit" | "ended" | "aborted" | "terminal-gone";
	/** The signal that ended it, if one did. */
	readonly signal?: EndSignal;
}

/** The eye sees no more, and a terminal far away has other things to do. */
const FRAME_MS = 66;
/** What is shown of time passing changes once a second; rates fall sooner. */
const TICK_MS = 250;
/** Timers and keys get their turn even where events come faster than they can be taken in. */
const TURN_MS = 20;

class Dashboard {
	readonly #batches: AsyncIterator<readonly Event[]>;
	readonly #live: boolean;
	readonly #model = createModel();
	readonly #screen: Screen;
	readonly #end: (end: DashboardEnd) => void;
	readonly #fail: (error: unknown) => void;
	readonly #ticking: NodeJS.Timeout;
	#ui: Ui;
	/** What is shown while the picture is held. */
	#held: State | undefined;
	#drawing: NodeJS.Timeout | undefined;
	#drawnAt = Number.NEGATIVE_INFINITY;
	#changed = false;
	#arrivedAt = performance.now();
	#over = false;

	constructor(options: DashboardOptions, end: (end: DashboardEnd) => void, fail: (error: unknown) => void) {
		const { batches, source, recording, live = false, input, output, env } = options;
		this.#end = end;
		this.#fail = fail;
		this.#live = live;
		this.#screen = createScreen({
			input,
			output,
			env,
			listener: {
				key: (key) => this.#guard(() => this.#press(key)),
				resize: (size) => this.#show({ ...this.#ui, size }),
				idle: () => this.#arm(),
				gone: () => this.finish({ reason: "terminal-gone" }),
				signal: (signal) => this.finish({ reason: "aborted", signal }),
				lost: () => this.#show({ ...this.#ui, size: this.#screen.size }),
			},
		});
		this.#ui = initialUi(this.#screen.size, this.#screen.traits, { source, recording, ended: false });
		this.#batches = batches[Symbol.asyncIterator]();
		this.#ticking = setInterval(() => this.#tick(), TICK_MS);
		this.#schedule();
		this.#read().catch((error: unknown) => this.#break(error));
	}

	/** Ends it once; what comes after has no effect. */
	finish(end: DashboardEnd): void {
		if (!this.#close()) return;
		this.#end(end);
	}

	#break(error: unknown): void {
		if (!this.#close()) return;
		this.#fail(error);
	}

	#close(): boolean {
		if (this.#over) return false;
		this.#over = true;
		clearInterval(this.#ticking);
		clearTimeout(this.#drawing);
		this.#screen.leave();
		// The source may be waiting for events that never come: it is told, and not waited for.
		Promise.resolve(this.#batches.return?.()).catch(() => {});
		return true;
	}

	#guard(step: () => void): void {
		try {
			if (!this.#over) step();
		} catch (error) {
			this.#break(error);
		}
	}

	async #read(): Promise<void> {
		let turn = performance.now();
		for (let next = await this.#batches.next(); !next.done && !this.#over; next = await this.#batches.next()) {
			this.#take(next.value);
			if (performance.now() - turn < TURN_MS) continue;
			await nextTurn();
			turn = performance.now();
		}
		const { stream } = this.#ui;
		this.#show({ ...this.#ui, stream: { ...stream, ended: true } });
	}

	#take(batch: readonly Event[]): void {
		this.#model.apply(batch);
		this.#arrivedAt = performance.now();
		const { paused } = this.#ui;
		this.#show(paused ? { ...this.#ui, paused: { behind: paused.behind + batch.length } } : this.#ui);
	}

	#press(key: Key): void {
		const { ui, effect } = update(this.#ui, key, this.#held ?? this.#model.state);
		if (ui.paused === undefined) this.#held = undefined;
		else this.#held ??= snapshot(this.#model.state);
		this.#show(ui);
		if (effect !== undefined) this.#carryOut(effect);
	}

	#carryOut(effect: Effect): void {
		if (effect === "quit") this.finish({ reason: this.#ui.stream.ended ? "ended" : "quit" });
		else if (effect === "redraw") this.#screen.forget();
		else this.#screen.suspend();
	}

	/** Where time goes on without events, it does so from the latest one. */
	#tick(): void {
		if (!this.#live || this.#ui.stream.ended) return;
		const { state } = this.#model;
		const waited = (performance.now() - this.#arrivedAt) * 1e6;
		this.#arrivedAt += waited / 1e6;
		this.#model.advance((state.now + waited) as Nanos);
		this.#schedule();
	}

	#show(ui: Ui): void {
		this.#ui = ui;
		this.#schedule();
	}

	#schedule(): void {
		this.#changed = true;
		this.#arm();
	}

	#arm(): void {
		if (this.#over || !this.#changed || this.#drawing !== undefined) return;
		const wait = Math.max(0, this.#drawnAt + FRAME_MS - performance.now());
		this.#drawing = setTimeout(() => {
			this.#drawing = undefined;
			this.#guard(() => this.#draw());
		}, wait);
	}

	/** A terminal that is behind is drawn to when it has caught up, and then what there is to see by then. */
	#draw(): void {
		if (!this.#screen.idle) return;
		this.#changed = false;
		this.#screen.draw(frame(this.#held ?? this.#model.state, this.#ui));
		this.#drawnAt = performance.now();
	}
}

/**
 * Shows the events until the user leaves, also after the stream has ended. Whatever ends it, the terminal is as it was
 * when this is over. Rejects with what `batches` fails with.
 */
export const runDashboard = (options: DashboardOptions): Promise<DashboardEnd> =>
	new Promise((resolve, reject) => {
		const { signal } = options;
		if (signal?.aborted) return resolve({ reason: "aborted" });
		const dashboard = new Dashboard(options, resolve, reject);
		signal?.addEventListener("abort", () => dashboard.finish({ reason: "aborted" }), { once: true });
	});
