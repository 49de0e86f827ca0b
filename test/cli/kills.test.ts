/**
 * A recorder under load that is killed at any moment. DEVNS_KILLS=200 kills it as often; by default it is killed some times, as each
 * takes a process.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import test from "ava";
import { UserError } from "../../decoders/user-error.js";
import { damageIn, soundIn, tell } from "../decoders/traces.js";
import { ownFolder } from "../folder.js";

const KILLS = Number(process.env.DEVNS_KILLS ?? 20);
const folder = ownFolder();

const url = (path: string) => new URL(`../../${path}`, import.meta.url).href;

/** Writes blocks of 100 numbered marks as fast as it can, and says of each how many events are out of its hands. */
const RECORD = `
	import { createRecording } from "${url("decoders/recording.js")}";
	import { Recorder } from "${url("cli/recorder.js")}";
	const session = { kind: "session", t: 0, origin: 1n, wallClock: 1n, host: "h", kernel: "k", machine: "m",
		bpftrace: "b", collector: "c", deviceNamespaces: true, redacted: [] };
	const recording = await createRecording(process.argv[1], {});
	const recorder = new Recorder({ codec: process.argv[2] === "plain" ? undefined : process.argv[2] }, 1000);
	let next = 0;
	const put = async (events) => {
		for (const record of recorder.write(events)) await recording.write(record);
		process.stdout.write(next + "\\n");
	};
	await put([session]);
	for (;;) await put(Array.from({ length: 100 }, () => ({ kind: "mark", t: next, text: "n" + next++ })));
`;

/** Kills it `ms` after its first words; tells how many events it said to have written by then. */
const killedAfter = async (path: string, ms: number, codec: string): Promise<number> => {
	const child = spawn(process.execPath, ["--input-type=module", "-e", RECORD, path, codec], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let written = -1;
	const said = createInterface({ input: child.stdout });
	said.on("line", (line) => {
		written = Math.max(written, Number(line));
	});
	await once(said, "line");
	await sleep(ms);
	child.kill("SIGKILL");
	await once(child, "close");
	return written;
};

test("however a recorder is killed, what it wrote can be read, and that the end is missing is told", async (t) => {
	t.timeout(600_000);
	let most = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		const path = join(folder, `${kill}.devns`);
		const written = await killedAfter(path, Math.random() * 120, kill % 2 === 0 ? "deflate" : "plain");
		const events = await tell(readFileSync(path)).catch((error: unknown) => {
			if (error instanceof UserError && written === 0) return [];
			throw error;
		});
		const [session, ...marks] = soundIn(events);
		most = Math.max(most, marks.length);
		t.is(session?.kind, "session");
		t.deepEqual(
			marks.map((event) => event.t as number),
			Array.from({ length: marks.length }, (_, index) => index),
			"what is told is what was written, in order, without holes",
		);
		t.true(marks.length >= written, `${marks.length} events of ${written} that were written`);
		t.is(damageIn(events).length, 1);
		rmSync(path);
	}
	t.log(`${KILLS} kills, up to ${most} events`);
	t.true(most > 1000, `${most} events at most: there was no load`);
});
