/** Edge: `devns-top replay`. */
import type { Event, Nanos } from "../decoders/event.js";
import { SeekableRecording } from "../decoders/seeking.js";
import { UserError } from "../decoders/user-error.js";
import { duration } from "../report/units.js";
import { runDashboard } from "../tui/dashboard.js";
import { foresight } from "./ahead.js";
import { type BatchOptions, batch } from "./batch.js";
import { exitOfDashboard } from "./exit.js";
import { type LookOptions, look } from "./look.js";
import { type Pace, pace } from "./pace.js";
import { Skip } from "./skip.js";
import { openTrace } from "./source.js";
import { terminal } from "./terminal.js";

interface Options extends Omit<Pace, "from">, LookOptions, Partial<BatchOptions> {
	readonly batch?: true | undefined;
	/** Seconds since the beginning. */
	readonly at?: number | undefined;
}

/** The recording from a time on; a pipe has to be read up to it. */
const openAt = async (file: string, at: Nanos | undefined): Promise<AsyncIterable<readonly Event[]>> => {
	const whole = await openTrace(file);
	if (at === undefined || file === "-") return whole;
	const recording = await SeekableRecording.open(file);
	if (!recording) return whole;
	if (at > recording.end)
		throw new UserError(`The recording is over after ${duration(recording.end)}.`, "Choose an earlier time.");
	return recording.from(at);
};

export const replay = async (file: string, { at, ...options }: Options): Promise<number> => {
	const shown = options.batch ? undefined : terminal(file === "-");
	const looks = look(options);
	const from = at === undefined ? undefined : ((at * 1e9) as Nanos);
	const batches = await openAt(file, from);
	const stop = new AbortController();
	if (shown === undefined) {
		const { delay = 1 } = options;
		const paced = pace(batches, { ...options, from }, stop.signal);
		return batch(paced, { ...options, delay }).finally(() => {
			stop.abort();
			if (file === "-") process.stdin.destroy();
		});
	}
	const skip = new Skip(stop.signal);
	// What comes through a pipe can't be looked ahead into.
	const seen = file === "-" ? undefined : foresight(file, skip);
	const end = await runDashboard({
		batches: pace(batches, { ...options, from, skip }, stop.signal),
		ahead: seen?.ahead,
		source: file === "-" ? "standard input" : `replay of ${file}${options.speed === 1 ? "" : ` ×${options.speed}`}`,
		// Between two moments of a recording that is played faster there is as much to see as between two of a slower one.
		timeline: { every: 250e6 * Math.max(1, options.speed) },
		...looks,
		...shown,
	}).finally(async () => {
		stop.abort();
		await seen?.close();
		// Who leaves does not wait for what the pipe may still bring; its writer learns from that that nobody reads.
		if (file === "-") process.stdin.destroy();
	});
	return exitOfDashboard(end);
};
