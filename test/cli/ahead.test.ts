/** Going on in a recording that has not been played so far: as if it had been waited for, without the waiting. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import test from "ava";
import { foresight } from "../../cli/ahead.js";
import { pace } from "../../cli/pace.js";
import { Recorder } from "../../cli/recorder.js";
import { Skip } from "../../cli/skip.js";
import { openTrace } from "../../cli/source.js";
import type { Event, Nanos } from "../../decoders/event.js";
import { TraceWriter } from "../../decoders/stream/trace-writer.js";
import { ownFolder } from "../folder.js";
import { FOUND, SECOND, story } from "../tui/story.js";

const folder = ownFolder();

const EVENTS: readonly Event[] = [...story().filter(({ kind }) => kind !== "mark"), FOUND];
const ENDS = EVENTS.filter(({ kind }) => kind === "switch-ended").map(({ t }) => t);

const recording = (): string => {
	const path = join(folder, "story.devns");
	const recorder = new Recorder({}, 3000);
	writeFileSync(path, Buffer.concat([...recorder.write(EVENTS), ...recorder.end()]));
	return path;
};

/** So slowly that nothing comes by itself. */
const STILL = { speed: 1e-6, idle: 3600 };

const player = async () => {
	const file = recording();
	const stop = new AbortController();
	const skip = new Skip(stop.signal);
	const { ahead, close } = foresight(file, skip);
	const taken: Event[] = [];
	const playing = (async () => {
		for await (const batch of pace(await openTrace(file), { ...STILL, skip }, stop.signal)) taken.push(...batch);
	})();
	const end = async () => {
		stop.abort();
		await playing.catch(() => {});
		await close();
	};
	return { ahead, taken, playing, end, now: () => taken.at(-1)?.t ?? (0 as Nanos) };
};

test("each next switch is gone to, and nothing after it has come", async (t) => {
	const { ahead, taken, end, now } = await player();
	for (const ended of ENDS.slice(0, 4)) {
		t.true(await ahead("switch", now()));
		t.is(now(), ended);
		t.is(taken.at(-1)?.kind, "switch-ended");
	}
	const [first, last] = [taken[0], taken.at(-1)];
	t.is(first?.kind, "session");
	t.is(
		taken.length,
		EVENTS.findIndex((event) => event.kind === last?.kind && event.t === last.t) + 1,
		"none is left out",
	);
	await end();
});

test("a finding is gone to past all the switches before it", async (t) => {
	const { ahead, taken, end } = await player();
	t.true(await ahead("sign", 0 as Nanos));
	t.is(taken.at(-1)?.kind, "finding");
	t.is(taken.filter(({ kind }) => kind === "switch-ended").length, ENDS.length);
	await end();
});

test("for want of what is not in it, nothing is played", async (t) => {
	const { ahead, taken, end } = await player();
	t.true(await ahead("switch", 0 as Nanos));
	const { length } = taken;
	t.false(await ahead("sign", (30 * SECOND) as Nanos));
	t.false(await ahead("switch", (30 * SECOND) as Nanos));
	t.is(taken.length, length);
	await end();
});

test("who leaves waits neither for what is looked for nor for the next event", async (t) => {
	const { end, playing } = await player();
	await end();
	await t.throwsAsync(playing, { name: "AbortError" });
});

test("who leaves does not wait until a recording without an index was read to its end", async (t) => {
	const path = join(folder, "no-index.devns");
	const writer = new TraceWriter({});
	writeFileSync(path, Buffer.concat([...writer.write(EVENTS), writer.end()]));
	const skip = new Skip();
	const stayed = foresight(path, skip);
	const asked = stayed.ahead("switch", 0 as Nanos);
	while (!skip.looks) await setImmediate();
	skip.end(true);
	t.true(await asked, "it is found there");
	await stayed.close();

	const left = foresight(path, skip);
	const given = left.ahead("switch", 0 as Nanos);
	await left.close();
	t.false(await given);
	t.false(skip.looks);
});
