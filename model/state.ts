/**
 * What is known at one instant, made by `apply` from events and by nothing else.
 * Dashboards and reports read it; only `model/` writes it.
 */
import type {
	Capability,
	Claimed,
	ClientId,
	DeviceClass,
	DeviceMode,
	DeviceNumber,
	Event,
	FindingSeverity,
	First,
	Inum,
	Name,
	NameSource,
	Nanos,
	Phase,
	Pid,
	ProbeState,
	Process,
	Session,
	SwitchId,
	SwitchReason,
	UeventAction,
	UeventOrigin,
} from "../decoders/event.js";

/** One incarnation of a PID namespace: its inode number and its turn among those that had that number. */
export type PersonaKey = string & { readonly personaKey: true };

export interface Persona {
	readonly key: PersonaKey;
	readonly inum: Inum;
	/** Which one it is of those that had this inode number, from 1. */
	readonly turn: number;
	/** These three are `undefined` while it is `unseen`. */
	readonly parent: Inum | undefined;
	readonly level: number | undefined;
	readonly initPid: Pid | undefined;
	readonly names: ReadonlyMap<NameSource, Name>;
	readonly appeared: Nanos;
	readonly existing: boolean;
	/** Nothing told of its beginning: it is known only because something named it. */
	readonly unseen: boolean;
	/** When its end was told; where the end was missed, when its number was seen to be another's. */
	readonly gone: Nanos | undefined;
}

/**
 * One incarnation of a device: its class and number and its turn among those that had that number, or for class
 * devices without a node (LEDs) its class and name.
 */
export type DeviceKey = string & { readonly deviceKey: true };

export interface Device {
	readonly key: DeviceKey;
	readonly class: DeviceClass;
	readonly number: DeviceNumber | undefined;
	readonly name: Name;
	readonly node: Name;
	readonly appeared: Nanos;
	readonly existing: boolean;
	/** Nothing told of it: it is known only because it was opened. */
	readonly unseen: boolean;
	readonly gone: Nanos | undefined;
	/** Whose it is: see `entitled()`. */
	readonly mode: DeviceMode;
	/** Of a private one. */
	readonly owner: PersonaKey | undefined;
	/** Its open clients, in the order in which they were told. */
	readonly open: ReadonlySet<ClientId>;
	/** For stateless devices: the last request and the last one obeyed. */
	readonly lastRequest: RequestSeen | undefined;
	readonly lastApplied: RequestSeen | undefined;
	/** Since when nobody but the persona of `lastApplied` was obeyed. */
	readonly appliedSince: Nanos | undefined;
	readonly requests: number;
	readonly ignored: number;
	/** Who made it (uinput), where that was seen. */
	readonly maker: Actor | undefined;
	/** Who has each role on it. */
	readonly claims: ReadonlyMap<Claimed, ClaimSeen>;
}

/** A process, and the persona in which it did what it did. */
export interface Actor {
	readonly persona: PersonaKey;
	readonly process: Process;
}

export interface ClaimSeen extends Actor {
	readonly since: Nanos;
	readonly client: ClientId;
}

export interface RequestSeen {
	readonly t: Nanos;
	readonly persona: PersonaKey;
	readonly process: Process;
	readonly value: number;
}

export type GrabState = "none" | "virtual" | "real";

export interface Client {
	readonly id: ClientId;
	readonly device: DeviceKey;
	readonly persona: PersonaKey;
	readonly process: Process;
	/** The open(2) flags. */
	readonly flags: number;
	readonly opened: Nanos;
	readonly existing: boolean;
	/** Its process came into the persona from outside, such as by docker exec: it is not the persona's own. `undefined` where that is not known. */
	readonly entered: boolean | undefined;
	readonly closed: Nanos | undefined;
	readonly grab: GrabState;
	readonly grabSince: Nanos | undefined;
	readonly revoked: boolean;
	/** Cumulative, as the events say; `undefined` until one was told. */
	readonly delivered: number | undefined;
	readonly withheld: number | undefined;
	readonly dropped: number | undefined;
	/** Kept out by its own masks, written through it, and asked past the events: see `Usage`. */
	readonly filtered: number | undefined;
	readonly injected: number | undefined;
	readonly polls: number | undefined;
	readonly writes: number | undefined;
	readonly bytes: number | undefined;
	readonly pans: number | undefined;
	readonly faults: number | undefined;
	/** Where its updates went: to the screen, or only to its persona's own buffer. */
	readonly shown: number | undefined;
	readonly kept: number | undefined;
	/** Its last counts have been told: a closed client without them is incomplete evidence. */
	readonly final: boolean;
	/** Per second, over the last second of events. An update is a write, a pan or a fault. */
	readonly deliveredRate: number;
	readonly withheldRate: number;
	readonly updateRate: number;
	/** Of updates, as far as it was told where they went. */
	readonly shownRate: number;
	readonly keptRate: number;
}

