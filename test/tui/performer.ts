/** A program with a dashboard in it, for tests that need a real process on a real terminal. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "../../decoders/event.js";
import { runDashboard } from "../../tui/dashboard.js";
import { story } from "./story.js";

const [way = "wait"] = process.argv.slice(2);
/** The cue for what is to go wrong. */
const cue = new Promise((resolve) => process.once("SIGUSR2", resolve));

async function* batches(): AsyncGenerator<readonly Event[]> {
	yield story();
	await cue;
	if (way === "throw") throw new Error("the collector broke");
	if (way === "exit") process.exit(7);
	if (way === "crash")
		setImmediate(() => {
			throw new Error("nobody catches this");
		});
	await sleep(1e8);
}

const { input, output, env } = { input: process.stdin, output: process.stdout, env: process.env };
const end = await runDashboard({ batches: batches(), source: `process ${process.pid}`, input, output, env });
process.stdout.write(`ended: ${end.reason} ${end.signal ?? ""}\n`);
process.exit(0);
