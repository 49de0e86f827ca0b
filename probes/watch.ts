/** Edge: one bpftrace from its start to its end, and what is asked of the kernel meanwhile. */
import { setTimeout as wait } from "node:timers/promises";
import { type ClientId, DEVICE_CLASSES, type Event, type Nanos } from "../decoders/event.js";
import type { Clock } from "../decoders/lines/clock.js";
import { LineDecoder } from "../decoders/lines/decoder.js";
import { Files } from "../decoders/lines/files.js";
import { nameFromText } from "../decoders/names.js";
import { startBpftrace } from "./bpftrace.js";
import type { Checksums } from "./checksums.js";
import type { Chosen } from "./choice.js";
import { isOfModules } from "./classes.js";
import { devices, framebuffersIn, openFiles, personas } from "./existing.js";
import { Hearing } from "./hearing.js";
import type { Inventory, Subject } from "./inventory.js";
import type { Marks } from "./marks.js";
import { Naming } from "./naming.js";
import { type Program, settingOf, standalone, withFramebuffers } from "./program.js";
import { restIsRead } from "./rest.js";
import { probeEvent } from "./session.js";
import type { Survey } from "./survey.js";
import type { Process, Transport } from "./transport.js";

const STATEDUMP = "/proc/dev_ns/statedump";
/** The probe that hears the answer. */
const DUMP = "dev_ns/namespaces";
/** bpftrace is given so long to print its last tallies. */
const PATIENCE_AT_END = 10_000;
/** After a loss, what exists is asked for again, but not at once each time (ns). */
const BETWEEN_TELLINGS = 2_000_000_000;
const MOST_COMPLAINT = 16_384;

export interface Watched {
	readonly transport: Transport;
	readonly found: Survey;
	readonly clock: Clock;
	readonly inventory: Inventory;
	readonly nextClient: () => ClientId;
	readonly marks: Marks;
	readonly checksums: Checksums | undefined;
	/** bpftrace's output is kept there as well. */
	readonly raw: ((chunk: Uint8Array) => Promise<unknown>) | undefined;
	readonly signal: AbortSignal;
}

/** How one bpftrace ended. */
export interface Ended {
	readonly attached: boolean;
	/** Until when it is known to have watched all CPUs, and the time of the last that it said. */
	readonly until: Nanos;
	readonly last: Nanos;
	readonly complaint: string;
	readonly exitCode: number;
}

const gap = ({ until, complaint, exitCode }: Ended): Event => ({
	kind: "loss",
	t: until,
	where: "collector",
	count: 0,
	since: until,
	reason: `nobody watched: ${endOf(complaint, exitCode)}`,
});

const warned = (line: string): Event => ({
	kind: "reject",
	t: 0 as Nanos,
	text: nameFromText(line.slice(0, 200)),
	reason: "bpftrace warned",
});

const unanswered = (probe: string, since: Nanos, error: unknown): Event => ({
	kind: "loss",
	t: since,
	where: "collector",
	count: 0,
	since,
	reason: `what existed before is not known (${probe}): ${error instanceof Error ? error.message : String(error)}`,
});

const unread = (since: Nanos): Event => ({
	kind: "loss",
	t: since,
	where: "collector",
	count: 0,
	since,
	reason: "it ended before all was read, or is known to be: what the probes said last may be missing",
});

/** In a few words. */
export const endOf = (complaint: string, exitCode: number): string =>
	`bpftrace ended with ${exitCode}${complaint === "" ? "" : `: ${complaint.trim().slice(-200)}`}`;

export class Watch {
	readonly #on: Watched;
	readonly #probes: readonly Chosen[];
	readonly #hearing: Hearing;
	readonly #decoder: LineDecoder;
	readonly #files: Files;
	readonly #process: Process;
	readonly #naming: Naming;
	/** Of the latest state dump that was asked for. */
	#cookie = 0;
	#asked = 0 as Nanos;
	/** What is still to be told before the state is whole; nothing if it is, or nobody has asked. */
	#untold: Set<string> | undefined;
	/** Of what all was told since it was asked for. */
	#told = new Set<Subject>();
	#gone = false;
	/** It is to end, and what was said until then is not known to be read. */
	#lacksRest = false;
	#complaint = "";

