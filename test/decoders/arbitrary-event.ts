/** Arbitrary events of every kind, with the numbers and names that are hardest to keep. */
import fc from "fast-check";
import {
	ALARM_ACTIONS,
	ALARM_CLOCKS,
	CLAIMS,
	CROSSINGS,
	DEVICE_CLASSES,
	DEVICE_MODES,
	EVIDENCE,
	type Event,
	type EventKind,
	FINDING_SEVERITIES,
	FIRSTS,
	GRAB_ACTIONS,
	LOSS_PLACES,
	NAME_SOURCES,
	type Nanos,
	ORIGINS,
	PHASES,
	PROBE_STATES,
	SWITCH_REASONS,
	UEVENT_ACTIONS,
	UEVENT_ORIGINS,
} from "../../decoders/event.js";
import { nameFromText } from "../../decoders/names.js";

type Fields<Kind extends EventKind> = Omit<Extract<Event, { kind: Kind }>, "kind" | "t">;

/** Numbers carry brands that only say what they are numbers of. */
const natural = <Value extends number>() =>
	fc.oneof(
		fc.nat(200),
		fc.maxSafeNat(),
		fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER),
	) as fc.Arbitrary<Value>;
/** Shrinking makes -0 of negative numbers; no clock and no counter does. */
const integer = <Value extends number>() =>
	fc
		.oneof(natural<Value>(), fc.maxSafeInteger(), fc.constantFrom(-1, -64, -65, Number.MIN_SAFE_INTEGER))
		.map((value) => (value === 0 ? 0 : value)) as fc.Arbitrary<Value>;
const name = fc.string({ unit: "binary", maxLength: 12 }).map(nameFromText);
const clock = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const process = fc.record(
	{ pid: natural(), innerPid: natural(), comm: name },
	{ noNullPrototype: true },
) as fc.Arbitrary<Fields<"opened">["process"]>;
const sides = fc.record({ active: natural(), other: natural() }, { noNullPrototype: true }) as fc.Arbitrary<
	Fields<"leak">["sides"]
>;

