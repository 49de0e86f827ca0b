/** Edge: `devns-top`, the dashboard on this kernel or, with `--via`, on another. */
import { readTrace } from "../decoders/trace.js";
import { runDashboard } from "../tui/dashboard.js";
import { type BatchOptions, batch } from "./batch.js";
import { type Collected, type CollectorProcess, startCollector } from "./collector-process.js";
import { type Control, noControl } from "./control/client.js";
import { exitOfDashboard } from "./exit.js";
import { afterFirst } from "./first.js";
import { type LookOptions, look } from "./look.js";
import { dropToCaller } from "./privilege.js";
import { tee } from "./tee.js";
import { terminal } from "./terminal.js";

export interface LiveOptions extends Collected, LookOptions, BatchOptions {
	readonly output?: string | undefined;
	readonly batch?: true | undefined;
}

/** One that can't be asked is watched all the same; why it can't is told to who tries. */
const controlOf = (collector: CollectorProcess): Promise<Control> =>
	collector.control().catch((error: unknown) => noControl(error instanceof Error ? error.message : String(error)));

export const live = async (options: LiveOptions): Promise<number> => {
	const { via, output } = options;
	const shown = options.batch ? undefined : terminal();
	const collector = startCollector(options);
	dropToCaller();
	const packets = output === undefined ? collector.packets : tee(collector.packets, output);
	process.stderr.write("Attaching probes …\n");
	const batches = await afterFirst(readTrace(packets), collector.ended);
	if (shown === undefined) {
		const code = await batch(batches, options).finally(() => collector.stop());
		await collector.ended;
		return code;
	}
	const control = await controlOf(collector);
	const end = await runDashboard({
		batches,
		source: via ?? "this kernel",
		recording: output,
		live: true,
		control,
		...look(options),
		...shown,
	}).finally(() => {
		control.close();
		collector.stop();
	});
	await collector.ended;
	return exitOfDashboard(end);
};
