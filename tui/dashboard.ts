/** Edge: the dashboard: events in, keys in, frames out. */
import { resolve as absolute } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Event, Nanos } from "../decoders/event.js";
import { UserError } from "../decoders/user-error.js";
import { createModel } from "../model/model.js";
import { redacted } from "../model/redaction.js";
import type { State } from "../model/state.js";
import { Timeline, type TimelineOptions } from "../model/timeline.js";
import type { Effect, Wish } from "./effects.js";
import type { EndSignal } from "./exits.js";
import { frame } from "./frame.js";
import { COUNTS_MS, FramePace, happens } from "./frame-pace.js";
import type { Key } from "./keys.js";
import type { Landmark } from "./landmarks.js";
import { Passing } from "./passing.js";
import { saveText } from "./saving.js";
import { createScreen, type Screen, type TerminalInput, type TerminalOutput } from "./screen.js";
import { type Settings, settingsOf, withSettings } from "./settings.js";
import type { Environment } from "./terminal.js";
import { snapshotText } from "./text.js";
import { pause, toLater, toNow } from "./travel.js";
import { initialUi, type Message, type Ui } from "./ui.js";
import { resized, update } from "./update.js";

/** The other way: what the user wants of the collector that the events come from. */
export interface Control {
	/** Rejects with the reason why it was not done. */
	ask(wish: Wish): Promise<void>;
}

export type Ahead = (landmark: Landmark, now: Nanos) => Promise<boolean>;

export interface DashboardOptions {
	readonly batches: AsyncIterable<readonly Event[]>;
	/** Where the events come from, for the header. */
	readonly source: string;
	/** Where they are written to, if they are. */
	readonly recording?: string | undefined;
	/** Time goes on while no events come. A recording's time is in its events. */
	readonly live?: boolean;
	/** Absent where there is nobody to ask: a recording, a pipe. */
	readonly control?: Control | undefined;
	/** Of a recording: has all come at once up to the next such thing after `now`, and tells whether there was one. */
	readonly ahead?: Ahead | undefined;
	readonly filter?: string | undefined;
	readonly settings?: Settings | undefined;
	/** Called once, at the end. */
	readonly remember?: ((settings: Settings) => void) | undefined;
	/** How much of the past can be gone back to. */
	readonly timeline?: TimelineOptions | undefined;
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

/** Who presses a key waits for what it does. */
const KEY_FRAME_MS = 33;
/** What is shown of time passing changes once a second; rates fall sooner. */
const TICK_MS = 250;
const SECOND_NS = 1e9;
/** Timers and keys get their turn even where events come faster than they can be taken in. */
const TURN_MS = 20;

const NOBODY = "There is no collector to ask: this is a recording or a pipe.";
const NO_CONTROL: Control = { ask: () => Promise.reject(new Error(NOBODY)) };

const reasonOf = (error: unknown): string => {
	if (error instanceof UserError) return `${error.message} ${error.cure}`;
	return error instanceof Error ? error.message : String(error);
};

class Dashboard {
	readonly #batches: AsyncIterator<readonly Event[]>;
	readonly #live: boolean;
	readonly #control: Control;
	readonly #ahead: Ahead | undefined;
	readonly #remember: (settings: Settings) => void;
	readonly #model = createModel();
	readonly #timeline: Timeline;
	readonly #screen: Screen;
	readonly #end: (end: DashboardEnd) => void;
	readonly #fail: (error: unknown) => void;
	readonly #ticking: NodeJS.Timeout;
	#ui: Ui;
	/** What is shown while the picture is held, also when the past has forgotten it. */
	#held: { readonly t: Nanos; readonly state: State } | undefined;
	#drawing: NodeJS.Timeout | undefined;
	/** When that is to be. */
	#due = 0;
	#drawnAt = Number.NEGATIVE_INFINITY;
	readonly #pace = new FramePace();
	#changed = false;
	/** A frame was due while the terminal was behind. */
	#missed = false;
	readonly #passing = new Passing(performance.now());
	#over = false;

