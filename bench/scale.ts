/**
 * What takes minutes, and so is no part of `npm run bench`: recordings of millions of events, and the tools that do as much.
 *
 *     node dist/bench/scale.js [--events MILLIONS] [--gigabyte] [--tracers]
 *
 * --gigabyte also opens a recording of 1 GB and one of 1 MB at their ends. --tracers records as root with trace-cmd and perf
 * on this machine, and prints what they recorded with them.
 */
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { Recorder } from "../cli/recorder.js";
import type { Event, Nanos } from "../decoders/event.js";
import { createRecording } from "../decoders/recording.js";
import { SeekableRecording } from "../decoders/seeking.js";
import { CODECS, type Codec, hasCodec } from "../decoders/stream/compression.js";
import { readTrace } from "../decoders/trace.js";

const MAIN = fileURLToPath(new URL("../cli/main.js", import.meta.url));
const FIXTURE = fileURLToPath(new URL("../../fixtures/three-personas.devns", import.meta.url));
const BATCH = 4096;

const { values } = parseArgs({
	options: {
		events: { type: "string", default: "10" },
		gigabyte: { type: "boolean", default: false },
		tracers: { type: "boolean", default: false },
	},
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const fixture = async (): Promise<readonly Event[]> => {
	const events: Event[] = [];
	for await (const batch of readTrace(createReadStream(FIXTURE))) events.push(...batch);
	return events;
};

/** The events of the fixture's session, over and over: later, with switches of numbers of their own, and counts that go on. */
function* repeated(once: readonly Event[]): Generator<readonly Event[]> {
	const span = (once.at(-1)?.t ?? 0) + 1e6;
	const most = new Map<number, Event & { kind: "delivery" }>();
	for (const event of once) if (event.kind === "delivery") most.set(event.client, event);
	yield once;
	const told = once.filter(({ kind }) => /^switch|^driver|^delivery|^request|^grab/.test(kind));
	const flips = once.filter((event) => event.kind === "switch-flipped");
	const [first, last] = [flips[0]?.switch, flips.at(-1)?.to];
	for (let round = 1; ; round++)
		yield told.map((event): Event => {
			const t = (event.t + round * span) as Nanos;
			if ("switch" in event) {
				const later = { ...event, t, switch: (event.switch + 1000 * round) as typeof event.switch };
				// Whoever was active last is active when it begins again.
				return "from" in later && event.switch === first && last !== undefined ? { ...later, from: last } : later;
			}
			if (event.kind !== "delivery") return { ...event, t };
			const { delivered = 0, withheld = 0 } = most.get(event.client) ?? {};
			const more = { delivered: event.delivered + round * delivered, withheld: event.withheld + round * withheld };
			return { ...event, t, ...more, final: false };
		});
}

/** A recording of so many events, or of so many bytes. */
const make = async (path: string, codec: Codec | undefined, enough: (events: number, bytes: number) => boolean) => {
	const recording = await createRecording(path, { overwrite: true });
	const recorder = new Recorder({ codec });
	let [events, bytes] = [0, 0];
	let waiting: Event[] = [];
	const put = async (records: readonly Uint8Array[]): Promise<void> => {
		for (const record of records) {
			await recording.write(record);
			bytes += record.length;
		}
	};
	for (const round of repeated(await fixture())) {
		waiting.push(...round);
		for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH)) {
			await put(recorder.write(waiting.slice(0, BATCH)));
			events += BATCH;
		}
		if (enough(events, bytes)) break;
	}
	await put(recorder.end());
	await recording.close();
	return { events, bytes };
};

interface Ran {
	/** Of processors, which says more than the clock on a machine that does other things as well. */
	readonly seconds: number;
	/** The most memory that it had at a time. */
	readonly mebibytes: number;
}

/** Processor time of a process so far, in hundredths of a second. */
const ticksOf = (pid: number | undefined): number => {
	const path = `/proc/${pid}/stat`;
	const fields = existsSync(path) ? readFileSync(path, "latin1").split(") ")[1]?.split(" ") : undefined;
	return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
};