	/** `before` is how the one before this ended, if there was one. */
	constructor(on: Watched, program: Program, probes: readonly Chosen[], before: Ended | undefined) {
		this.#on = on;
		this.#probes = probes;
		const attached = probes.map((probe) => probeEvent(probe, "attached"));
		const atBegin = before === undefined ? attached : [gap(before), ...attached];
		this.#hearing = new Hearing(on.found.cpus, on.inventory, before?.last ?? (0 as Nanos), atBegin);
		this.#files = new Files(on.nextClient);
		this.#decoder = new LineDecoder(on.clock, this.#files, this.#hearing, on.found.classes.classOf);
		this.#naming = new Naming(on.transport, (word) => this.#hearing.tellThen(word));
		this.#process = startBpftrace(on.transport, program, on.found);
		void this.#process.done.then(() => {
			this.#gone = true;
		});
	}

	/** Batches until bpftrace has ended, by itself or because the signal was given. An empty one says that time has passed. */
	async *events(): AsyncGenerator<readonly Event[], Ended> {
		const { signal, raw } = this.#on;
		const stop = () => void this.#stop();
		signal.addEventListener("abort", stop);
		if (signal.aborted) stop();
		const complaints = this.#hearComplaints();
		try {
			for await (const chunk of this.#process.stdout) {
				await raw?.(chunk);
				this.#decoder.push(chunk);
				this.#advance();
				const batch = this.#hearing.take();
				this.#naming.hear(batch);
				yield batch;
			}
			this.#on.marks.hear(undefined);
			this.#decoder.end();
			const until = this.#hearing.passed;
			if (this.#lacksRest) this.#hearing.tell(unread(until));
			const rest = this.#hearing.end();
			if (rest.length > 0) yield rest;
			await complaints;
			const { exitCode } = await this.#process.done;
			const attached = this.#hearing.begun !== undefined;
			return { attached, until, last: this.#hearing.passed, complaint: this.#complaint, exitCode };
		} finally {
			signal.removeEventListener("abort", stop);
			this.#on.marks.hear(undefined);
			this.#kill("SIGKILL");
		}
	}

	/** What the kernel's last words make necessary. */
	#advance(): void {
		if (this.#hearing.begun === undefined) return;
		if (this.#cookie === 0) this.#on.marks.hear((text) => this.#hearing.mark(text));
		const again = this.#hearing.incomplete && this.#hearing.passed >= this.#asked + BETWEEN_TELLINGS;
		if (this.#cookie === 0 || (again && this.#untold === undefined)) this.#askForAll();
		if (this.#hearing.dumped === this.#cookie) this.#answered(DUMP, ["persona", "input"]);
		if (this.#untold?.size === 0) this.#whole();
		this.#on.checksums?.ask(this.#hearing.passed);
	}

	/** Has everything told that exists. */
	#askForAll(): void {
		const { transport } = this.#on;
		this.#cookie++;
		this.#asked = this.#hearing.passed;
		this.#hearing.retell();
		this.#untold = new Set();
		this.#told = new Set();
		if (this.#has(DUMP)) {
			const asked = transport.writeFile(STATEDUMP, `${this.#cookie}\n`);
			void this.#ask(DUMP, asked, () => {});
		} else if (this.#has("stock/persona")) {
			void this.#ask("stock/persona", personas(transport), (events) => {
				this.#tellAll(events);
				this.#answered("stock/persona", ["persona"]);
			});
		}
		this.#askForFiles();
	}

	/** Has the devices told, and who has which open. */
	#askForFiles(): void {
		const { transport, found, signal } = this.#on;
		const { classOf } = found.classes;
		const evdev = this.#has("stock/evdev");
		const framebuffers = this.#has("stock/framebuffer") && found.framebuffers.length > 0;
		const opens = this.#probes.find(({ id }) => id === "stock/opens");
		const blocks = this.#has("stock/blocks");
		if (!evdev && !framebuffers && !opens && !blocks) return;
		const told = DEVICE_CLASSES.filter((kind) => {
			if (kind === "framebuffer") return framebuffers;
			const isWatched = opens !== undefined && (!opens.isBeside || !isOfModules(kind));
			return isWatched || (kind === "input" && evdev);
		});
		const wanted = (event: Event): boolean => !("class" in event) || told.includes(event.class);
		const asked = async (): Promise<readonly Event[]> => {
			const setting = {
				...settingOf(found, this.#probes),
				...(evdev || opens ? {} : { watched: "0" }),
				...(blocks ? {} : { blocks: "0" }),
			};
			const program = await standalone("stock/existing", framebuffers ? withFramebuffers(setting) : setting);
			return [
				...framebuffersIn(found.framebuffers),
				...(await devices(transport, classOf)),
				...(await openFiles(transport, program, this.#files, { classOf, evdev }, signal)),
			];
		};
		void this.#ask("stock/existing", asked(), (events) => {
			this.#tellAll(events.filter(wanted));
			this.#answered("stock/existing", told);
		});
	}

	/** The state is not whole before the answer is there, unless there is none to come. */
	async #ask<Answer>(probe: string, asked: Promise<Answer>, hear: (answer: Answer) => void): Promise<void> {
		this.#untold?.add(probe);
		try {
			hear(await asked);
		} catch (error) {
			if (this.#on.signal.aborted) return;
			this.#hearing.tell(unanswered(probe, this.#asked, error));
			this.#answered(probe, []);
		}
	}

	#answered(probe: string, subjects: readonly Subject[]): void {
		this.#untold?.delete(probe);
		for (const subject of subjects) this.#told.add(subject);
	}

	#tellAll(events: readonly Event[]): void {
		for (const event of events) this.#hearing.tell(event);
	}

	#whole(): void {
		this.#untold = undefined;
		this.#hearing.sweep(this.#told);
		this.#hearing.tell({ kind: "ready", t: this.#hearing.passed });
	}

	#has(probe: string): boolean {
		return this.#probes.some(({ id }) => id === probe);
	}

	/** What it says while it attaches is kept for if it fails; later on it is told, once a line. */
	async #hearComplaints(): Promise<void> {
		for await (const chunk of this.#process.stderr) {
			this.#complaint = `${this.#complaint}${chunk}`.slice(-MOST_COMPLAINT);
			if (this.#hearing.begun === undefined) continue;
			for (const line of String(chunk).split("\n")) if (line.trim() !== "") this.#hearing.tell(warned(line));
		}
	}

	/** bpftrace does not read any more once it is told to end: before that, all has to have been read that was said until now. */
	async #stop(): Promise<void> {
		// While it attaches, it may not heed an interrupt; it has nothing to say yet.
		if (this.#hearing.begun === undefined) this.#kill("SIGKILL");
		else await this.#readRest();
		this.#kill("SIGINT");
		await Promise.race([this.#process.done, wait(PATIENCE_AT_END, undefined, { ref: false })]);
		this.#kill("SIGKILL");
	}

	async #readRest(): Promise<void> {
		const { transport, clock } = this.#on;
		const reading = { passed: () => this.#hearing.passed, gone: () => this.#gone };
		this.#lacksRest = true;
		this.#lacksRest = !(await restIsRead(reading, transport, clock));
	}

	#kill(signal: NodeJS.Signals): void {
		if (!this.#gone) this.#process.kill(signal);
	}
}
