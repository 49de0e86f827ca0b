/**
 * From bpftrace's output (`-f json`) to events. A line that is not understood becomes a `reject`; no line makes it throw, and none makes
 * an event that is not whole.
 *
 * Our own lines are `{"type": "printf", "data": "CODE TIME CPU …\n"}`, read from the bytes between the quotes without parsing JSON:
 * probes print nothing there that JSON would escape, but for the backslashes of `\xNN`. Iterators print the bare line.
 */
import type { Event, Nanos } from "../event.js";
import { nameFromBytes, nameFromText } from "../names.js";
import { alarmLines } from "./alarm.js";
import { androidLines } from "./android.js";
import { binderLines } from "./binder.js";
import { Behind, canvasLines, canvasTally, showingTally } from "./canvas.js";
import type { Clock } from "./clock.js";
import { deviceLines } from "./devices.js";
import { displayLines, flipTally } from "./display.js";
import { driverLines } from "./drivers.js";
import { evdevLines, fedLines, fedTally, usageTally } from "./evdev.js";
import { Fields } from "./fields.js";
import type { Files } from "./files.js";
import { firstLines } from "./first.js";
import { framebufferLines, updateTally } from "./framebuffer.js";
import { grabLines } from "./grab.js";
import { deliveryTally, inputLines } from "./input.js";
import { countOf, entriesOf, parseObject } from "./json.js";
import { ledLines } from "./led.js";
import { lightLines } from "./light.js";
import { codeOf, type Decode, type Lines, type Tell } from "./lines.js";
import { loopLines } from "./loop.js";
import { Malformed } from "./malformed.js";
import { MapEntries } from "./map-entries.js";
import { mapperLines } from "./mapper.js";
import { namespaceLines } from "./namespaces.js";
import { type ClassOf, openLines } from "./opens.js";
import { personaLines } from "./persona.js";
import { LineSplitter } from "./splitter.js";
import { switchLines } from "./switch.js";
import { Tallies } from "./tallies.js";
import { terminalLines } from "./terminal.js";
import { ueventLines } from "./uevent.js";
import { readTally, witnessLines } from "./witness.js";

/** Who is told what the lines say. `t` never is far from now, but lines of different CPUs come out of order. */
export interface Hearer {
	/** A CPU's events come in its own order, but for a little; those of several do not. */
	event(event: Event, cpu: number): void;
	/** The probes are attached. */
	began(t: Nanos, cpu: number): void;
	/** What this CPU said before `t` has all been read. */
	seen(cpu: number, t: Nanos): void;
	/** The kernel has told all that exists, as it was asked to. */
	dumpEnded(cookie: number, t: Nanos, cpu: number): void;
	/** bpftrace lost so many lines, some time before the line that it reads next. */
	lost(count: number): void;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const BEFORE = ascii('{"type": "printf", "data": "');
const MAP = ascii('{"type": "map", "data": {"');
const AFTER = ascii('\\n"}');
const utf8 = new TextDecoder();
const BRACE = 0x7b;
const SHOWN_OF_REJECTED = 200;

const has = (bytes: Uint8Array, at: number, expected: Uint8Array): boolean => {
	for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return false;
	return true;
};

export class LineDecoder {
	readonly #hearer: Hearer;
	readonly #files: Files;
	readonly #splitter: LineSplitter;
	readonly #fields: Fields;
	readonly #table: ReadonlyMap<number, Decode>;
	readonly #tallies: Tallies;
	readonly #entries: MapEntries;
	readonly #behind = new Behind();
	/** The latest time that was told, for what has none of its own. */
	#now = 0 as Nanos;
	/** The CPU that told it: bpftrace prints maps in between the lines of one. */
	#cpu = 0;
	readonly #pending: Event[] = [];
	readonly #tell: Tell = (event) => void this.#pending.push(event);

