/**
 * The one event vocabulary. Probes make these events, the packet stream carries
 * them, and the model, the dashboard and the reports read nothing else.
 *
 * This file imports nothing. Every field is a plain value, so that an event is
 * the same before and after a recording.
 */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * Nanoseconds of boot time (CLOCK_BOOTTIME) since the `origin` of the session
 * event that the stream began with. Exact for sessions of up to 104 days.
 */
export type Nanos = Brand<number, "Nanos">;

/** A PID as the root PID namespace numbers it. */
export type Pid = Brand<number, "Pid">;

/** A PID as the process's own (innermost) PID namespace numbers it. */
export type InnerPid = Brand<number, "InnerPid">;

/**
 * The inode number of a PID namespace, as `/proc/PID/ns/pid` shows it.
 *
 * The kernel reuses these numbers at once. In a stream, a number means the
 * namespace whose `persona-appeared` came last; the model turns it into an
 * identity (number and time of appearance) at the door.
 */
export type Inum = Brand<number, "Inum">;

/** The inode number of the root PID namespace on every Linux kernel (PROC_PID_INIT_INO). */
export const ROOT_INUM = 0xeffffffc as Inum;

/** The init process of the root PID namespace. */
export const ROOT_INIT_PID = 1 as Pid;

/** Names one open file description; never reused within a session, even where the kernel reuses its pointer. */
export type ClientId = Brand<number, "ClientId">;

/** Names one switch of the active persona; the kernel numbers them from 1. */
export type SwitchId = Brand<number, "SwitchId">;

/** A device number as the kernel holds it: major << 20 | minor. */
export type DeviceNumber = Brand<number, "DeviceNumber">;

/**
 * Text chosen by the observed machine (a command, a device's name, a tag), made
 * harmless when it was decoded: see `decoders/names.ts`, the only place that
 * makes one.
 */
export type Name = Brand<string, "Name">;

/** Takes a name away, and stands where none is known. */
export const NO_NAME = "" as Name;

export const deviceNumber = (major: number, minor: number): DeviceNumber => (major * 2 ** 20 + minor) as DeviceNumber;
export const major = (device: DeviceNumber): number => Math.floor(device / 2 ** 20);
export const minor = (device: DeviceNumber): number => device % 2 ** 20;

export const DEVICE_CLASSES = [
	"input",
	"framebuffer",
	"led",
	"display",
	"other",
	"backlight",
	/** Real-time clocks, whose alarms wake the machine. */
	"clock",
	"sound",
	"camera",
	"terminal",
	"loop",
	"binder",
	/** hidraw: a HID device's reports, past the input core. */
	"raw-input",
	/** mousedev: input as a PS/2 mouse would send it. */
	"mouse",
	/** joydev. */
	"joystick",
	/** uinput: where input devices are made, and fed. */
	"virtual-input",
] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

/**
 * What evidence the probes can give on this kernel. A capability that is
 * missing removes what is shown from it, with its reason; it never reads as 0.
 */
export const CAPABILITIES = [
	"persona.life",
	"persona.tag",
	"switch",
	"switch.driver",
	"input.open",
	"input.delivery",
	"input.grab",
	"framebuffer.open",
	"framebuffer.update",
	"led.request",
] as const;

/** Further evidence: a stream that lacks it is whole without it, and what would be shown from it is absent. */
export const DETAILS = [
	"device.mode",
	"alarm",
	"log",
	"persona.entered",
	"framebuffer.showing",
	"framebuffer.checksum",
	"framebuffer.physical",
	"device.life",
	"device.open",
	"device.refused",
	"input.usage",
	"display.open",
	"display.master",
	"display.flip",
	"binder.manager",
	"loop.backing",
	"alarm.set",
	"terminal.foreground",
	// Of witnesses that do not depend on the driver: the audit asks for them.
	"input.leak",
	"input.read",
	"input.seized",
	"led.level",
	/** Opens of what gives input past the event nodes. */
	"input.path",
	/** Which keys are down, as clients are told who ask. */
	"input.state",
	"backlight.level",
	"log.given",
	"alarm.told",
	"framebuffer.kept",
] as const;

export const EVIDENCE = [...CAPABILITIES, ...DETAILS] as const;
export type Capability = (typeof EVIDENCE)[number];

/** The process that did something. All of it was read in that process's own context. */
export interface Process {
	readonly pid: Pid;
	readonly innerPid: InnerPid;
	/** The thread group leader's or thread's comm, as the kernel had it at that instant. */
	readonly comm: Name;
}

