import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { ownFolder } from "../folder.js";
import { bootFor, guestTest } from "./guest.js";

const MEGABYTE = 2 ** 20;

/** What `seq 1 100000000 | head -c` gives. */
const counted = (bytes: number): string => {
	const parts: string[] = [];
	for (let n = 1, length = 0; length < bytes; n++) length += parts[parts.push(`${n}\n`) - 1]?.length ?? 0;
	return parts.join("").slice(0, bytes);
};

const sha = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

guestTest("a slow reader of packets gets every byte", async (t, guest) => {
	const run = await bootFor(t, guest, { scenario: "test/vm/scenarios/packets.sh", args: ["12M"] });
	const chunks: Buffer[] = [];
	for await (const chunk of run.packets) {
		chunks.push(chunk);
		for (let turns = 0; turns < 50; turns++) await turn();
	}
	const all = Buffer.concat(chunks);
	t.is(all.length, 12 * MEGABYTE);
	t.is(sha(all), sha(counted(12 * MEGABYTE)));
	t.true((await run.done).ok);
});

/** More than is taken in while nobody reads, less than would stop the guest. */
guestTest("packets that nobody reads before the end are there after it, however busy the host", async (t, guest) => {
	const run = await bootFor(t, guest, {
		scenario: "test/vm/scenarios/packets.sh",
		args: ["1536K"],
		timeoutMs: 120_000,
	});
	for await (const line of run.results) {
		t.is(line, "written 1536K");
		// Nothing of this process runs while the guest comes to its end.
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4000);
	}
	t.true((await run.done).ok);
	const all = Buffer.concat(await run.packets.toArray());
	t.is(all.length, 1.5 * MEGABYTE);
	t.is(sha(all), sha(counted(1.5 * MEGABYTE)));
});

guestTest("the host speaks to the scenario, and sees its screen", async (t, guest) => {
	const run = await bootFor(t, guest, { scenario: "test/vm/scenarios/control.sh" });
	await run.ready;
	const picture = join(ownFolder(), "screen.png");
	await run.screendump(picture);
	run.control.write("one\ntwo\n");
	const lines: string[] = [];
	for await (const line of run.results) {
		lines.push(line);
		if (lines.length === 2) run.control.write("end\n");
	}
	t.deepEqual(lines, ["heard one", "heard two"]);
	t.like(await run.done, { ok: true, why: "finished", exitCode: 0 });
	t.is((await readFile(picture)).subarray(1, 4).toString(), "PNG");
});
