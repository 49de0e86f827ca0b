/** Edge: `devns-top replay`. */
import { runDashboard } from "../tui/dashboard.js";
import { exitOfDashboard } from "./exit.js";
import { type Pace, pace } from "./pace.js";
import { openTrace } from "./source.js";
import { terminal } from "./terminal.js";

export const replay = async (file: string, options: Pace): Promise<number> => {
	const shown = terminal(file === "-");
	const batches = await openTrace(file);
	const stop = new AbortController();
	const end = await runDashboard({
		batches: pace(batches, options, stop.signal),
		source: file === "-" ? "standard input" : `replay of ${file}${options.speed === 1 ? "" : ` ×${options.speed}`}`,
		...shown,
	}).finally(() => stop.abort());
	return exitOfDashboard(end);
};
