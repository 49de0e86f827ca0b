/** Edge: `devns-top`, the dashboard on this kernel or, with `--via`, on another. */
import { runDashboard } from "../tui/dashboard.js";
import { type BatchOptions, batch } from "./batch.js";
import type { Collected, CollectorProcess } from "./collector-process.js";
import { type Control, noControl } from "./control/client.js";
import { exitOfDashboard } from "./exit.js";
import { type LookOptions, look } from "./look.js";
import { terminal } from "./terminal.js";
import { watchKernel } from "./watched-kernel.js";

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
	const looks = look(options);
	const { collector, batches, finish } = await watchKernel(options, output);
	try {
		if (shown === undefined) return await batch(batches, options);
		const control = await controlOf(collector);
		const end = await runDashboard({
			batches,
			source: via ?? "this kernel",
			recording: output,
			live: true,
			control,
			...looks,
			...shown,
		}).finally(() => control.close());
		return exitOfDashboard(end);
	} finally {
		await finish();
	}
};
