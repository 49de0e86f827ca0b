/** Edge: this kernel or another, watched by a collector of its own: what `devns-top` and `audit` do live. */
import type { Event } from "../decoders/event.js";
import { createRecording } from "../decoders/recording.js";
import { readTrace } from "../decoders/trace.js";
import { type Collected, type CollectorProcess, startCollector } from "./collector-process.js";
import { afterFirst } from "./first.js";
import { dropToCaller } from "./privilege.js";
import { tee } from "./tee.js";

export interface WatchedKernel {
	readonly collector: CollectorProcess;
	/** Whoever leaves it early has it finished all the same. */
	readonly batches: AsyncIterable<readonly Event[]>;
	/** Asks the collector to end, and waits for its last words, which belong into the recording. Throws if it failed. */
	readonly finish: () => Promise<void>;
}

/** Begins once the collector has said something. `output` names a new file that what is watched is recorded in as well. */
export const watchKernel = async (
	collected: Collected,
	output: string | undefined,
	started: (collector: CollectorProcess) => void = () => {},
): Promise<WatchedKernel> => {
	const recording = output === undefined ? undefined : await createRecording(output, {});
	const collector = startCollector(collected);
	dropToCaller();
	started(collector);
	process.stderr.write("Attaching probes …\n");
	const packets = recording === undefined ? collector.packets : tee(collector.packets, recording);
	const source = (await afterFirst(readTrace(packets), collector.ended))[Symbol.asyncIterator]();
	let latest: Promise<IteratorResult<readonly Event[]>> | undefined;
	const next = (): Promise<IteratorResult<readonly Event[]>> => {
		latest = source.next();
		return latest;
	};
	const finish = async (): Promise<void> => {
		collector.stop();
		for (let last = await latest; !last?.done; last = await next());
		await collector.ended;
	};
	return { collector, batches: { [Symbol.asyncIterator]: () => ({ next }) }, finish };
};
