/** Events of a small machine: a root, three personas with clients on two input devices and a framebuffer, switches. */
import {
	type ClientId,
	type DeviceClass,
	type DeviceNumber,
	type DriverBegan,
	deviceNumber,
	type Event,
	type First,
	type GrabAction,
	type InnerPid,
	type Inum,
	type Name,
	type Nanos,
	type Pid,
	type ProbeState,
	type Process,
	ROOT_INUM,
	type SwitchId,
} from "../../decoders/event.js";
import { nameFromText } from "../../decoders/names.js";

export const MS = 1e6;
export const SECOND = 1e9;

export const at = (ns: number): Nanos => ns as Nanos;
export const name = (text: string): Name => nameFromText(text);
export const inum = (number: number): Inum => number as Inum;

export const KEYBOARD = deviceNumber(13, 64);
export const TOUCH = deviceNumber(13, 65);
export const SCREEN = deviceNumber(29, 0);

export const [A, B, C] = [inum(4026532281), inum(4026532282), inum(4026532283)];

export const process = (pid: number, comm: string, innerPid = pid % 100): Process => ({
	pid: pid as Pid,
	innerPid: innerPid as InnerPid,
	comm: name(comm),
});

export const session = (fields: Partial<Extract<Event, { kind: "session" }>> = {}): Event => ({
	kind: "session",
	t: at(0),
	origin: 1000n,
	wallClock: 1_700_000_000_000_000_000n,
	host: name("guest"),
	kernel: name("6.1.0-18-amd64"),
	machine: name("x86_64"),
	bpftrace: name("0.17.0"),
	collector: name("0.1.0"),
	deviceNamespaces: true,
	redacted: [],
	...fields,
});

type Gives = Extract<Event, { kind: "probe" }>["gives"];

export const PROBES: readonly (readonly [string, Gives])[] = [
	["dev_ns/persona", ["persona.life", "persona.tag"]],
	["dev_ns/switch", ["switch", "switch.driver"]],
	["dev_ns/input", ["input.open", "input.delivery", "input.grab"]],
	["dev_ns/led", ["led.request"]],
	["stock/framebuffer", ["framebuffer.open", "framebuffer.update"]],
];

export const probe = (id: string, gives: Gives, state: ProbeState = "attached", reason = ""): Event => ({
	kind: "probe",
	t: at(0),
	probe: id,
	state,
	gives,
	reason,
});

export const persona = (key: Inum, initPid: number, comm: string, t = 0): Event => ({
	kind: "persona-appeared",
	t: at(t),
	persona: key,
	parent: ROOT_INUM,
	level: key === ROOT_INUM ? 0 : 1,
	initPid: initPid as Pid,
	comm: name(comm),
	existing: t === 0,
});

export const named = (key: Inum, source: "tag" | "container" | "hostname" | "comm", text: string, t = 0): Event => ({
	kind: "persona-named",
	t: at(t),
	persona: key,
	source,
	name: name(text),
});

export const device = (deviceClass: DeviceClass, number: DeviceNumber, node: string, text: string, t = 0): Event => ({
	kind: "device-appeared",
	t: at(t),
	class: deviceClass,
	device: number,
	name: name(text),
	node: name(node),
	existing: t === 0,
});

export const opened = (client: number, key: Inum, number: DeviceNumber, who: Process, t = 0): Event => ({
	kind: "opened",
	t: at(t),
	client: client as ClientId,
	class: number === SCREEN ? "framebuffer" : "input",
	device: number,
	persona: key,
	process: who,
	flags: 2,
	existing: t === 0,
	origin: "unknown",
});

export const grab = (client: number, action: GrabAction, real: boolean, t: number): Event => ({
	kind: "grab",
	t: at(t),
	client: client as ClientId,
	action,
	real,
	errno: 0,
	existing: false,
});

export const delivery = (client: number, delivered: number, withheld: number, t: number): Event => ({
	kind: "delivery",
	t: at(t),
	client: client as ClientId,
	delivered,
	withheld,
	dropped: 0,
	final: false,
});

export const drawn = (client: number, writes: number, t: number): Event => ({
	kind: "update",
	t: at(t),
	client: client as ClientId,
	writes,
	bytes: writes * 4096,
	pans: 0,
	faults: 0,
	final: false,
});

export const lit = (key: Inum, led: string, value: number, applied: boolean, t: number): Event => ({
	kind: "request",
	t: at(t),
	class: "led",
	name: name(led),
	persona: key,
	process: process(300, "lights"),
	value,
	applied,
});

export const loss = (count: number, t: number, reason: string): Event => ({
	kind: "loss",
	t: at(t),
	where: "kernel",
	count,
	since: at(t - SECOND),
	reason,
});

const phase = (
	id: number,
	driver: string,
	which: DriverBegan["phase"],
	key: Inum,
	began: number,
	took: number,
): readonly Event[] => {
	const common = { switch: id as SwitchId, driver: name(driver), phase: which, persona: key };
	return [
		{ kind: "driver-began", t: at(began), ...common },
		{ kind: "driver-ended", t: at(began + took), ...common, errno: 0 },
	];
};

