/**
 * The one place where kinds of events meet their columns in `devns.proto`. A kind, a field or a word that `event.ts`, the
 * proto or this table lacks does not compile.
 */
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
	PHASES,
	PROBE_STATES,
	type Process,
	type Sides,
	SWITCH_REASONS,
	UEVENT_ACTIONS,
	UEVENT_ORIGINS,
} from "../event.js";
import { devns } from "../generated/devns.js";
import { flag, listOf, oneOf, oneOfOr, text, whole } from "./column.js";
import { type Columns, group } from "./record.js";
import type { Camel } from "./spelling.js";

const { v1 } = devns;

/** The session is the header of the packets that follow it, not an event in a block. */
export type BlockKind = Exclude<EventKind, "session">;
export type EventOf<Kind extends EventKind> = Extract<Event, { kind: Kind }>;
export type FieldsOf<Kind extends EventKind> = Omit<EventOf<Kind>, "kind" | "t">;

type Messages = devns.v1.Block.$Properties;
export type MessageOf<Kind extends BlockKind> = NonNullable<Messages[Camel<Kind> & keyof Messages]>;

const deviceClass = oneOf("DEVICE_CLASS", DEVICE_CLASSES, v1.DeviceClass);
const phase = oneOf("PHASE", PHASES, v1.Phase);
const ueventAction = oneOf("UEVENT_ACTION", UEVENT_ACTIONS, v1.UeventAction);
const ueventOrigin = oneOf("UEVENT_ORIGIN", UEVENT_ORIGINS, v1.UeventOrigin);
const processes = group<Process, devns.v1.Process.$Properties>({ pid: whole(), innerPid: whole(), comm: text });
const sides = group<Sides, devns.v1.Sides.$Properties>({ active: whole(), other: whole() });