const run = async (argv: readonly string[]): Promise<Ran> => {
	const [program = "", ...args] = argv;
	let [most, ticks] = [0, 0];
	const child = execa(program, args, { stdout: "ignore", stderr: "ignore", buffer: false, reject: false });
	const watching = setInterval(() => {
		const path = `/proc/${child.pid}/status`;
		const text = existsSync(path) ? readFileSync(path, "latin1") : "";
		most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0));
		ticks = Math.max(ticks, ticksOf(child.pid));
	}, 50);
	const { exitCode } = await child;
	clearInterval(watching);
	if (exitCode !== 0 && exitCode !== 3) throw new Error(`${argv.join(" ")}: exit ${exitCode}`);
	return { seconds: ticks / 100, mebibytes: most / 1024 };
};

const rateOf = (events: number, { seconds, mebibytes }: Ran): string =>
	`${(events / seconds / 1e6).toFixed(2)} M events a processor's second, ${seconds.toFixed(1)} s, ${mebibytes.toFixed(0)} MiB at most`;

const middle = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

/** Milliseconds to open a recording and know its state at the end, each time anew. */
const openingAtEnd = async (path: string): Promise<number> => {
	const times: number[] = [];
	for (let round = 0; round < 21; round++) {
		const began = performance.now();
		const recording = await SeekableRecording.open(path);
		for await (const _ of recording?.from(recording.end) ?? []) break;
		times.push(performance.now() - began);
		await recording?.close();
	}
	return middle(times);
};

const folder = mkdtempSync(join(tmpdir(), "devns-scale-"));
const file = (name: string): string => join(folder, name);
const devnsTop = (...args: readonly string[]): Promise<Ran> => run([process.execPath, MAIN, ...args]);

const recordings = async (): Promise<void> => {
	const wanted = Number(values.events) * 1e6;
	for (const codec of [undefined, ...CODECS.filter(hasCodec)]) {
		const path = file(`events-${codec}.devns`);
		const { events, bytes } = await make(path, codec, (so) => so >= wanted);
		say(
			`${codec ?? "plain"}: ${events} events, ${(bytes / events).toFixed(2)} bytes an event with snapshots and index`,
		);
		say(`  report: ${rateOf(events, await devnsTop("report", path))}`);
		say(`  measure (as diff and check do): ${rateOf(events, await devnsTop("measure", path))}`);
		rmSync(path);
	}
};

const openings = async (): Promise<void> => {
	const [small, large] = [file("1mb.devns"), file("1gb.devns")];
	await make(small, undefined, (_, bytes) => bytes >= 1e6);
	await make(large, undefined, (_, bytes) => bytes >= 1e9);
	const [one, other] = [await openingAtEnd(small), await openingAtEnd(large)];
	const sizes = [small, large].map((path) => (statSync(path).size / 1e6).toFixed(1));
	say(
		`opening at the end: ${one.toFixed(1)} ms of ${sizes[0]} MB, ${other.toFixed(1)} ms of ${sizes[1]} MB: ${(other / one).toFixed(2)}×`,
	);
	rmSync(large);
};

/** Something that makes events as fast as it can. */
const LOAD = ["dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=2000000"];

const linesOf = async (argv: readonly string[]): Promise<number> => {
	const [program = "", ...args] = argv;
	const { stdout } = await execa("sh", ["-c", '"$@" 2>/dev/null | wc -l', "sh", program, ...args]);
	return Number(stdout);
};

const tracer = async (name: string, record: readonly string[], print: readonly string[]): Promise<void> => {
	try {
		await run([...record, ...LOAD]);
		const events = await linesOf(print);
		say(`${name}: ${events} events; ${rateOf(events, await run(print))}`);
	} catch (error) {
		say(`${name}: not measured (${error instanceof Error ? error.message : error})`);
	}
};

const tracers = async (): Promise<void> => {
	const [dat, data] = [file("trace.dat"), file("perf.data")];
	await tracer(
		"trace-cmd report",
		["trace-cmd", "record", "-q", "-b", "200000", "-o", dat, "-e", "raw_syscalls"],
		["trace-cmd", "report", "-i", dat],
	);
	await tracer(
		"perf script",
		["perf", "record", "-q", "-m", "4096", "-o", data, "-e", "raw_syscalls:*"],
		["perf", "script", "-i", data],
	);
};

try {
	await recordings();
	if (values.gigabyte) await openings();
	if (values.tracers) await tracers();
} finally {
	rmSync(folder, { recursive: true });
}