export interface DriverShare {
	readonly driver: Name;
	readonly phase: Phase;
	readonly began: Nanos | undefined;
	readonly ended: Nanos | undefined;
	/** `undefined` while it runs, or when its begin or end was lost. */
	readonly took: Nanos | undefined;
	readonly errno: number;
}

export type SwitchOutcome = "running" | "done" | "failed" | "unchanged" | "unknown";

export interface Switch {
	readonly id: SwitchId;
	/** `undefined`, as all that the request tells, when the request was lost. */
	readonly reason: SwitchReason | undefined;
	readonly process: Process | undefined;
	readonly asker: PersonaKey | undefined;
	readonly from: PersonaKey | undefined;
	readonly to: PersonaKey | undefined;
	readonly requested: Nanos | undefined;
	readonly locked: Nanos | undefined;
	readonly flipped: Nanos | undefined;
	readonly ended: Nanos | undefined;
	readonly outcome: SwitchOutcome;
	readonly errno: number;
	readonly drivers: readonly DriverShare[];
	/** requested → ended. */
	readonly total: Nanos | undefined;
	/** requested → locked. */
	readonly lockWait: Nanos | undefined;
	/** total − lockWait − Σ drivers: the framework's own part, and what no driver accounts for. */
	readonly remainder: Nanos | undefined;
	/** flipped → the new persona's first frame or input; absent where there was none. */
	readonly firsts: ReadonlyMap<First, Nanos>;
	/** Events were lost while it ran, or a piece of it is missing: its figures are no evidence. */
	readonly torn: boolean;
}

/**
 * Who owns a device. One that root declared private, its owner, if it is to be opened and that has it open; one declared shared, all
 * who have it open. Else by class:
 * - input: who receives its events now: the real grabber, else the active persona's clients, if it has any;
 *   `shared` where every persona's clients receive (a kernel without device namespaces).
 * - framebuffer, display: whose content is on the screen: the display's master, else the active persona, if it has the device open.
 * - led: whose request was obeyed last.
 * - terminal: the one in the foreground, whose it is.
 * - other: who has it open, if that is one persona only.
 */
export type Ownership =
	| {
			readonly is: "owned";
			readonly persona: PersonaKey;
			readonly since: Nanos;
			readonly by: "grab" | "active" | "private" | "master" | "foreground" | "request" | "open";
	  }
	| { readonly is: "shared"; readonly personas: readonly PersonaKey[]; readonly since: Nanos }
	| { readonly is: "nobody"; readonly since: Nanos }
	| { readonly is: "unknown"; readonly reason: string };

export interface ProbeStatus {
	readonly probe: string;
	readonly state: ProbeState;
	readonly gives: readonly Capability[];
	readonly reason: string;
	readonly since: Nanos;
}

export interface LossCount {
	/** Events known to be lost. */
	readonly events: number;
	/** Times that something was lost, with or without a number. */
	readonly times: number;
	/** Lines that could not be understood. */
	readonly rejects: number;
	/** Of the latest loss; empty if there was none. */
	readonly reason: string;
	/** Of the latest reject, likewise. */
	readonly rejectReason: string;
}

/** What the stream says that does not fit what it said before: a sign of loss, or of a defect in what observed. */
export const INCONSISTENCIES = [
	/** Something was told of a client that was never opened. */
	"unknown-client",
	/** A persona was named that never appeared. */
	"unknown-persona",
	/** Something was told of a switch that was never requested. */
	"unknown-switch",
	/** A cumulative count became smaller, or changed after it was final. */
	"count-backwards",
	/** A number was taken by another persona or device before its holder's end was told. */
	"missed-end",
	/** The active persona was not the one that the last flip had made active. */
	"missed-flip",
	/** A switch went on or ended without all of its pieces, and no loss explains it. */
	"missed-piece",
] as const;
export type Inconsistency = (typeof INCONSISTENCIES)[number];

