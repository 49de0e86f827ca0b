/**
 * `npm run bench`: how fast the parts are, as ratios within this run.
 *
 *     npm run bench -- [--json] [--ms MILLISECONDS] [SUBJECT…]
 *     npm run bench -- guest [--release NAME]     what can only be measured in the guest; takes some minutes
 *     npm run bench -- dashboard                  what the dashboard costs, in time, memory and CPU; takes some minutes
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureDashboard } from "./dashboard/index.js";
import { frameSuites } from "./frame.js";
import { measureGuest } from "./guest.js";
import { lineSuites } from "./lines.js";
import { measure } from "./measure.js";
import { modelSuites } from "./model.js";
import { streamSuites } from "./stream.js";
import type { Suite } from "./suite.js";
import { table } from "./table.js";

/** Every bench there is. */
const BENCHES: readonly (() => Promise<readonly Suite[]>)[] = [lineSuites, streamSuites, modelSuites, frameSuites];

const { values, positionals } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		ms: { type: "string", default: "500" },
		release: { type: "string", default: "bookworm" },
	},
	allowPositionals: true,
});

const wanted = ({ subject }: Suite) => positionals.length === 0 || positionals.some((word) => subject.includes(word));

const measureParts = async (): Promise<void> => {
	const suites = (await Promise.all(BENCHES.map((bench) => bench()))).flat().filter(wanted);
	const machine = { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length };
	if (!values.json) console.log(`node ${machine.node}, ${machine.cpus} × ${machine.cpu}\n`);
	for (const suite of suites) {
		const figures = await measure(suite, Number(values.ms));
		if (values.json) for (const figure of figures) console.log(JSON.stringify({ schema: 1, ...machine, ...figure }));
		else console.log(table(figures));
	}
};

if (positionals.includes("dashboard"))
	await measureDashboard(
		positionals.filter((word) => word !== "dashboard"),
		values.json,
	);
else if (positionals.includes("guest"))
	await measureGuest(values.release === "trixie" ? "trixie" : "bookworm", values.json);
else await measureParts();