interface Timed {
	readonly t: Nanos;
}

/** The stream begins, or begins again: everything known before it is void. */
export interface Session extends Timed {
	readonly kind: "session";
	/** Boot time of `t = 0`, in ns. */
	readonly origin: bigint;
	/** Wall clock (Unix time) at `t = 0`, in ns. */
	readonly wallClock: bigint;
	readonly host: Name;
	/** `uname -r`. */
	readonly kernel: Name;
	readonly machine: Name;
	readonly bpftrace: Name;
	/** Version of the devns-top that collected. */
	readonly collector: Name;
	/** Whether the kernel has device namespaces (the dev_ns module). */
	readonly deviceNamespaces: boolean;
	/** What was left out on purpose, such as "input.values". */
	readonly redacted: readonly string[];
}

/** What a probe can be, from the moment it was considered. */
export const PROBE_STATES = ["attached", "missing", "failed", "ended", "unasked"] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

/**
 * A probe came to be in a state. `missing` and `failed` carry the reason and its cure; `ended` carries a reason
 * unless it was told to end. `unasked` is a choice, and no defect: nobody asked for it, and the reason says how to.
 */
export interface Probe extends Timed {
	readonly kind: "probe";
	/** The probe's id in the catalogue, such as "dev_ns/switch". */
	readonly probe: string;
	readonly state: ProbeState;
	readonly gives: readonly Capability[];
	readonly reason: string;
}

/** What existed before the probes were attached has all been told: from here on the state is whole. */
export interface Ready extends Timed {
	readonly kind: "ready";
}

export interface PersonaAppeared extends Timed {
	readonly kind: "persona-appeared";
	readonly persona: Inum;
	/** The namespace it was created in. */
	readonly parent: Inum;
	/** Nesting level: 0 is the root. */
	readonly level: number;
	readonly initPid: Pid;
	readonly comm: Name;
	/** It was there before the probes were. */
	readonly existing: boolean;
}

export interface PersonaGone extends Timed {
	readonly kind: "persona-gone";
	readonly persona: Inum;
}

/** `cgroup` is the path of the init's control group, as it was when it was looked up; by it nobody is called. */
export const NAME_SOURCES = ["tag", "comm", "hostname", "container", "cgroup"] as const;
export type NameSource = (typeof NAME_SOURCES)[number];

export interface PersonaNamed extends Timed {
	readonly kind: "persona-named";
	readonly persona: Inum;
	readonly source: NameSource;
	/** Empty takes the name away. */
	readonly name: Name;
}

/**
 * A process came into a persona from outside (docker exec, nsenter, lxc-attach), or descends from one that did: what it does is
 * not the persona's own doing. Told when it comes, or when it is first seen to open a device.
 */
export interface Entered extends Timed {
	readonly kind: "entered";
	readonly persona: Inum;
	readonly process: Process;
}

export interface DeviceAppeared extends Timed {
	readonly kind: "device-appeared";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	/** The name the device gives itself, such as "AT Translated Set 2 keyboard". */
	readonly name: Name;
	/** The node's name, such as "event3". */
	readonly node: Name;
	readonly existing: boolean;
}

export interface DeviceGone extends Timed {
	readonly kind: "device-gone";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
}

/** A process made this device, as uinput lets it: what the device says is what that process says. Told after its appearance. */
export interface DeviceMade extends Timed {
	readonly kind: "device-made";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
}

/** Whose a device is: the active persona's, as is usual; everybody's; or one persona's, active or not. */
export const DEVICE_MODES = ["follow", "shared", "private"] as const;
export type DeviceMode = (typeof DEVICE_MODES)[number];

/** Root declared whose a device is from now on. Until then it follows the active persona. */
export interface DeviceDeclared extends Timed {
	readonly kind: "device-declared";
	readonly class: DeviceClass;
	/** `NO_DEVICE` where the device has no number. */
	readonly device: DeviceNumber;
	/** The node's or class device's name, such as "event3" or "devns::led". */
	readonly name: Name;
	readonly mode: DeviceMode;
	/** The owner of a private device; else `NO_PERSONA`. */
	readonly persona: Inum;
	readonly existing: boolean;
}

/** Which persona is active, told when the probes begin. Later changes are switches. */
export interface Active extends Timed {
	readonly kind: "active";
	readonly persona: Inum;
	/** When it became active; before `t = 0` it is negative. */
	readonly since: Nanos;
}