/** A switch of 4 ms × `scale`, the framebuffer's driver taking half of it. */
export const switched = (id: number, from: Inum, to: Inum, t: number, scale = 1): readonly Event[] => {
	const ms = (value: number) => t + value * MS * scale;
	const first = (what: First, after: number): Event => ({
		kind: "switch-first",
		t: at(ms(after)),
		switch: id as SwitchId,
		what,
		persona: to,
	});
	return [
		{
			kind: "switch-requested",
			t: at(t),
			switch: id as SwitchId,
			to,
			reason: "request",
			process: process(250, "switcher"),
			askerPersona: ROOT_INUM,
		},
		{ kind: "switch-locked", t: at(ms(0.2)), switch: id as SwitchId, from },
		...phase(id, "input", "deactivate", from, ms(0.3), 0.5 * MS * scale),
		...phase(id, "framebuffer", "deactivate", from, ms(0.9), 0.8 * MS * scale),
		{ kind: "switch-flipped", t: at(ms(1.8)), switch: id as SwitchId, from, to },
		...phase(id, "framebuffer", "activate", to, ms(1.9), 1.2 * MS * scale),
		...phase(id, "input", "activate", to, ms(3.2), 0.6 * MS * scale),
		{ kind: "switch-ended", t: at(ms(4)), switch: id as SwitchId, errno: 0 },
		first("frame", 14),
		first("input", 130),
	];
};

export const READY: Event = { kind: "ready", t: at(1) };

/** What existed before the probes. */
export const opening = (): readonly Event[] => [
	session(),
	...PROBES.map(([id, gives]) => probe(id, gives)),
	persona(ROOT_INUM, 1, "systemd"),
	persona(A, 1201, "persona"),
	named(A, "tag", "BLUE"),
	named(A, "container", "android-one"),
	persona(B, 1302, "persona"),
	named(B, "tag", "RED"),
	named(B, "container", "android-two"),
	persona(C, 1403, "palette"),
	{ kind: "active", t: at(0), persona: ROOT_INUM, since: at(-90 * SECOND) },
	device("input", KEYBOARD, "event0", "AT Translated Set 2 keyboard"),
	device("input", TOUCH, "event1", "devns touch screen"),
	device("framebuffer", SCREEN, "fb0", "bochs-drmdrmfb"),
	opened(1, A, KEYBOARD, process(1210, "evtest")),
	opened(2, B, KEYBOARD, process(1310, "reader")),
	opened(3, B, TOUCH, process(1311, "reader")),
	opened(4, A, SCREEN, process(1220, "painter")),
	opened(5, C, SCREEN, process(1410, "palette")),
	READY,
];

const ROUND = [A, B, C] as const;

/** BLUE's real grab and RED's virtual one, turned as they leave and come. */
const grabsTurn = (from: Inum, to: Inum, t: number): readonly Event[] => [
	...(from === A ? [grab(1, "suspend", true, t)] : from === B ? [grab(3, "suspend", true, t)] : []),
	...(to === A ? [grab(1, "restore", true, t)] : to === B ? [grab(3, "restore", true, t)] : []),
];

/** Eleven switches, every second one, with grabs, traffic and LED requests between them. */
export const story = (): readonly Event[] => [
	...opening(),
	...switched(1, ROOT_INUM, A, 2 * SECOND, 1.5),
	grab(1, "take", true, 2.5 * SECOND),
	grab(3, "take", false, 2.6 * SECOND),
	lit(A, "input0::capslock", 1, true, 2.7 * SECOND),
	lit(B, "input0::capslock", 0, false, 2.8 * SECOND),
	...Array.from({ length: 10 }, (_, index) => {
		const id = index + 2;
		const [from, to] = [ROUND[index % 3] ?? A, ROUND[(index + 1) % 3] ?? A];
		const t = (3 + 2 * index) * SECOND;
		return [
			...grabsTurn(from, to, t),
			...switched(id, from, to, t, 1 + ((index * 5) % 7) / 5),
			delivery(1, 100 * index, 40 * index, t + SECOND),
			delivery(2, 60 * index, 90 * index, t + SECOND),
			drawn(4, 30 * index, t + SECOND),
		];
	}).flat(),
	delivery(1, 1200, 470, 22.5 * SECOND),
	delivery(2, 640, 990, 22.5 * SECOND),
	drawn(4, 330, 22.5 * SECOND),
	{ kind: "mark", t: at(22.6 * SECOND), text: name("the demo's end") },
];

/** The audit saw the background being given input. */
export const FOUND = {
	kind: "finding",
	t: at(22.7 * SECOND),
	rule: "input-background",
	severity: "violation",
	persona: A,
	client: 1 as ClientId,
	process: process(1210, "evtest"),
	class: "input",
	device: KEYBOARD,
	name: name(""),
	since: at(22.65 * SECOND),
	count: 3,
	what: "3 events were delivered in the background",
} as const satisfies Event;