const FIELDS: {
	readonly [Kind in EventKind]: { readonly [Field in keyof Fields<Kind>]: fc.Arbitrary<Fields<Kind>[Field]> };
} = {
	session: {
		origin: clock,
		wallClock: clock,
		host: name,
		kernel: name,
		machine: name,
		bpftrace: name,
		collector: name,
		deviceNamespaces: fc.boolean(),
		redacted: fc.array(name, { maxLength: 3 }),
	},
	probe: {
		probe: name,
		state: fc.constantFrom(...PROBE_STATES),
		gives: fc.array(fc.constantFrom(...EVIDENCE), { maxLength: 4 }),
		reason: name,
	},
	ready: {},
	"persona-appeared": {
		persona: natural(),
		parent: natural(),
		level: natural(),
		initPid: natural(),
		comm: name,
		existing: fc.boolean(),
	},
	"persona-gone": { persona: natural() },
	"persona-named": { persona: natural(), source: fc.constantFrom(...NAME_SOURCES), name },
	"device-appeared": {
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		name,
		node: name,
		existing: fc.boolean(),
	},
	entered: { persona: natural(), process },
	"device-made": { class: fc.constantFrom(...DEVICE_CLASSES), device: natural(), persona: natural(), process },
	alarm: {
		action: fc.constantFrom(...ALARM_ACTIONS),
		persona: natural(),
		process,
		alarms: natural(),
		errno: integer(),
	},
	"log-written": { persona: natural(), process, log: name, bytes: natural(), total: natural() },
	"log-read": { persona: natural(), of: natural(), log: name, bytes: natural() },
	"device-declared": {
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		name,
		mode: fc.constantFrom(...DEVICE_MODES),
		persona: natural(),
		existing: fc.boolean(),
	},
	"device-gone": { class: fc.constantFrom(...DEVICE_CLASSES), device: natural() },
	active: { persona: natural(), since: integer() },
	"switch-requested": {
		switch: natural(),
		to: natural(),
		reason: fc.constantFrom(...SWITCH_REASONS),
		process,
		askerPersona: natural(),
	},
	"switch-locked": { switch: natural(), from: natural() },
	"driver-began": { switch: natural(), driver: name, phase: fc.constantFrom(...PHASES), persona: natural() },
	"driver-ended": {
		switch: natural(),
		driver: name,
		phase: fc.constantFrom(...PHASES),
		persona: natural(),
		errno: integer(),
	},
	"switch-flipped": { switch: natural(), from: natural(), to: natural() },
	"switch-ended": { switch: natural(), errno: integer() },
	"switch-first": { switch: natural(), what: fc.constantFrom(...FIRSTS), persona: natural() },
	opened: {
		client: natural(),
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		persona: natural(),
		process,
		flags: natural(),
		existing: fc.boolean(),
		origin: fc.constantFrom(...ORIGINS),
	},
	"open-failed": {
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		persona: natural(),
		process,
		errno: integer(),
	},
	closed: { client: natural() },
	grab: {
		client: natural(),
		action: fc.constantFrom(...GRAB_ACTIONS),
		real: fc.boolean(),
		errno: integer(),
		existing: fc.boolean(),
	},
	delivery: {
		client: natural(),
		delivered: natural(),
		withheld: natural(),
		dropped: natural(),
		final: fc.boolean(),
	},
	usage: { client: natural(), filtered: natural(), injected: natural(), polls: natural(), final: fc.boolean() },
	claim: {
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		client: natural(),
		what: fc.constantFrom(...CLAIMS),
		taken: fc.boolean(),
		persona: natural(),
		process,
		errno: integer(),
		existing: fc.boolean(),
	},
	"alarm-set": { clock: fc.constantFrom(...ALARM_CLOCKS), persona: natural(), process, errno: integer() },
	uevent: {
		sequence: natural(),
		action: fc.constantFrom(...UEVENT_ACTIONS),
		subsystem: name,
		path: name,
		origin: fc.constantFrom(...UEVENT_ORIGINS),
		persona: natural(),
		process,
		space: natural(),
		again: fc.boolean(),
	},
	update: {
		client: natural(),
		writes: natural(),
		bytes: natural(),
		pans: natural(),
		faults: natural(),
		final: fc.boolean(),
	},
	showing: { client: natural(), shown: natural(), kept: natural(), final: fc.boolean() },
	checksum: {
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		persona: natural(),
		front: fc.boolean(),
		still: fc.boolean(),
		buffer: natural(),
		screen: natural(),
		behind: natural(),
	},
	screen: { class: fc.constantFrom(...DEVICE_CLASSES), device: natural(), present: fc.boolean() },
	request: {
		class: fc.constantFrom(...DEVICE_CLASSES),
		name,
		persona: natural(),
		process,
		value: integer(),
		applied: fc.boolean(),
	},
	finding: {
		rule: name,
		severity: fc.constantFrom(...FINDING_SEVERITIES),
		persona: natural(),
		client: natural(),
		process,
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		name,
		since: integer(),
		count: natural(),
		what: name,
	},
	leak: {
		client: natural(),
		device: natural(),
		persona: natural(),
		count: natural(),
		holder: natural(),
		sides,
	},
	read: {
		client: natural(),
		read: natural(),
		settled: natural(),
		unaccounted: natural(),
		before: natural(),
		turn: natural(),
		held: natural(),
		stuck: natural(),
		unsure: fc.boolean(),
		final: fc.boolean(),
	},
	seized: { node: name, taken: fc.boolean(), persona: natural(), process, sides },
	level: {
		class: fc.constantFrom(...DEVICE_CLASSES),
		name,
		persona: natural(),
		process,
		value: integer(),
		unsure: fc.boolean(),
		sides,
	},
	"drawn-lost": { client: natural(), taken: natural(), kept: natural() },
	crossed: {
		what: fc.constantFrom(...CROSSINGS),
		persona: natural(),
		process,
		of: natural(),
		log: name,
		alarms: natural(),
		unsure: fc.boolean(),
	},
	"drawn-through": { client: natural(), device: natural(), persona: natural(), sides },
	"drawn-behind": { behind: natural() },
	loss: { where: fc.constantFrom(...LOSS_PLACES), count: natural(), since: integer(), reason: name },
	reject: { text: name, reason: name },
	mark: { text: name },
	before: {
		events: natural(),
		switches: natural(),
		logged: natural(),
		clients: natural(),
		personas: natural(),
		devices: natural(),
		losses: natural(),
		lost: natural(),
		lossReason: name,
		rejects: natural(),
		rejectReason: name,
		// What is listed has a name and was found at least once.
		inconsistencies: fc.array(fc.constantFrom("missed-end", "\u00e9"), { maxLength: 3 }),
		times: fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { maxLength: 3 }),
	},
	"uevents-before": {
		origin: fc.constantFrom(...UEVENT_ORIGINS),
		action: fc.constantFrom(...UEVENT_ACTIONS),
		subsystem: name,
		count: natural(),
	},
	"requests-before": {
		class: fc.constantFrom(...DEVICE_CLASSES),
		name,
		requests: natural(),
		ignored: natural(),
	},
	"clients-before": {
		persona: natural(),
		class: fc.constantFrom(...DEVICE_CLASSES),
		device: natural(),
		clients: natural(),
		input: fc.boolean(),
		drawing: fc.boolean(),
		delivered: natural(),
		withheld: natural(),
		dropped: natural(),
		writes: natural(),
		bytes: natural(),
		pans: natural(),
		faults: natural(),
		showing: fc.boolean(),
		shown: natural(),
		kept: natural(),
	},
};

export const EVENT_KINDS = Object.keys(FIELDS) as EventKind[];

export const eventOf = (kind: EventKind): fc.Arbitrary<Event> =>
	fc.record(
		{ kind: fc.constant(kind), t: integer<Nanos>(), ...FIELDS[kind] },
		{ noNullPrototype: true },
	) as fc.Arbitrary<Event>;

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(...EVENT_KINDS.map(eventOf));

/** Batches as a collector makes them: most events close to each other. */
export const batches: fc.Arbitrary<Event[][]> = fc.array(fc.array(anyEvent, { maxLength: 8 }), { maxLength: 6 });