	constructor(clock: Clock, files: Files, hearer: Hearer, classOf: ClassOf = () => undefined) {
		this.#hearer = hearer;
		this.#files = files;
		this.#fields = new Fields(clock);
		this.#tallies = new Tallies([
			deliveryTally(files),
			canvasTally,
			showingTally,
			usageTally(files),
			fedTally(files),
			flipTally(files),
			updateTally(files),
			readTally,
		]);
		this.#entries = new MapEntries(clock);
		this.#table = tableOf(
			switchLines,
			canvasLines,
			this.#behind.lines,
			deviceLines,
			androidLines,
			driverLines,
			namespaceLines,
			inputLines,
			grabLines,
			ledLines,
			firstLines,
			personaLines,
			framebufferLines(files),
			witnessLines,
			evdevLines(files),
			fedLines(files),
			displayLines(files, classOf),
			lightLines,
			alarmLines,
			binderLines,
			loopLines,
			mapperLines,
			terminalLines(),
			ueventLines,
			openLines(files, classOf),
			this.#tallies.lines,
			this.#controlLines(),
		);
		this.#splitter = new LineSplitter({
			line: (bytes, start, end) => this.#line(bytes, start, end),
			tooLong: (beginning) => this.#reject(beginning, "a line that is too long"),
		});
	}

	push(chunk: Uint8Array): void {
		this.#splitter.push(chunk);
	}

	end(): void {
		this.#splitter.end();
		this.#pending.length = 0;
		try {
			this.#tallies.end(this.#tell);
			this.#hand();
		} catch (error) {
			if (!(error instanceof Malformed)) throw error;
		}
	}

	#line(bytes: Uint8Array, start: number, end: number): void {
		if (start === end) return;
		try {
			if (bytes[start] !== BRACE) this.#own(bytes, start, end);
			else if (has(bytes, start, BEFORE) && has(bytes, end - AFTER.length, AFTER))
				this.#own(bytes, start + BEFORE.length, end - AFTER.length);
			else if (has(bytes, start, MAP)) this.#map(bytes, start + MAP.length, end);
			else this.#json(bytes.subarray(start, end));
		} catch (error) {
			if (!(error instanceof Malformed)) throw error;
			this.#reject(bytes.subarray(start, end), error.message);
		}
	}

	#own(bytes: Uint8Array, start: number, end: number): void {
		const fields = this.#fields;
		fields.over(bytes, start, end);
		const decode = this.#table.get(fields.code());
		if (decode === undefined) throw new Malformed("an unknown code");
		const t = fields.time();
		const cpu = fields.whole();
		this.#pending.length = 0;
		decode(fields, t, this.#tell, cpu);
		fields.end();
		this.#now = t;
		this.#cpu = cpu;
		this.#hand();
	}

	/** Of the maps that are no tallies, some hold one number only; all but one of them only serve the probes. */
	#map(bytes: Uint8Array, start: number, end: number): void {
		const map = this.#entries.over(bytes, start, end);
		this.#pending.length = 0;
		if (map === Behind.MAP) this.#behind.end(this.#now, this.#entries.number(), this.#tell);
		else if (this.#tallies.has(map)) this.#tallies.read(map, this.#entries, this.#tell);
		this.#hand();
	}

	#json(bytes: Uint8Array): void {
		const fields = parseObject(utf8.decode(bytes));
		switch (fields.get("type")) {
			case "lost_events":
				this.#hearer.lost(countOf(new Map(entriesOf(fields.get("data"))).get("events")));
				return;
			case "attached_probes":
				return;
			case "helper_error":
				this.#helperError(fields);
				return;
			default:
				throw new Malformed("not what our probes print");
		}
	}

	/** Newer versions tell when a probe could not do something. To delete what was never counted is no trouble. */
	#helperError(fields: ReadonlyMap<string, unknown>): void {
		if (fields.get("helper") === "map_delete_elem") return;
		const reason = `a probe failed: ${nameFromText(String(fields.get("msg")))}`;
		const [t, cpu] = [this.#now, this.#cpu];
		this.#hearer.event({ kind: "loss", t, where: "kernel", count: 1, since: t, reason }, cpu);
	}

	/** An event is handed on only when its whole line was understood. */
	#hand(): void {
		const unfound = this.#files.moreUnfound();
		if (unfound > 0) this.#pending.push(unattributed(this.#now, unfound));
		for (const event of this.#pending) this.#hearer.event(event, this.#cpu);
	}

	#reject(line: Uint8Array, reason: string): void {
		// The cut may fall into a character, which then becomes its escape, of up to eight characters.
		const beginning = nameFromBytes(line.subarray(0, SHOWN_OF_REJECTED)).slice(0, SHOWN_OF_REJECTED - 8);
		this.#hearer.event({ kind: "reject", t: this.#now, text: nameFromText(beginning), reason }, this.#cpu);
	}

	/** probes/base.bt, and what of other probes is no event. */
	#controlLines(): Lines {
		const cookie = (fields: Fields): number => {
			const value = fields.whole();
			fields.end();
			return value;
		};
		return {
			bg: (fields, t, _tell, cpu) => {
				fields.end();
				this.#hearer.began(t, cpu);
			},
			sn: (fields, t, _tell, cpu) => {
				fields.end();
				this.#hearer.seen(cpu, t);
			},
			// What exists is told anew from the moment on in which that was asked for, which is before this.
			xb: (fields) => void cookie(fields),
			xe: (fields, t, _tell, cpu) => this.#hearer.dumpEnded(cookie(fields), t, cpu),
		};
	}
}

const unattributed = (t: Nanos, count: number): Event => ({
	kind: "loss",
	t,
	where: "kernel",
	count,
	since: t,
	reason:
		"a device that was opened before the probes is in use by nobody who was found to have it: what goes through it is not attributed; to begin anew may find it",
});

/** Two probes whose lines have the same code would be taken for each other. */
const tableOf = (...tables: readonly Lines[]): ReadonlyMap<number, Decode> => {
	const table = new Map<number, Decode>();
	for (const [code, decode] of tables.flatMap((lines) => Object.entries(lines))) {
		if (table.has(codeOf(code))) throw new Error(`there are two kinds of line ${code}`);
		table.set(codeOf(code), decode);
	}
	return table;
};
