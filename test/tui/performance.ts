/** A dashboard that plays for a test: on a terminal that is none, with a stream whose batches the test gives. */
import type { Event } from "../../decoders/event.js";
import { type DashboardOptions, runDashboard } from "../../tui/dashboard.js";
import type { Size } from "../../tui/geometry.js";
import { SMALL } from "./stage.js";
import { fakeTerminal, screenRows, UTF8 } from "./terminal.js";
import { until } from "./until.js";

/** A stream whose batches the test gives, one by one. */
export class Feed implements AsyncIterable<readonly Event[]> {
	readonly #waiting: (readonly Event[])[] = [];
	#wake = (): void => {};
	#end: "open" | "ended" | Error = "open";
	taken = 0;
	returned = false;

	give(batch: readonly Event[]): void {
		this.#waiting.push(batch);
		this.#wake();
	}

	end(error?: Error): void {
		this.#end = error ?? "ended";
		this.#wake();
	}

	[Symbol.asyncIterator](): AsyncIterator<readonly Event[]> {
		return {
			next: async () => {
				while (this.#waiting.length === 0 && this.#end === "open")
					await new Promise<void>((resolve) => {
						this.#wake = resolve;
					});
				const value = this.#waiting.shift();
				if (value !== undefined) {
					this.taken++;
					return { done: false, value };
				}
				if (this.#end instanceof Error) throw this.#end;
				return { done: true, value: undefined };
			},
			return: async () => {
				this.returned = true;
				return { done: true, value: undefined };
			},
		};
	}
}

export const PROCESS_EVENTS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP",
	"SIGCONT",
	"SIGQUIT",
	"exit",
	"uncaughtException",
	"uncaughtExceptionMonitor",
];

export const start = (size: Size = SMALL, options: Partial<DashboardOptions> = {}) => {
	const { input, output } = fakeTerminal(size);
	const feed = new Feed();
	const listeners = () => PROCESS_EVENTS.map((event) => process.listenerCount(event));
	const before = listeners();
	// A dashboard that a failed test leaves behind would keep its process, and the whole run, from ending.
	const stop = new AbortController();
	const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
	const over = runDashboard({ batches: feed, source: "a test", input, output, env: UTF8, ...options, signal });
	return {
		input,
		output,
		feed,
		over,
		text: () => screenRows(output.emulator).join("\n"),
		type: (keys: string) => input.write(keys),
		sees: (pattern: RegExp) => {
			const text = () => screenRows(output.emulator).join("\n");
			return until(
				() => pattern.test(text()),
				() => `${pattern} in\n${text()}`,
			).catch((error: unknown) => {
				stop.abort();
				throw error;
			});
		},
		/** What is left of it after its end. */
		left: () => ({
			raw: input.raw,
			buffer: output.emulator.buffer.active.type,
			cursor: output.text.lastIndexOf("\u001b[?25h") > output.text.lastIndexOf("\u001b[?25l"),
			listeners: listeners().map((count, index) => count - (before[index] ?? 0)),
			streams: [input.listenerCount("data"), output.listenerCount("resize"), output.listenerCount("error")],
			flowing: input.isPaused(),
		}),
	};
};
