/** A dashboard on a live source of so many events a second, for measurements from outside: `node player.js EVENTS`. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "../../decoders/event.js";
import { runDashboard } from "../../tui/dashboard.js";
import { crowd, tallies } from "./crowd.js";

const perSecond = Number(process.argv[2] ?? "0");
const BATCHES_A_SECOND = 10;

async function* events(): AsyncGenerator<readonly Event[]> {
	yield crowd();
	const began = performance.now();
	for (let index = 0; ; index++) {
		await sleep(Math.max(0, began + (index * 1000) / BATCHES_A_SECOND - performance.now()));
		if (perSecond > 0) yield tallies(index, perSecond / BATCHES_A_SECOND, 1e9 / BATCHES_A_SECOND);
	}
}

const { stdin: input, stdout: output, env } = process;
await runDashboard({ batches: events(), source: `${perSecond} events/s`, live: true, input, output, env });
process.exit(0);
