/** One run of a guest, from its machine's start to its outcome. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { type Duplex, PassThrough, type Readable, type Writable } from "node:stream";
import { isSplat } from "./console.js";
import { Course } from "./course.js";
import { Intake } from "./intake.js";
import { LineSplitter, lines } from "./lines.js";
import type { Running } from "./machine.js";
import { type Outcome, reportOf } from "./outcome.js";
import type { Ports } from "./ports.js";

export interface Run {
	/** The lines that the scenario wrote to its standard output. To be read once. */
	readonly results: AsyncIterable<string>;
	/** What was written to /dev/virtio-ports/devns.packets. */
	readonly packets: Readable;
	/** Comes out of /dev/virtio-ports/devns.control, and what is written to that comes back. */
	readonly control: Duplex;
	/** The serial line, for typing into. */
	readonly serial: Writable;
	/** QEMU's process, for tests that look whether it is gone. */
	readonly pid: number | undefined;
	/** Resolves when the scenario begins, with true, or with false when it can't any more. */
	readonly ready: Promise<boolean>;
	/** A picture of the guest's screen: PNG, or PPM where the path says so. */
	screendump(path: string): Promise<void>;
	stop(): Promise<void>;
	readonly done: Promise<Outcome>;
}

export interface Following {
	readonly consoleLog: string;
	readonly timeoutMs: number;
	readonly signal: AbortSignal | undefined;
	readonly onConsole: ((bytes: Buffer) => void) | undefined;
}

/** More than any scenario's results; what is beyond waits in the guest until it is read. */
const ROOM_FOR_RESULTS = 64 * 2 ** 20;
const ROOM_FOR_PACKETS = 2 ** 20;

/**
 * Keeps, shows and looks at what the guest says. Resolves when that is all done, which can be after QEMU's end.
 * The file is not QEMU's own `logfile`: that one has a byte twice whenever the socket was full.
 */
const watchConsole = async (
	{ console }: Ports,
	course: Course,
	path: string,
	onConsole: (bytes: Buffer) => void = () => {},
): Promise<void> => {
	const splitter = new LineSplitter();
	const file = createWriteStream(path);
	console.on("data", (bytes: Buffer) => {
		file.write(bytes);
		onConsole(bytes);
		if (splitter.push(bytes).some(isSplat)) void course.splat();
	});
	console.resume();
	if (!console.closed) await once(console, "close");
	await new Promise<void>((resolve) => file.end(resolve));
};

export const follow = (machine: Running, { consoleLog, timeoutMs, signal, onConsole }: Following): Run => {
	const { ports } = machine;
	const course = new Course(machine);
	const results = new Intake(ports?.results, ROOM_FOR_RESULTS);
	const packets = new Intake(ports?.packets, ROOM_FOR_PACKETS);
	const intakes = new Map([
		["devns.results", results],
		["devns.packets", packets],
	]);
	const heard = ports && watchConsole(ports, course, consoleLog, onConsole);

	let begin: (begun: boolean) => void = () => {};
	const ready = new Promise<boolean>((resolve) => {
		begin = resolve;
	});
	const status = async () => {
		if (!ports) return;
		for await (const line of lines(ports.status)) {
			const report = reportOf(line);
			if (line === "ready") begin(true);
			if (report) await course.finish(report, intakes, () => ports.status.write("off\n"));
		}
	};

	const stop = async () => {
		course.end("stopped");
		await machine.ended;
	};
	const limit = setTimeout(() => void course.expire(), timeoutMs);
	signal?.addEventListener("abort", stop);
	if (signal?.aborted) void stop();

	const finish = async (): Promise<Outcome> => {
		const told = status().catch(() => undefined);
		const ended = await machine.ended;
		clearTimeout(limit);
		signal?.removeEventListener("abort", stop);
		begin(false);
		await Promise.all([told, heard]);
		return course.outcome(ended, consoleLog);
	};

	return {
		results: lines(results),
		packets,
		control: ports?.control ?? new PassThrough(),
		serial: ports?.console ?? new PassThrough(),
		pid: machine.pid,
		ready,
		screendump: async (path) => {
			if (!machine.qmp) throw new Error("QEMU did not start");
			const format = path.endsWith(".ppm") ? {} : { format: "png" };
			await machine.qmp.execute("screendump", { filename: resolve(path), ...format });
		},
		stop,
		done: finish(),
	};
};
