/** Edge: what ends a recording. */
import { constants } from "node:os";
import { execa } from "execa";
import type { Event, Nanos } from "../decoders/event.js";
import { callerIds } from "./privilege.js";

/** What follows the last switch belongs to it: its persona's first frame and first input (ns). */
const AFTER_SWITCH = 1e9;

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP (which is then the reason); a second signal ends at once. Who listens once only is, from then on,
 * as good as nobody: execa, which listens while it runs something, would then end this process with the first.
 */
export const untilSignal = (): AbortController => {
	const stop = new AbortController();
	let asked = false;
	for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
		process.on(name, () => {
			if (asked) process.exit(128 + constants.signals[name]);
			asked = true;
			stop.abort(name);
		});
	return stop;
};

/** Likewise, or when the time is over. */
export const endOfRecording = (duration: number | undefined): AbortController => {
	const stop = untilSignal();
	if (duration !== undefined) setTimeout(() => stop.abort(), duration * 1000).unref();
	return stop;
};

/** Passes events on until so many switches have ended, and the last one's firsts have had their time. */
export async function* untilSwitches(
	batches: AsyncIterable<readonly Event[]>,
	wanted: number | undefined,
	stop: () => void,
): AsyncGenerator<readonly Event[]> {
	let ended = 0;
	let last = Number.POSITIVE_INFINITY as Nanos;
	for await (const events of batches) {
		for (const event of events) {
			if (event.kind === "switch-ended" && ++ended === wanted) last = event.t;
			if (event.t - last >= AFTER_SWITCH) stop();
		}
		yield events;
	}
}

/**
 * Runs a command, with the caller's rights, once the recording has begun; resolves with what a shell calls its end. Its
 * output goes where ours does, except where that is the recording.
 */
export const runCommand = async (argv: readonly string[], signal: AbortSignal, toPipe: boolean): Promise<number> => {
	const [program = "", ...args] = argv;
	const result = await execa(program, args, {
		stdio: ["inherit", toPipe ? 2 : "inherit", "inherit"],
		reject: false,
		cancelSignal: signal,
		...callerIds(),
	});
	if (result.exitCode !== undefined) return result.exitCode;
	if (result.signal !== undefined) return 128 + (constants.signals[result.signal as NodeJS.Signals] ?? 0);
	process.stderr.write(`${program}: ${result.shortMessage}\n`);
	return 127;
};
