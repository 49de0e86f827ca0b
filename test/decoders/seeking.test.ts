import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { Recorder } from "../../cli/recorder.js";
import type { Event, Nanos } from "../../decoders/event.js";
import { SeekableRecording } from "../../decoders/seeking.js";
import type { Codec } from "../../decoders/stream/compression.js";
import { createModel } from "../../model/model.js";
import { owner } from "../../model/ownership.js";
import { FIXTURE } from "../cli/command.js";
import { ownFolder } from "../folder.js";
import { damageIn, tell } from "./traces.js";

const folder = ownFolder();

const fileOf = (name: string, ...bytes: readonly Uint8Array[]): string => {
	const path = join(folder, name);
	writeFileSync(path, Buffer.concat(bytes));
	return path;
};

const once = await tell(readFileSync(FIXTURE));
const SPAN = (once.at(-1)?.t ?? 0) + 1e9;

/** The recording played over and over in one session: as long as one wishes, and as true as the first time. */
const events: readonly Event[] = Array.from({ length: 4 }, (_, round) =>
	once
		.filter((event) => round === 0 || (event.kind !== "session" && event.kind !== "probe" && event.kind !== "ready"))
		.map((event): Event => {
			const t = (event.t + round * SPAN) as Nanos;
			if ("switch" in event) return { ...event, t, switch: (event.switch + round * 1000) as typeof event.switch };
			if ("client" in event) return { ...event, t, client: (event.client + round * 10_000) as typeof event.client };
			return { ...event, t };
		}),
).flat();

const recorded = (all: readonly Event[], codec?: Codec): Uint8Array => {
	const recorder = new Recorder({ codec }, 1500);
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
	t.true(events.length > 7_500, `${events.length} events`);
	t.deepEqual(await tell(BYTES), events);
	t.deepEqual(await tell(recorded(events, "deflate")), events);
});

test("reading from any time on shows what reading all up to it shows, and tells all that follows", async (t) => {
	for (const [name, bytes] of [
		["plain", BYTES],
		["deflated", recorded(events, "deflate")],
		["brotli", recorded(events, "brotli")],
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
	t.is(await recording.next(["finding"], third), undefined);
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
	t.is(
		(await recording.points()).filter(({ kind }) => kind === "switch").length,
		events.filter(({ kind }) => kind === "switch-requested").length,
	);
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

/** All batches from a time on: the first brings to it, the others tell what follows. */
const readAt = async (recording: SeekableRecording, moment: number) => {
	const batches: (readonly Event[])[] = [];
	for await (const batch of recording.from(moment as Nanos)) batches.push(batch);
	const [first = [], ...rest] = batches;
	return { first, rest: rest.flat() };
};

/** As reading all of it would have it. */
const splitAt = (all: readonly Event[], moment: number) => {
	const after = all.findIndex((event) => event.t > moment);
	return after === -1 ? [all, []] : ([all.slice(0, after), all.slice(after)] as const);
};

test("before the first event there is the session alone, and all of it follows; after the last one nothing does", async (t) => {
	for (const codec of [undefined, "brotli"] as const) {
		const recording = await opened(fileOf("edges.devns", recorded(events, codec)));
		const before = await readAt(recording, -1);
		t.deepEqual(before.first, events.slice(0, 1));
		t.deepEqual(before.rest, events.slice(1));
		for (const late of [0, 1, 1e9, 1e15]) {
			const { first, rest } = await readAt(recording, END + late);
			t.deepEqual(shown(first), shown(events), `${late} ns after the end`);
			t.deepEqual(rest, []);
		}
		await recording.close();
	}
});

test("an event belongs to the instant at which it happened, at a block's first and last as well", async (t) => {
	const recording = await opened(fileOf("instants.devns", BYTES));
	// Blocks are of 500 events, and behind every sixth there is a snapshot.
	for (const at of [499, 500, 2999, 3000, 3001, 8999, 9000]) {
		const moment = events[at]?.t ?? 0;
		for (const instant of [moment - 1, moment, moment + 1]) {
			const { first, rest } = await readAt(recording, instant);
			const [past, future] = splitAt(events, instant);
			t.deepEqual(shown(first), shown(past), `${instant - moment} ns from event ${at}`);
			t.deepEqual(rest, future, `${instant - moment} ns from event ${at}`);
		}
	}
	await recording.close();
});

test("a recording of nothing but its session can be opened, and ends where it begins", async (t) => {
	const recording = await opened(fileOf("bare.devns", recorded(events.slice(0, 1))));
	t.is(recording.end, events[0]?.t ?? (0 as Nanos));
	t.deepEqual(await readAt(recording, 0), { first: events.slice(0, 1), rest: [] });
	t.deepEqual(await recording.points(), []);
	t.is(await recording.next(["switch"], 0 as Nanos), undefined);
	await recording.close();
});

test("in a torn tail, what can be read is shown, what follows is told, and that the rest is missing comes last", async (t) => {
	// Within the packets behind the last snapshot, and within that snapshot and its index.
	for (const share of [0.93, 0.97, 0.985, 0.999]) {
		const bytes = BYTES.subarray(0, Math.floor(BYTES.length * share));
		const recording = await opened(fileOf(`torn-${share}.devns`, bytes));
		const whole = await tell(bytes);
		const sound = whole.filter((event) => damageIn([event]).length === 0);
		const last = sound.at(-1)?.t ?? 0;
		for (const moment of [last - 1, last]) {
			const { first, rest } = await readAt(recording, moment);
			const [past, future] = splitAt(whole, moment);
			t.deepEqual(shown(first), shown(past), `cut to ${share}`);
			t.deepEqual(rest, future, `cut to ${share}`);
			t.is(damageIn([...first, ...rest]).length, 1);
		}
		t.deepEqual(
			(await recording.points()).filter(({ kind }) => kind === "switch").map((point) => point.t),
			sound.filter(({ kind }) => kind === "switch-requested").map((event) => event.t),
		);
		await recording.close();
	}
});
