import { Bench, type Task } from "tinybench";
import type { Case, Figure, Suite } from "./suite.js";

/** Runs of the median length a second; a machine that does other things as well spoils the mean. */
const runsPerSecond = ({ name, result }: Task): number => {
	if (result.state === "errored") throw new Error(`${name} failed`, { cause: result.error });
	if (result.state !== "completed") throw new Error(`${name} did not run`);
	return 1000 / result.latency.p50;
};

/** Works through the cases one after the other, each for so long. */
export const measure = async (suite: Suite, ms: number): Promise<Figure[]> => {
	const bench = new Bench({ time: ms, warmupTime: ms / 4 });
	for (const { name, run } of suite.cases) bench.add(name, run);
	const tasks = await bench.run();
	const rate = (task: Task | undefined): number => (task ? runsPerSecond(task) : Number.NaN) * suite.items;
	const base = rate(tasks[0]);
	return suite.cases.map(({ name, bytes }: Case, index) => ({
		subject: suite.subject,
		source: suite.source,
		case: name,
		item: suite.item,
		itemsPerSecond: rate(tasks[index]),
		ratio: rate(tasks[index]) / base,
		bytesPerItem: bytes === undefined ? undefined : bytes / suite.items,
	}));
};