/**
 * On a kernel without device namespaces "active" is what a policy says, and a change of it is told as a switch: `terminal` when
 * another virtual terminal came to the foreground, `master` when another persona became the master of a display.
 */
export const SWITCH_REASONS = ["request", "death", "terminal", "master"] as const;
export type SwitchReason = (typeof SWITCH_REASONS)[number];

export interface SwitchRequested extends Timed {
	readonly kind: "switch-requested";
	readonly switch: SwitchId;
	/** `NO_PERSONA` where that is known from the flip only: a display's master let go. */
	readonly to: Inum;
	readonly reason: SwitchReason;
	/** Who asked. For `death` it is the kernel's worker. */
	readonly process: Process;
	readonly askerPersona: Inum;
}

/** The switch has the lock that serialises switches. */
export interface SwitchLocked extends Timed {
	readonly kind: "switch-locked";
	readonly switch: SwitchId;
	readonly from: Inum;
}

export const PHASES = ["deactivate", "activate"] as const;
export type Phase = (typeof PHASES)[number];

export interface DriverBegan extends Timed {
	readonly kind: "driver-began";
	readonly switch: SwitchId;
	readonly driver: Name;
	readonly phase: Phase;
	readonly persona: Inum;
}

export interface DriverEnded extends Timed {
	readonly kind: "driver-ended";
	readonly switch: SwitchId;
	readonly driver: Name;
	readonly phase: Phase;
	readonly persona: Inum;
	/** 0, or the errno the driver failed with. */
	readonly errno: number;
}

/** The instant at which activity passes from one persona to the other. */
export interface SwitchFlipped extends Timed {
	readonly kind: "switch-flipped";
	readonly switch: SwitchId;
	readonly from: Inum;
	readonly to: Inum;
}

export interface SwitchEnded extends Timed {
	readonly kind: "switch-ended";
	readonly switch: SwitchId;
	/** 0 when done; otherwise nothing was switched. */
	readonly errno: number;
}

export const FIRSTS = ["frame", "input"] as const;
export type First = (typeof FIRSTS)[number];

/** The new persona drew, or received input, for the first time since the flip. */
export interface SwitchFirst extends Timed {
	readonly kind: "switch-first";
	readonly switch: SwitchId;
	readonly what: First;
	readonly persona: Inum;
}

export interface Opened extends Timed {
	readonly kind: "opened";
	readonly client: ClientId;
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
	/** The open(2) flags. */
	readonly flags: number;
	readonly existing: boolean;
}

export interface OpenFailed extends Timed {
	readonly kind: "open-failed";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
	readonly errno: number;
}

export interface Closed extends Timed {
	readonly kind: "closed";
	readonly client: ClientId;
}

/**
 * take: asked for by the client. release: given back by the client, or closed with it.
 * suspend: real became virtual at a switch. restore: virtual became real at a switch.
 * revoke: the client lost its access (EVIOCREVOKE), and with it any grab.
 */
export const GRAB_ACTIONS = ["take", "release", "suspend", "restore", "revoke"] as const;
export type GrabAction = (typeof GRAB_ACTIONS)[number];

export interface Grab extends Timed {
	readonly kind: "grab";
	readonly client: ClientId;
	readonly action: GrabAction;
	/** Whether the grab is real after `take` and `restore`, or was before the others. */
	readonly real: boolean;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
	readonly existing: boolean;
}

/** Cumulative counts of one input client since it opened, in `struct input_event`s. */
export interface Delivery extends Timed {
	readonly kind: "delivery";
	readonly client: ClientId;
	/** Put into the client's buffer. */
	readonly delivered: number;
	/** Kept from it, because its persona was in the background, another client held the grab, or its access was revoked. */
	readonly withheld: number;
	/** Lost to a full buffer (the client saw SYN_DROPPED). Counted in `delivered` too. */
	readonly dropped: number;
	/** The client is closing: these are its last counts. */
	readonly final: boolean;
}

/**
 * What an input client does besides reading, cumulative since it opened or, for `existing` ones, since the probes saw it. With
 * `filtered`, all that its device said while it was open is accounted for: delivered + withheld + filtered.
 */
export interface Usage extends Timed {
	readonly kind: "usage";
	readonly client: ClientId;
	/** Events kept out by the client's own masks (EVIOCSMASK), with the reports that these left empty. */
	readonly filtered: number;
	/** Events written through it: into the device, or by a virtual device's maker as if by the device. */
	readonly injected: number;
	/** How often it asked which keys are down (EVIOCGKEY), which tells them past the events. */
	readonly polls: number;
	readonly final: boolean;
}

