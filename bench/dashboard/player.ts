/**
 * A dashboard on a live source of so many events a second, for measurements from outside: `node player.js EVENTS`; with `fixture`, after
 * those of the recorded machine rather than of a crowded one; with `alone`, the events without a dashboard.
 */
import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Event } from "../../decoders/event.js";
import { readTrace } from "../../decoders/trace.js";
import { runDashboard } from "../../tui/dashboard.js";
import { crowd, tallies } from "./crowd.js";

const FIXTURE = fileURLToPath(new URL("../../../fixtures/three-personas.devns", import.meta.url));

const way = process.argv[3];
const perSecond = Number(process.argv[2] ?? "0");
const BATCHES_A_SECOND = 10;

async function* events(): AsyncGenerator<readonly Event[]> {
	if (way === "fixture") yield* readTrace(createReadStream(FIXTURE));
	else yield crowd();
	const began = performance.now();
	for (let index = 0; ; index++) {
		await sleep(Math.max(0, began + (index * 1000) / BATCHES_A_SECOND - performance.now()));
		if (perSecond > 0) yield tallies(index, perSecond / BATCHES_A_SECOND, 1e9 / BATCHES_A_SECOND);
	}
}

if (way === "alone") for await (const _ of events());

const { stdin: input, stdout: output, env } = process;
await runDashboard({ batches: events(), source: `${perSecond} events/s`, live: true, input, output, env });
process.exit(0);
