import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { Recorder } from "../../cli/recorder.js";
import type { Event, Nanos } from "../../decoders/event.js";
import { SeekableRecording } from "../../decoders/seeking.js";
import { createModel } from "../../model/model.js";
import { owner } from "../../model/ownership.js";
import { FIXTURE } from "../cli/command.js";
import { damageIn, tell } from "./traces.js";

const folder = mkdtempSync(join(tmpdir(), "devns-seek-"));
test.after.always(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, ...bytes: readonly Uint8Array[]): string => {
	const path = join(folder, name);
	writeFileSync(path, Buffer.concat(bytes));
	return path;
};

const once = await tell(readFileSync(FIXTURE));
const SPAN = (once.at(-1)?.t ?? 0) + 1e9;

/** The recording played over and over in one session: as long as one wishes, and as true as the first time. */
const events: readonly Event[] = Array.from({ length: 8 }, (_, round) =>
	once
		.filter((event) => round === 0 || (event.kind !== "session" && event.kind !== "probe" && event.kind !== "ready"))
		.map((event): Event => {
			const t = (event.t + round * SPAN) as Nanos;
			if ("switch" in event) return { ...event, t, switch: (event.switch + round * 1000) as typeof event.switch };
			if ("client" in event) return { ...event, t, client: (event.client + round * 10_000) as typeof event.client };
			return { ...event, t };
		}),
).flat();

const recorded = (all: readonly Event[], deflate = false): Uint8Array => {
	const recorder = new Recorder({ deflate }, 3000);
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < all.length; at += 500) chunks.push(...recorder.write(all.slice(at, at + 500)));
	return Buffer.concat([...chunks, ...recorder.end()]);
};

const BYTES = recorded(events);
const END = events.at(-1)?.t ?? 0;
const opened = async (path: string): Promise<SeekableRecording> => {
	const recording = await SeekableRecording.open(path);
	if (!recording) throw new Error("no recording");
	return recording;
};

const stateAfter = (batch: readonly Event[]) => {
	const model = createModel({ switchHistory: 5, logHistory: 0, closedClients: 1e6 });
	model.apply(batch);
	return model.state;
};

/** What a dashboard shows of a state first of all. */
const shown = (batch: readonly Event[]) => {
	const state = stateAfter(batch);
	return {
		active: state.active,
		events: state.events,
		personas: [...state.personas.values()].map(({ key, gone }) => `${key} ${gone}`).sort(),
		owners: [...state.devices.keys()].sort().map((key) => [key, owner(state, key)]),
		open: [...state.clients.values()]
			.filter(({ closed }) => closed === undefined)
			.map(({ id, delivered }) => `${id} ${delivered}`)
			.sort(),
		latest: state.switches.at(-1),
		loss: state.loss,
	};
};

test("a recording is whole, whether its snapshots are read or passed over", async (t) => {
	t.true(events.length > 15_000, `${events.length} events`);
	t.deepEqual(await tell(BYTES), events);
	t.deepEqual(await tell(recorded(events, true)), events);
});

test("reading from any time on shows what reading all up to it shows, and tells all that follows", async (t) => {
	for (const [name, bytes] of [
		["plain", BYTES],
		["deflated", recorded(events, true)],
	] as const) {
		const recording = await opened(fileOf(`${name}.devns`, bytes));
		t.is(recording.end, END as Nanos);
		for (const share of [0, 0.001, 0.3, 0.5, 0.77, 0.999, 1]) {
			const moment = Math.floor(END * share) as Nanos;
			const batches: (readonly Event[])[] = [];
			for await (const batch of recording.from(moment)) batches.push(batch);
			const [first = [], ...rest] = batches;
			const after = events.findIndex((event) => event.t > moment);
			t.deepEqual(shown(first), shown(after === -1 ? events : events.slice(0, after)), `${name} at ${share}`);
			t.deepEqual(rest.flat(), after === -1 ? [] : events.slice(after), `${name} from ${share}`);
			t.true(first.length < 6000, `${first.length} events to begin with`);
		}
		await recording.close();
	}
});

test("the switches of a recording are found without reading it", async (t) => {
	const recording = await opened(fileOf("points.devns", BYTES));
	const times = events.filter(({ kind }) => kind === "switch-requested").map((event) => event.t);
	const points = await recording.points();
	t.deepEqual(
		points.map((point) => point.t),
		times,
	);
	const third = times[2] ?? (0 as Nanos);
	t.is((await recording.next(["switch"], third))?.t, times[3]);
	t.is((await recording.previous(["switch", "finding"], third))?.t, times[1]);
	t.is(await recording.next(["finding"], third), undefined);
	t.is(await recording.previous(["switch"], times[0] ?? (0 as Nanos)), undefined);
	await recording.close();
});

test("a recording that was cut off anywhere can be read from its last snapshot on", async (t) => {
	for (const share of [0.05, 0.31, 0.62, 0.93]) {
		const bytes = BYTES.subarray(0, Math.floor(BYTES.length * share));
		const recording = await opened(fileOf(`cut-${share}.devns`, bytes));
		const whole = await tell(bytes);
		t.is(recording.end, whole.at(-1)?.t ?? (0 as Nanos));
		for await (const batch of recording.from(recording.end)) {
			t.deepEqual(shown(batch), shown(whole));
			t.is(damageIn(batch).length, 1);
		}
		await recording.close();
	}
});

test("where snapshots or indexes are damaged, or there are none, all is read instead", async (t) => {
	const damaged = Uint8Array.from(BYTES);
	// A bit in every packet of field 7 and every second one of field 6.
	let hit = 0;
	for (let at = damaged.indexOf(0x89); at >= 0; at = damaged.indexOf(0x89, at + 1)) {
		const body = at - 3 + 41;
		if (damaged[at + 1] !== 0x44 || (damaged[body] !== 0x3a && damaged[body] !== 0x32)) continue;
		damaged[body + 3] = (damaged[body + 3] ?? 0) ^ 1;
		hit++;
	}
	t.true(hit >= 10, `${hit} packets were hit`);
	const recording = await opened(fileOf("damaged.devns", damaged));
	t.is((await recording.points()).filter(({ kind }) => kind === "switch").length, 8 * 21);
	for await (const batch of recording.from((END / 2) as Nanos)) {
		const after = events.findIndex((event) => event.t > END / 2);
		t.deepEqual(shown(batch.filter(({ kind }) => kind !== "loss")), shown(events.slice(0, after)));
		break;
	}
	await recording.close();

	const older = await opened(FIXTURE);
	t.is((await older.points()).length, 21);
	await older.close();
});

test("of several sessions in one file, the last one is meant", async (t) => {
	for (const second of [once, events]) {
		const recording = await opened(fileOf("two.devns", BYTES, recorded(second)));
		t.is(recording.end, second.at(-1)?.t ?? (0 as Nanos));
		const found: Event[] = [];
		for await (const batch of recording.from(recording.end)) found.push(...batch);
		t.is(found[0]?.kind, "session");
		t.deepEqual(shown(found), shown(second));
		await recording.close();
	}
});

test("what is no recording is refused", async (t) => {
	await t.throwsAsync(SeekableRecording.open(fileOf("text", Buffer.from("Attaching 12 probes…\n"))));
});