/**
 * A role on a device that one client has at a time. master: of a display (DRM). lease: part of a display, handed on by its
 * master. manager: binder's context manager. backing: a loop device got, or lost, its file. foreground: of the virtual terminals, the one
 * that is seen; given back when another is asked for.
 */
export const CLAIMS = ["master", "lease", "manager", "backing", "foreground"] as const;
export type Claimed = (typeof CLAIMS)[number];

export interface Claim extends Timed {
	readonly kind: "claim";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	/** Through which it was claimed; `NO_CLIENT` where that is not known. */
	readonly client: ClientId;
	readonly what: Claimed;
	/** Taken, rather than given back. */
	readonly taken: boolean;
	readonly persona: Inum;
	readonly process: Process;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
	readonly existing: boolean;
}

/** What the alarm is set on: a hardware clock, or a timer that wakes the machine (CLOCK_REALTIME_ALARM, CLOCK_BOOTTIME_ALARM). */
export const ALARM_CLOCKS = ["hardware", "realtime", "boottime"] as const;
export type AlarmClock = (typeof ALARM_CLOCKS)[number];

export interface AlarmSet extends Timed {
	readonly kind: "alarm-set";
	readonly clock: AlarmClock;
	readonly persona: Inum;
	readonly process: Process;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
}

/**
 * set, clear: asked for. fired: it went off. told: who waited was told. set-clock: the persona set the time. Of an alarm device that has
 * alarms of its own for each persona.
 */
export const ALARM_ACTIONS = ["set", "clear", "told", "set-clock", "fired"] as const;
export type AlarmAction = (typeof ALARM_ACTIONS)[number];

export interface Alarm extends Timed {
	readonly kind: "alarm";
	readonly action: AlarmAction;
	readonly persona: Inum;
	/** `NO_PROCESS` where it fired. */
	readonly process: Process;
	/** Which ones, as bits: 1 << type (see kernel/dev_ns/alarm_abi.h); 1 << 16 is that the time has changed. */
	readonly alarms: number;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
}

/** A persona wrote to a log of its own. */
export interface LogWritten extends Timed {
	readonly kind: "log-written";
	readonly persona: Inum;
	readonly process: Process;
	/** The node's name, such as "log_main". */
	readonly log: Name;
	readonly bytes: number;
	/** Entries that the persona has written to this log. Cumulative. */
	readonly total: number;
}

/** An entry was read by another persona than its writer's. Only root may. */
export interface LogRead extends Timed {
	readonly kind: "log-read";
	readonly persona: Inum;
	/** Whose entry it is. */
	readonly of: Inum;
	readonly log: Name;
	readonly bytes: number;
}

/** Cumulative counts of one framebuffer or display client since it opened or, for `existing` ones, since the probes saw it. */
export interface Update extends Timed {
	readonly kind: "update";
	readonly client: ClientId;
	readonly writes: number;
	/** Bytes that write(2) took. */
	readonly bytes: number;
	/** Pans, or on a display page flips. */
	readonly pans: number;
	/** Pages dirtied through a mapping (deferred I/O faults). */
	readonly faults: number;
	readonly final: boolean;
}

/**
 * Where a framebuffer client's updates went, cumulative since it opened. A write, a pan and a page are one update each,
 * so that both together are those of its `Update`, as far as they are told yet.
 */
export interface Showing extends Timed {
	readonly kind: "showing";
	readonly client: ClientId;
	/** To the screen. */
	readonly shown: number;
	/** Only to its persona's own buffer, which the screen gets when the persona becomes active. */
	readonly kept: number;
	readonly final: boolean;
}

/** On request: checksums of what a persona's buffer and the screen hold. They are no content, and not secret. */
export interface Checksum extends Timed {
	readonly kind: "checksum";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	/** The persona was on the screen all the while, so that the two must be the same. */
	readonly front: boolean;
	/** Nobody drew meanwhile: without that, the two prove nothing. */
	readonly still: boolean;
	readonly buffer: number;
	/** 0 where it was not looked at. */
	readonly screen: number;
	/** How many times anybody had drawn in the background by then. */
	readonly behind: number;
}

/** What a namespace-aware framebuffer shows its content on, the physical one, went away or came back. */
export interface Screen extends Timed {
	readonly kind: "screen";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly present: boolean;
}

/** A request to a stateless device. */
export interface Request extends Timed {
	readonly kind: "request";
	readonly class: DeviceClass;
	/** The class device's name, such as "input0::capslock". */
	readonly name: Name;
	readonly persona: Inum;
	readonly process: Process;
	readonly value: number;
	/** Obeyed, rather than accepted and ignored. */
	readonly applied: boolean;
}