	constructor(options: DashboardOptions, end: (end: DashboardEnd) => void, fail: (error: unknown) => void) {
		const { batches, source, recording, live = false, input, output, env, filter = "" } = options;
		this.#end = end;
		this.#fail = fail;
		this.#live = live;
		this.#control = options.control ?? NO_CONTROL;
		this.#ahead = options.ahead;
		this.#remember = options.remember ?? (() => {});
		this.#timeline = new Timeline(options.timeline);
		this.#screen = createScreen({
			input,
			output,
			env,
			listener: {
				key: (key) => this.#guard(() => this.#press(key)),
				resize: (size) => this.#show(resized(this.#ui, size)),
				idle: () => this.#catchUp(),
				gone: () => this.finish({ reason: "terminal-gone" }),
				signal: (signal) => this.finish({ reason: "aborted", signal }),
				lost: () => this.#show(resized(this.#ui, this.#screen.size)),
			},
		});
		const ui = initialUi(this.#screen.size, this.#screen.traits, {
			source,
			recording,
			live,
			ended: false,
			nobody: options.control === undefined ? NOBODY : undefined,
		});
		this.#ui = { ...withSettings(ui, options.settings ?? {}), filter };
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
		this.#remember(settingsOf(this.#ui));
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

	get #state(): State {
		return this.#held?.state ?? this.#model.state;
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
		this.#timeline.apply(this.#model, batch);
		this.#passing.came(performance.now());
		const { held } = this.#ui;
		if (held) this.#ui = { ...this.#ui, held: { ...held, behind: held.behind + batch.length } };
		this.#schedule(held === undefined && happens(batch) ? undefined : COUNTS_MS);
	}

	#press(key: Key): void {
		const { ui, effect } = update(this.#ui, key, this.#state, this.#timeline.moments);
		this.#hold(ui.held?.t);
		this.#show(ui);
		this.#arm(KEY_FRAME_MS);
		if (effect !== undefined) this.#carryOut(effect);
	}

	/** What is known now has no moment yet, unless it is made one. */
	#hold(t: Nanos | undefined): void {
		if (t === undefined) this.#held = undefined;
		else if (this.#held?.t !== t) {
			if (t >= this.#model.state.now) this.#timeline.keep(this.#model.state);
			const moment = this.#timeline.at(t) ?? this.#timeline.moments[0];
			this.#held = moment && { t, state: moment.state };
		}
	}

	#carryOut(effect: Effect): void {
		switch (effect.is) {
			case "quit":
				this.finish({ reason: this.#ui.stream.ended ? "ended" : "quit" });
				break;
			case "redraw":
				this.#screen.forget();
				break;
			case "suspend":
				this.#screen.suspend();
				break;
			case "copy":
				this.#screen.copy(effect.text);
				break;
			case "ahead":
				this.#goAhead(effect.landmark).catch((error: unknown) => this.#break(error));
				break;
			case "save":
				this.#tell(this.#save(effect.file, effect.redacted));
				break;
			case "ask":
				this.#tell(this.#ask(effect.wish));
				break;
		}
	}

	/** A live source has nothing yet of what comes after now. */
	async #goAhead(landmark: Landmark): Promise<void> {
		const { now } = this.#model.state;
		if (this.#ahead === undefined || this.#ui.stream.ended) return;
		let found: boolean;
		try {
			found = await this.#ahead(landmark, now);
		} catch (error) {
			return this.#show({ ...this.#ui, message: { text: reasonOf(error), role: "problem" } });
		}
		if (!found) {
			const what = landmark === "switch" ? "switch" : "finding, loss or mark";
			return this.#show({ ...this.#ui, message: { text: `The recording has no ${what} after this.`, role: "notice" } });
		}
		const { state } = this.#model;
		const ui = toLater(this.#ui, this.#timeline.moments, state, landmark, now) ?? pause(toNow(this.#ui), state);
		this.#hold(ui.held?.t);
		this.#show(ui);
	}

	async #save(file: string, without: boolean): Promise<string> {
		const state = without ? redacted(this.#state) : this.#state;
		// The moments have names in them.
		const past = without ? [] : this.#timeline.moments;
		const ui = without ? { ...this.#ui, filter: "", stream: { ...this.#ui.stream, source: "redacted" } } : this.#ui;
		return `Saved to ${await saveText(file, snapshotText(state, ui, past))}.`;
	}

	async #ask(wish: Wish): Promise<string> {
		await this.#control.ask(wish.do === "start" ? { ...wish, file: absolute(wish.file) } : wish);
		switch (wish.do) {
			case "mark":
				return "Marked.";
			case "switch":
				return "Switched.";
			case "start":
				this.#show({ ...this.#ui, asked: wish.file });
				return `Recording to ${wish.file}.`;
			case "stop": {
				const { asked = "it" } = this.#ui;
				this.#show({ ...this.#ui, asked: undefined });
				return `Recorded: ${asked}.`;
			}
		}
	}

	/** What came of it stands in the last row until the next key. */
	#tell(outcome: Promise<string>): void {
		const say = (text: string, role: Message["role"]): void => this.#show({ ...this.#ui, message: { text, role } });
		outcome.then(
			(text) => say(text, "active"),
			(error: unknown) => say(reasonOf(error), "problem"),
		);
	}

	/** Where time goes on without events, it does so from the latest one. */
	#tick(): void {
		if (!this.#live || this.#ui.stream.ended) return;
		const { state } = this.#model;
		const { now, eventRate } = state;
		const passed = this.#passing.passed(performance.now());
		if (passed === 0) return;
		this.#model.advance((state.now + passed * 1e6) as Nanos);
		this.#timeline.tick(state);
		// Where nothing happens only ages change, once a second.
		if (eventRate > 0 || Math.floor(state.now / SECOND_NS) !== Math.floor(now / SECOND_NS)) this.#schedule(COUNTS_MS);
	}

	#show(ui: Ui): void {
		this.#ui = ui;
		this.#schedule();
	}

	/** `least`: so far from the frame before, in ms, also where frames cost little. */
	#schedule(least = 0): void {
		this.#changed = true;
		this.#arm(Math.max(least, this.#pace.apart));
	}

	/** A frame that is planned for later is drawn sooner. */
	#arm(apart = this.#pace.apart): void {
		const due = this.#drawnAt + apart;
		if (this.#over || !this.#changed || (this.#drawing !== undefined && this.#due <= due)) return;
		clearTimeout(this.#drawing);
		this.#due = due;
		this.#drawing = setTimeout(
			() => {
				this.#drawing = undefined;
				this.#guard(() => this.#draw());
			},
			Math.max(0, due - performance.now()),
		);
	}

	/** What is not due yet is none the sooner drawn for it. */
	#catchUp(): void {
		if (this.#missed) this.#arm();
	}

	/** A terminal that is behind is drawn to when it has caught up, and then what there is to see by then. */
	#draw(): void {
		this.#missed = !this.#screen.idle;
		if (this.#missed) return;
		this.#changed = false;
		const began = performance.now();
		this.#screen.draw(frame(this.#state, this.#ui, this.#timeline.moments));
		this.#drawnAt = performance.now();
		this.#pace.took(this.#drawnAt - began);
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
