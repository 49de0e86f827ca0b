/** Edge: `devns-top`, the dashboard on this kernel or, with `--via`, on another. */
import { readTrace } from "../decoders/trace.js";
import { runDashboard } from "../tui/dashboard.js";
import { startCollector } from "./collector-process.js";
import { exitOfDashboard } from "./exit.js";
import { afterFirst } from "./first.js";
import { dropToCaller } from "./privilege.js";
import { tee } from "./tee.js";
import { terminal } from "./terminal.js";

interface Options {
	readonly via?: string | undefined;
	readonly output?: string | undefined;
}

export const live = async ({ via, output }: Options): Promise<number> => {
	const shown = terminal();
	const collector = startCollector(via);
	dropToCaller();
	const packets = output === undefined ? collector.packets : tee(collector.packets, output);
	process.stderr.write("Attaching probes …\n");
	const batches = await afterFirst(readTrace(packets), collector.ended);
	const end = await runDashboard({
		batches,
		source: via ?? "this kernel",
		recording: output,
		live: true,
		...shown,
	}).finally(() => collector.stop());
	await collector.ended;
	return exitOfDashboard(end);
};