/**
 * Who was active when something happened, as the kernel had it at that sides: so what it says needs no other event.
 * `active` is 0 before anything told it. While a switch has the lock, `other` is its other side, else 0.
 */
export interface Sides {
	readonly active: Inum;
	readonly other: Inum;
}

/**
 * Input was given to a client, or told to it when it asked which keys are down, that must not have it, as its persona is in the
 * background or, where `holder` is not NO_CLIENT, as that other client of the same persona has a real grab. Told for each packet.
 */
export interface Leak extends Timed {
	readonly kind: "leak";
	readonly client: ClientId;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly count: number;
	readonly holder: ClientId;
	readonly sides: Sides;
}

/** What one input client has read, counted outside its driver, in `struct input_event`s since it opened. */
export interface Read extends Timed {
	readonly kind: "read";
	readonly client: ClientId;
	readonly read: number;
	/** `read` when it last had read all there was, and that was all that had been delivered and not dropped. */
	readonly settled: number;
	/** How many more than had been delivered, at most. */
	readonly unaccounted: number;
	/** How many had been delivered and not dropped when its persona's present turn began, as far as it got anything in it. */
	readonly before: number;
	/** The turn: how many flips the probes had seen, and one; 0 while it got nothing. */
	readonly turn: number;
	/** Keys that it read pressed and not released. Which, is not known. */
	readonly held: number;
	/** How often keys were held by then though its persona had been in the background meanwhile. */
	readonly stuck: number;
	/** The counts are no evidence. */
	readonly unsure: boolean;
	readonly final: boolean;
}

/** An input device was taken from all other handlers, or given back, as the input core has it. */
export interface Seized extends Timed {
	readonly kind: "seized";
	/** The device's node, such as "event3". */
	readonly node: Name;
	readonly taken: boolean;
	readonly persona: Inum;
	readonly process: Process;
	readonly sides: Sides;
}

/** The physical devices behind a stateless device were set, or what it says of itself was, in the context of this process. */
export interface Level extends Timed {
	readonly kind: "level";
	readonly class: DeviceClass;
	/** The name of the device that personas see. */
	readonly name: Name;
	readonly persona: Inum;
	readonly process: Process;
	readonly value: number;
	/** It may have had that value already. */
	readonly unsure: boolean;
	readonly sides: Sides;
}

/** A write to a framebuffer was taken, and less of it came into its persona's own buffer. In bytes. */
export interface DrawnLost extends Timed {
	readonly kind: "drawn-lost";
	readonly client: ClientId;
	readonly taken: number;
	readonly kept: number;
}

/** What can come from one persona to another. */
export const CROSSINGS = ["log", "alarm"] as const;
export type Crossing = (typeof CROSSINGS)[number];

/** A persona was given a log entry that another one wrote, or was told of an alarm that had not gone off for it. */
export interface Crossed extends Timed {
	readonly kind: "crossed";
	readonly what: Crossing;
	/** Who got it. */
	readonly persona: Inum;
	readonly process: Process;
	/** Whose it was; `NO_PERSONA` where that is not known. */
	readonly of: Inum;
	/** The log's node, such as "log_main". */
	readonly log: Name;
	/** Of alarms: which, as bits. */
	readonly alarms: number;
	/** It may have been its own: it dates from before the probes, or was asked for through a file that does. */
	readonly unsure: boolean;
}

/** A persona drew, and it reached the screen, though it was not active: the driver says so itself. */
export interface DrawnThrough extends Timed {
	readonly kind: "drawn-through";
	readonly client: ClientId;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly sides: Sides;
}

/** How many times anybody has drawn in the background, told right after each flip, now and then, and at the end. */
export interface DrawnBehind extends Timed {
	readonly kind: "drawn-behind";
	readonly behind: number;
}

/** What stands in a finding for what it is not about. The kernel numbers clients from 1, and no device has the number 0. */
export const NO_PERSONA = 0 as Inum;
export const NO_CLIENT = 0 as ClientId;
export const NO_DEVICE = 0 as DeviceNumber;
export const NO_PROCESS: Process = { pid: 0 as Pid, innerPid: 0 as InnerPid, comm: NO_NAME };

