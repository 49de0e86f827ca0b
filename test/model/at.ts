/** Literal events: `at(5).opened({ client: 1, persona: BLUE })`. What is left out has a plain default. */
import {
	type ClientId,
	deviceNumber,
	EVIDENCE,
	type Event,
	type EventKind,
	type Name,
	type Nanos,
	ROOT_INUM,
} from "../../decoders/event.js";
import { createModel, type ModelOptions } from "../../model/model.js";
import type { PersonaKey, State } from "../../model/state.js";

/** A value without its brands, so that a test can write `7` and `"evtest"`. */
export type Plain<T> = T extends number
	? number
	: T extends Name
		? string
		: T extends string | bigint | boolean | readonly string[]
			? T
			: T extends ReadonlyMap<infer Key, infer Item>
				? ReadonlyMap<Plain<Key>, Plain<Item>>
				: T extends ReadonlySet<infer Item>
					? ReadonlySet<Plain<Item>>
					: { readonly [Field in keyof T]: Plain<T[Field]> };

export const plain = <T>(value: T): Plain<T> => value as Plain<T>;

export const nanos = (t: number): Nanos => t as Nanos;

export const id = (client: number): ClientId => client as ClientId;

type Of<Kind extends EventKind> = Extract<Event, { kind: Kind }>;
type Fields<Kind extends EventKind> = Plain<Omit<Of<Kind>, "t" | "kind">>;
type Camel<Kind extends string> = Kind extends `${infer Head}-${infer Tail}`
	? `${Head}${Capitalize<Camel<Tail>>}`
	: Kind;

export type At = { readonly [Kind in EventKind as Camel<Kind>]: (fields?: Partial<Fields<Kind>>) => Of<Kind> };

export const ROOT = ROOT_INUM;
export const BLUE = 4026532001;
export const RED = 4026532002;
export const KEYBOARD = deviceNumber(13, 64);
export const SCREEN = deviceNumber(29, 0);
export const CARD = deviceNumber(226, 0);

export const MS = 1e6;
export const S = 1e9;

const process = { pid: 1234, innerPid: 7, comm: "evtest" };
const input = { class: "input", device: KEYBOARD } as const;

