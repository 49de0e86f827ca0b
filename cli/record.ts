/** Edge: `devns-top record`, which is the collector. */

import { nameFromText } from "../decoders/names.js";
import { createRecording, standardOutput } from "../decoders/recording.js";
import { encodeTrace } from "../decoders/trace.js";
import { collect } from "../probes/collector.js";
import { Marks } from "../probes/marks.js";
import { makeActive } from "../probes/switching.js";
import type { Transport } from "../probes/transport.js";
import { announced } from "./announce.js";
import { type Offered, offerControl } from "./control/offer.js";
import { EXIT, type ExitCode } from "./exit.js";
import { transport } from "./via.js";

interface Options {
	readonly output: string;
	readonly duration?: number | undefined;
	readonly force?: true | undefined;
	readonly via?: string | undefined;
	readonly raw?: string | undefined;
	/** Where its control socket is; `false` for none. */
	readonly control?: string | boolean | undefined;
}

/** A mark is a line of a log. */
const LONGEST_MARK = 200;

/** Aborts at the first SIGINT, SIGTERM or SIGHUP, or when the time is over; a second signal ends at once. */
const endOfRecording = (duration: number | undefined): AbortSignal => {
	const stop = new AbortController();
	for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stop.abort());
	if (duration !== undefined) setTimeout(() => stop.abort(), duration * 1000).unref();
	return stop.signal;
};

/** A collector that nobody can ask is better than none. */
const offer = async (
	machine: Transport,
	marks: Marks,
	where: Options["control"],
): Promise<Pick<Offered, "close"> | undefined> => {
	if (where === false) return undefined;
	try {
		return await offerControl(typeof where === "string" ? where : undefined, {
			mark: (text) => marks.add(nameFromText(text.slice(0, LONGEST_MARK))),
			switch: (pid) => makeActive(machine, pid),
		});
	} catch (error) {
		process.stderr.write(
			`Nobody can ask this collector for anything: ${error instanceof Error ? error.message : error}\n`,
		);
		return undefined;
	}
};

export const record = async ({ output, duration, force, via, raw, control }: Options): Promise<ExitCode> => {
	const recording = output === "-" ? standardOutput() : await createRecording(output, { overwrite: force === true });
	const signal = endOfRecording(duration);
	const machine = transport(via);
	const marks = new Marks();
	const offered = await offer(machine, marks, control);
	try {
		for await (const chunk of encodeTrace(announced(collect({ transport: machine, signal, raw, marks }))))
			await recording.write(chunk);
	} finally {
		offered?.close();
		await recording.close();
	}
	return EXIT.pass;
};