/** A rule that was found broken, with all its repeats by the same client or process on the same device. */
export interface FindingSeen {
	/** The same for all of its repeats. */
	readonly key: string;
	readonly rule: string;
	readonly severity: FindingSeverity;
	/** `undefined` where it is not about a persona, client, process or device, or nobody knows which. */
	readonly persona: PersonaKey | undefined;
	readonly client: ClientId | undefined;
	readonly process: Process | undefined;
	readonly device: DeviceKey | undefined;
	readonly since: Nanos;
	readonly latest: Nanos;
	readonly count: number;
	/** What happened, in a few words; of the latest. */
	readonly what: string;
}

/**
 * What the stream held before this session. What it showed is void, as the kernel may be another; that something was missing
 * from it is not.
 */
export interface Earlier {
	readonly sessions: number;
	/** Those of them, and what stood before any session, that were not complete. */
	readonly incomplete: number;
	/** Findings in them that were violations. */
	readonly violations: number;
}
const ALL_INCONSISTENCIES: ReadonlySet<string> = new Set(INCONSISTENCIES);
export const isInconsistency = (word: string): word is Inconsistency => ALL_INCONSISTENCIES.has(word);

export type Severity = "info" | "notice" | "problem";

/** Counts of several clients, added up; `undefined` where none of them was told. */
export interface Tally {
	readonly clients: number;
	readonly delivered: number | undefined;
	readonly withheld: number | undefined;
	readonly dropped: number | undefined;
	readonly writes: number | undefined;
	readonly bytes: number | undefined;
	readonly pans: number | undefined;
	readonly faults: number | undefined;
	readonly shown: number | undefined;
	readonly kept: number | undefined;
}

/** Of the clients of one persona on one device. */
export interface PairTally extends Tally {
	readonly persona: PersonaKey;
	readonly device: DeviceKey;
}

/** Uevents of one kind, each counted once to however many network namespaces it was sent. */
export interface UeventTally {
	readonly origin: UeventOrigin;
	readonly action: UeventAction;
	/** Empty where it is not known, or there are too many to tell them apart. */
	readonly subsystem: Name;
	readonly count: number;
}

/**
 * A line of the log: what happened that a person wants to read, in order. Neither tallies nor what existed before the
 * probes are in it. Of each inconsistency it holds the first only; the rest is counted.
 */
export interface LogEntry {
	readonly t: Nanos;
	readonly severity: Severity;
	readonly event: Event;
	/** The persona, device and client that it is about, as they were then. */
	readonly persona: PersonaKey | undefined;
	readonly device: DeviceKey | undefined;
	readonly client: ClientId | undefined;
	/** What does not fit, if that is why it is here. */
	readonly inconsistency: Inconsistency | undefined;
}

/**
 * A live view: the same object for as long as its model lives, changed by `apply`. What is to stay as it is now is
 * copied with `snapshot`.
 */
export interface State {
	readonly session: Session | undefined;
	readonly earlier: Earlier;
	/** The time of the latest event. */
	readonly now: Nanos;
	/** The state is whole: what existed before the probes has been told. */
	readonly ready: boolean;
	readonly events: number;
	/** Events a second, over the last second of events. */
	readonly eventRate: number;
	readonly personas: ReadonlyMap<PersonaKey, Persona>;
	readonly active: { readonly persona: PersonaKey; readonly since: Nanos } | undefined;
	readonly devices: ReadonlyMap<DeviceKey, Device>;
	/** Open clients, and closed ones for as long as the history keeps them. */
	readonly clients: ReadonlyMap<ClientId, Client>;
	readonly switches: readonly Switch[];
	/** Switches that fell out of `switches` because the history is bounded. */
	readonly switchesForgotten: number;
	readonly log: readonly LogEntry[];
	/** Likewise bounded: what fell out of `log`, `clients`, `personas` and `devices`. */
	readonly logForgotten: number;
	readonly clientsForgotten: number;
	readonly personasForgotten: number;
	readonly devicesForgotten: number;
	/** The counts of the clients forgotten, for as long as their persona and device are known. */
	readonly forgottenTallies: readonly PairTally[];
	readonly uevents: ReadonlyMap<string, UeventTally>;
	/** In the order in which they were first seen. */
	readonly findings: ReadonlyMap<string, FindingSeen>;
	/** Findings beyond those that are kept, which are the first ones. */
	readonly findingsForgotten: number;
	readonly probes: ReadonlyMap<string, ProbeStatus>;
	readonly loss: LossCount;
	readonly inconsistencies: ReadonlyMap<Inconsistency, number>;
}