const DEFAULTS: { readonly [Kind in EventKind]: Fields<Kind> } = {
	session: {
		origin: 5_000_000_000n,
		wallClock: 1_700_000_000_000_000_000n,
		host: "guest",
		kernel: "6.1.0-13-amd64",
		machine: "x86_64",
		bpftrace: "0.17.0",
		collector: "0.1.0",
		deviceNamespaces: true,
		redacted: [],
	},
	probe: { probe: "all", state: "attached", gives: EVIDENCE, reason: "" },
	ready: {},
	"persona-appeared": { persona: BLUE, parent: ROOT, level: 1, initPid: 100, comm: "init", existing: false },
	"persona-gone": { persona: BLUE },
	"persona-named": { persona: BLUE, source: "tag", name: "blue" },
	"device-appeared": { ...input, name: "AT keyboard", node: "event0", existing: false },
	"device-gone": input,
	alarm: { action: "set", persona: BLUE, process, alarms: 2, errno: 0 },
	"log-written": { persona: BLUE, process, log: "log_main", bytes: 12, total: 1 },
	"log-read": { persona: ROOT, of: BLUE, log: "log_main", bytes: 12 },
	"device-declared": { ...input, name: "event0", mode: "shared", persona: 0, existing: false },
	entered: { persona: BLUE, process },
	"device-made": { ...input, persona: BLUE, process },
	active: { persona: ROOT, since: 0 },
	"switch-requested": { switch: 1, to: BLUE, reason: "request", process, askerPersona: ROOT },
	"switch-locked": { switch: 1, from: ROOT },
	"driver-began": { switch: 1, driver: "input", phase: "deactivate", persona: ROOT },
	"driver-ended": { switch: 1, driver: "input", phase: "deactivate", persona: ROOT, errno: 0 },
	"switch-flipped": { switch: 1, from: ROOT, to: BLUE },
	"switch-ended": { switch: 1, errno: 0 },
	"switch-first": { switch: 1, what: "frame", persona: BLUE },
	opened: { client: 1, ...input, persona: BLUE, process, flags: 0, existing: false, origin: "unknown" },
	"open-failed": { ...input, persona: BLUE, process, errno: 16 },
	closed: { client: 1 },
	grab: { client: 1, action: "take", real: true, errno: 0, existing: false },
	delivery: { client: 1, delivered: 0, withheld: 0, dropped: 0, final: false },
	usage: { client: 1, filtered: 0, injected: 0, polls: 0, final: false },
	claim: {
		class: "display",
		device: CARD,
		client: 1,
		what: "master",
		taken: true,
		persona: BLUE,
		process,
		errno: 0,
		existing: false,
	},
	"alarm-set": { clock: "boottime", persona: BLUE, process, errno: 0 },
	uevent: {
		sequence: 700,
		action: "add",
		subsystem: "input",
		path: "/devices/virtual/input/input2/event1",
		origin: "kernel",
		persona: ROOT,
		process,
		space: 4026531840,
		again: false,
	},
	update: { client: 1, writes: 0, bytes: 0, pans: 0, faults: 0, final: false },
	showing: { client: 1, shown: 0, kept: 0, final: false },
	checksum: {
		class: "framebuffer",
		device: SCREEN,
		persona: BLUE,
		front: true,
		still: true,
		buffer: 7,
		screen: 7,
		behind: 0,
	},
	screen: { class: "framebuffer", device: SCREEN, present: false },
	request: { class: "led", name: "input0::capslock", persona: BLUE, process, value: 1, applied: true },
	finding: {
		rule: "input-background",
		severity: "violation",
		persona: BLUE,
		client: 1,
		process,
		...input,
		name: "",
		since: 0,
		count: 1,
		what: "3 events were delivered in the background",
	},
	leak: { client: 1, device: KEYBOARD, persona: BLUE, count: 3, holder: 0, sides: { active: ROOT, other: 0 } },
	read: {
		client: 1,
		read: 0,
		settled: 0,
		unaccounted: 0,
		before: 0,
		turn: 0,
		held: 0,
		stuck: 0,
		unsure: false,
		final: false,
	},
	seized: { node: "event0", taken: true, persona: BLUE, process, sides: { active: ROOT, other: 0 } },
	level: {
		class: "led",
		name: "input0::capslock",
		persona: BLUE,
		process,
		value: 1,
		unsure: false,
		sides: { active: ROOT, other: 0 },
	},
	"drawn-through": { client: 1, device: SCREEN, persona: BLUE, sides: { active: ROOT, other: 0 } },
	"drawn-behind": { behind: 0 },
	"drawn-lost": { client: 1, taken: 9, kept: 0 },
	crossed: { what: "log", persona: BLUE, process, of: RED, log: "log_main", alarms: 0, unsure: false },
	loss: { where: "kernel", count: 0, since: 0, reason: "the buffer was full" },
	reject: { text: "garbage", reason: "no such line" },
	mark: { text: "here" },
	before: {
		events: 0,
		switches: 0,
		logged: 0,
		clients: 0,
		personas: 0,
		devices: 0,
		losses: 0,
		lost: 0,
		lossReason: "",
		rejects: 0,
		rejectReason: "",
		inconsistencies: [],
		times: [],
	},
	"uevents-before": { origin: "kernel", action: "add", subsystem: "input", count: 0 },
	"requests-before": { class: "led", name: "led", requests: 0, ignored: 0 },
	"clients-before": {
		...input,
		persona: BLUE,
		clients: 1,
		input: true,
		drawing: false,
		delivered: 0,
		withheld: 0,
		dropped: 0,
		writes: 0,
		bytes: 0,
		pans: 0,
		faults: 0,
		showing: false,
		shown: 0,
		kept: 0,
	},
};

const camel = (kind: string): string => kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** An event `t` nanoseconds after the session's origin. */
export const at = (t: number): At =>
	Object.fromEntries(
		Object.entries(DEFAULTS).map(([kind, defaults]) => [
			camel(kind),
			(fields: object = {}) => ({ kind, t: Math.round(t), ...defaults, ...fields }),
		]),
	) as unknown as At;

/** What precedes every complete stream. */
export const PREAMBLE: readonly Event[] = [at(0).session(), at(0).probe(), at(0).active(), at(0).ready()];

/** Blue and red appear. */
export const PERSONAS: readonly Event[] = [
	at(0).personaAppeared(),
	at(0).personaAppeared({ persona: RED, initPid: 200 }),
];

/** The state after exactly these events. */
export const stateOf = (events: readonly Event[], options?: ModelOptions): State => {
	const model = createModel(options);
	model.apply(events);
	return model.state;
};

/** The state after these events in a complete stream. */
export const observe = (...events: readonly Event[]): State => stateOf([...PREAMBLE, ...events]);

export const key = (inum: number, turn = 1): PersonaKey => `${inum}#${turn}` as PersonaKey;

/** A whole switch that begins at `t`: lock after 10, input off 100, flip, input on 200, end after 400 in all. */
export const wholeSwitch = (t: number, id: number, from: number, to: number): readonly Event[] => [
	at(t).switchRequested({ switch: id, to }),
	at(t + 10).switchLocked({ switch: id, from }),
	at(t + 20).driverBegan({ switch: id, persona: from }),
	at(t + 120).driverEnded({ switch: id, persona: from }),
	at(t + 130).switchFlipped({ switch: id, from, to }),
	at(t + 140).driverBegan({ switch: id, phase: "activate", persona: to }),
	at(t + 340).driverEnded({ switch: id, phase: "activate", persona: to }),
	at(t + 400).switchEnded({ switch: id }),
];