export const FINDING_SEVERITIES = ["violation", "warning"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/**
 * The audit found a rule broken. Repeats of the same by the same are one finding: it is told again now and then, with
 * its cumulative count.
 */
export interface Finding extends Timed {
	readonly kind: "finding";
	/** The rule's id, such as "input-background". */
	readonly rule: string;
	readonly severity: FindingSeverity;
	/** Who broke it, or got what was not theirs; what is not known or not meant is `NO_…`. */
	readonly persona: Inum;
	readonly client: ClientId;
	readonly process: Process;
	/** The device it is about, by number or, for one without a node, by name; without either it is about none. */
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly name: Name;
	/** When it was first seen; `t` is the latest time. */
	readonly since: Nanos;
	readonly count: number;
	/** What happened, in a few words. */
	readonly what: string;
}

export const LOSS_PLACES = ["kernel", "collector", "recording"] as const;
export type LossPlace = (typeof LOSS_PLACES)[number];

/** Something is missing from the stream between `since` and `t`. */
export interface Loss extends Timed {
	readonly kind: "loss";
	readonly where: LossPlace;
	/** How many events; 0 where that can't be known. */
	readonly count: number;
	readonly since: Nanos;
	readonly reason: string;
}

/** Something was read that could not be understood. Counted, shown, never guessed at. */
export interface Reject extends Timed {
	readonly kind: "reject";
	/** What it was, made harmless and cut to 200 characters. */
	readonly text: Name;
	readonly reason: string;
}

export interface Mark extends Timed {
	readonly kind: "mark";
	readonly text: Name;
}

/** Counted before a snapshot; what a reader that begins at it could not know. */
export interface Before extends Timed {
	readonly kind: "before";
	readonly events: number;
	/** How many switches, log lines, clients, personas and devices there were that the snapshot does not tell of. */
	readonly switches: number;
	readonly logged: number;
	readonly clients: number;
	readonly personas: number;
	readonly devices: number;
	readonly losses: number;
	readonly lost: number;
	readonly lossReason: string;
	readonly rejects: number;
	readonly rejectReason: string;
	/** What did not fit, and how often each. */
	readonly inconsistencies: readonly string[];
	readonly times: readonly number[];
}

/** Requests to a stateless device before a snapshot. */
export interface RequestsBefore extends Timed {
	readonly kind: "requests-before";
	readonly class: DeviceClass;
	readonly name: Name;
	readonly requests: number;
	readonly ignored: number;
}

/** Counts, before a snapshot, of clients that it does not tell of: those of a persona on a device. */
export interface ClientsBefore extends Timed {
	readonly kind: "clients-before";
	readonly persona: Inum;
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly clients: number;
	/** Deliveries, and updates, were told of: without that, their counts are absent, not 0. */
	readonly input: boolean;
	readonly drawing: boolean;
	readonly delivered: number;
	readonly withheld: number;
	readonly dropped: number;
	readonly writes: number;
	readonly bytes: number;
	readonly pans: number;
	readonly faults: number;
	/** It was told of updates where they went. */
	readonly showing: boolean;
	readonly shown: number;
	readonly kept: number;
}

export type Event =
	| Session
	| Probe
	| Ready
	| PersonaAppeared
	| PersonaGone
	| PersonaNamed
	| Entered
	| DeviceAppeared
	| DeviceGone
	| DeviceMade
	| DeviceDeclared
	| Active
	| SwitchRequested
	| SwitchLocked
	| DriverBegan
	| DriverEnded
	| SwitchFlipped
	| SwitchEnded
	| SwitchFirst
	| Opened
	| OpenFailed
	| Closed
	| Grab
	| Delivery
	| Usage
	| Claim
	| AlarmSet
	| Alarm
	| LogWritten
	| LogRead
	| Update
	| Showing
	| Checksum
	| Screen
	| Request
	| Finding
	| Leak
	| Read
	| Seized
	| Level
	| DrawnThrough
	| DrawnBehind
	| DrawnLost
	| Crossed
	| Loss
	| Reject
	| Mark
	| Before
	| RequestsBefore
	| ClientsBefore;

export type EventKind = Event["kind"];

/**
 * Deliveries that follow each other with nothing between, in columns: those of the rows from `from` to before `to`. A long recording is
 * hardly anything else, and to make an event of each would cost more than to count it.
 */
export interface DeliveryRun {
	readonly kind: "deliveries";
	readonly from: number;
	readonly to: number;
	/** Row n happened at `times[n + ahead]`. */
	readonly times: readonly Nanos[];
	readonly ahead: number;
	readonly columns: { readonly [Field in keyof Omit<Delivery, "kind" | "t">]: readonly Delivery[Field][] };
}
