/** Edge: `devns-top record`, which is the collector. */

import { createRecording, standardOutput } from "../decoders/recording.js";
import { encodeTrace } from "../decoders/trace.js";
import { collect } from "../probes/collector.js";
import { announced } from "./announce.js";
import { EXIT, type ExitCode } from "./exit.js";
import { transport } from "./via.js";

interface Options {
	readonly output: string;
	readonly duration?: number | undefined;
	readonly force?: true | undefined;
	readonly via?: string | undefined;
	readonly raw?: string | undefined;
}

/** Aborts at the first SIGINT, SIGTERM or SIGHUP, or when the time is over; a second signal ends at once. */
const endOfRecording = (duration: number | undefined): AbortSignal => {
	const stop = new AbortController();
	for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stop.abort());
	if (duration !== undefined) setTimeout(() => stop.abort(), duration * 1000).unref();
	return stop.signal;
};

export const record = async ({ output, duration, force, via, raw }: Options): Promise<ExitCode> => {
	const recording = output === "-" ? standardOutput() : await createRecording(output, { overwrite: force === true });
	const signal = endOfRecording(duration);
	try {
		for await (const chunk of encodeTrace(announced(collect({ transport: transport(via), signal, raw }))))
			await recording.write(chunk);
	} finally {
		await recording.close();
	}
	return EXIT.pass;
};