export const COLUMNS: { readonly [Kind in BlockKind]: Columns<FieldsOf<Kind>, MessageOf<Kind>> } = {
	probe: {
		probe: text,
		state: oneOf("PROBE_STATE", PROBE_STATES, v1.ProbeState),
		gives: listOf(oneOf("CAPABILITY", EVIDENCE, v1.Capability)),
		reason: text,
	},
	ready: {},
	"persona-appeared": {
		persona: whole(),
		parent: whole(),
		level: whole(),
		initPid: whole(),
		comm: text,
		existing: flag,
	},
	"persona-gone": { persona: whole() },
	"persona-named": {
		persona: whole(),
		source: oneOf("NAME_SOURCE", NAME_SOURCES, v1.NameSource),
		name: text,
	},
	entered: { persona: whole(), process: processes },
	"device-appeared": { class: deviceClass, device: whole(), name: text, node: text, existing: flag },
	"device-gone": { class: deviceClass, device: whole() },
	"device-made": { class: deviceClass, device: whole(), persona: whole(), process: processes },
	active: { persona: whole(), since: whole() },
	"switch-requested": {
		switch: whole(),
		to: whole(),
		reason: oneOf("SWITCH_REASON", SWITCH_REASONS, v1.SwitchReason),
		process: processes,
		askerPersona: whole(),
	},
	"switch-locked": { switch: whole(), from: whole() },
	"driver-began": { switch: whole(), driver: text, phase, persona: whole() },
	"driver-ended": { switch: whole(), driver: text, phase, persona: whole(), errno: whole() },
	"switch-flipped": { switch: whole(), from: whole(), to: whole() },
	"switch-ended": { switch: whole(), errno: whole() },
	"switch-first": { switch: whole(), what: oneOf("FIRST", FIRSTS, v1.First), persona: whole() },
	opened: {
		client: whole(),
		class: deviceClass,
		device: whole(),
		persona: whole(),
		process: processes,
		flags: whole(),
		existing: flag,
		origin: oneOfOr("ORIGIN", ["inside", "outside"], "unknown", v1.Origin),
	},
	"open-failed": { class: deviceClass, device: whole(), persona: whole(), process: processes, errno: whole() },
	closed: { client: whole() },
	grab: {
		client: whole(),
		action: oneOf("GRAB_ACTION", GRAB_ACTIONS, v1.GrabAction),
		real: flag,
		errno: whole(),
		existing: flag,
	},
	delivery: { client: whole(), delivered: whole(), withheld: whole(), dropped: whole(), final: flag },
	usage: { client: whole(), filtered: whole(), injected: whole(), polls: whole(), final: flag },
	claim: {
		class: deviceClass,
		device: whole(),
		client: whole(),
		what: oneOf("CLAIMED", CLAIMS, v1.Claimed),
		taken: flag,
		persona: whole(),
		process: processes,
		errno: whole(),
		existing: flag,
	},
	"alarm-set": {
		clock: oneOf("ALARM_CLOCK", ALARM_CLOCKS, v1.AlarmClock),
		persona: whole(),
		process: processes,
		errno: whole(),
	},
	uevent: {
		sequence: whole(),
		action: ueventAction,
		subsystem: text,
		path: text,
		origin: ueventOrigin,
		persona: whole(),
		process: processes,
		space: whole(),
		again: flag,
	},
	update: { client: whole(), writes: whole(), bytes: whole(), pans: whole(), faults: whole(), final: flag },
	showing: { client: whole(), shown: whole(), kept: whole(), final: flag },
	checksum: {
		class: deviceClass,
		device: whole(),
		persona: whole(),
		front: flag,
		still: flag,
		buffer: whole(),
		screen: whole(),
		behind: whole(),
	},
	screen: { class: deviceClass, device: whole(), present: flag },
	request: { class: deviceClass, name: text, persona: whole(), process: processes, value: whole(), applied: flag },
	alarm: {
		action: oneOf("ALARM_ACTION", ALARM_ACTIONS, v1.AlarmAction),
		persona: whole(),
		process: processes,
		alarms: whole(),
		errno: whole(),
	},
	"log-written": { persona: whole(), process: processes, log: text, bytes: whole(), total: whole() },
	"log-read": { persona: whole(), of: whole(), log: text, bytes: whole() },
	"device-declared": {
		class: deviceClass,
		device: whole(),
		name: text,
		mode: oneOf("DEVICE_MODE", DEVICE_MODES, v1.DeviceMode),
		persona: whole(),
		existing: flag,
	},
	finding: {
		rule: text,
		severity: oneOf("FINDING_SEVERITY", FINDING_SEVERITIES, v1.FindingSeverity),
		persona: whole(),
		client: whole(),
		process: processes,
		class: deviceClass,
		device: whole(),
		name: text,
		since: whole(),
		count: whole(),
		what: text,
	},
	leak: { client: whole(), device: whole(), persona: whole(), count: whole(), holder: whole(), sides: sides },
	read: {
		client: whole(),
		read: whole(),
		settled: whole(),
		unaccounted: whole(),
		before: whole(),
		turn: whole(),
		held: whole(),
		stuck: whole(),
		unsure: flag,
		final: flag,
	},
	seized: { node: text, taken: flag, persona: whole(), process: processes, sides: sides },
	level: {
		class: deviceClass,
		name: text,
		persona: whole(),
		process: processes,
		value: whole(),
		unsure: flag,
		sides: sides,
	},
	"drawn-through": { client: whole(), device: whole(), persona: whole(), sides: sides },
	"drawn-behind": { behind: whole() },
	"drawn-lost": { client: whole(), taken: whole(), kept: whole() },
	crossed: {
		what: oneOf("CROSSING", CROSSINGS, v1.Crossing),
		persona: whole(),
		process: processes,
		of: whole(),
		log: text,
		alarms: whole(),
		unsure: flag,
	},
	loss: { where: oneOf("LOSS_PLACE", LOSS_PLACES, v1.LossPlace), count: whole(), since: whole(), reason: text },
	reject: { text, reason: text },
	mark: { text },
	before: {
		events: whole(),
		switches: whole(),
		logged: whole(),
		clients: whole(),
		personas: whole(),
		devices: whole(),
		losses: whole(),
		lost: whole(),
		lossReason: text,
		rejects: whole(),
		rejectReason: text,
		inconsistencies: listOf(text),
		times: listOf(whole()),
	},
	"requests-before": { class: deviceClass, name: text, requests: whole(), ignored: whole() },
	"uevents-before": { origin: ueventOrigin, action: ueventAction, subsystem: text, count: whole() },
	"clients-before": {
		persona: whole(),
		class: deviceClass,
		device: whole(),
		clients: whole(),
		input: flag,
		drawing: flag,
		delivered: whole(),
		withheld: whole(),
		dropped: whole(),
		writes: whole(),
		bytes: whole(),
		pans: whole(),
		faults: whole(),
		showing: flag,
		shown: whole(),
		kept: whole(),
	},
};

/** What the proto has and this table lacks, which must be nothing. */
type Complete<Nothing extends never> = Nothing;
export type Unmapped = Complete<
	| Exclude<keyof Messages, Camel<BlockKind> | "string" | "order" | "base" | "t" | "$unknowns">
	| { [Kind in BlockKind]: Exclude<keyof MessageOf<Kind>, keyof FieldsOf<Kind> | "$unknowns"> }[BlockKind]
>;
