/** A machine with much on it: 100 personas, 200 devices, 1000 clients, 1000 switches. */
import {
	type ClientId,
	deviceNumber,
	type Event,
	type InnerPid,
	type Inum,
	type Nanos,
	type Pid,
	ROOT_INUM,
	type SwitchId,
} from "../../decoders/event.js";
import { nameFromText } from "../../decoders/names.js";

export const PERSONAS = 100;
export const DEVICES = 200;
export const CLIENTS = 1000;
export const SWITCHES = 1000;
const SECOND = 1e9;

const at = (ns: number): Nanos => Math.round(ns) as Nanos;
const inum = (index: number): Inum => (4026532300 + (index % PERSONAS)) as Inum;
const device = (index: number) => deviceNumber(13, 64 + (index % DEVICES));

const session: Event = {
	kind: "session",
	t: at(0),
	origin: 0n,
	wallClock: 0n,
	host: nameFromText("bench"),
	kernel: nameFromText("6.1.0"),
	machine: nameFromText("x86_64"),
	bpftrace: nameFromText("0.17.0"),
	collector: nameFromText("0"),
	deviceNamespaces: true,
	redacted: [],
};

const appearances = (index: number): readonly Event[] => [
	{
		kind: "persona-appeared",
		t: at(1),
		persona: inum(index),
		parent: ROOT_INUM,
		level: 1,
		initPid: (1000 + index) as Pid,
		comm: nameFromText(`persona-${index}`),
		existing: true,
	},
	{ kind: "persona-named", t: at(1), persona: inum(index), source: "tag", name: nameFromText(`P${index}`) },
];

const devices = (index: number): Event => ({
	kind: "device-appeared",
	t: at(1),
	class: "input",
	device: device(index),
	name: nameFromText(`Device number ${index} of many`),
	node: nameFromText(`event${index}`),
	existing: true,
});

const opens = (index: number): Event => ({
	kind: "opened",
	t: at(1),
	client: (index + 1) as ClientId,
	class: "input",
	device: device(index),
	persona: inum(index * 7),
	process: { pid: (5000 + index) as Pid, innerPid: index as InnerPid, comm: nameFromText("reader") },
	flags: 2,
	existing: true,
	origin: "inside",
});

const switched = (index: number): readonly Event[] => {
	const id = (index + 1) as SwitchId;
	const [from, to] = [inum(index), inum(index + 1)];
	const t = (ms: number) => at(index * SECOND + ms * 1e6);
	const driver = (name: string, phase: "deactivate" | "activate", persona: Inum, ms: number): readonly Event[] => {
		const common = { switch: id, driver: nameFromText(name), phase, persona };
		return [
			{ kind: "driver-began", t: t(ms), ...common },
			{ kind: "driver-ended", t: t(ms + 0.5 + (index % 9) / 10), ...common, errno: 0 },
		];
	};
	const process = { pid: 1 as Pid, innerPid: 1 as InnerPid, comm: nameFromText("switcher") };
	return [
		{ kind: "switch-requested", t: t(0), switch: id, to, reason: "request", process, askerPersona: ROOT_INUM },
		{ kind: "switch-locked", t: t(0.1), switch: id, from },
		...driver("input", "deactivate", from, 0.2),
		...driver("framebuffer", "deactivate", from, 2),
		{ kind: "switch-flipped", t: t(4), switch: id, from, to },
		...driver("framebuffer", "activate", to, 4.1),
		...driver("input", "activate", to, 6),
		{ kind: "switch-ended", t: t(8), switch: id, errno: 0 },
	];
};

const range = <T>(length: number, make: (index: number) => T): readonly T[] =>
	Array.from({ length }, (_, index) => make(index));

/** What there was before, and the switches since. */
export const crowd = (): readonly Event[] => [
	session,
	...range(PERSONAS, appearances).flat(),
	...range(DEVICES, devices),
	...range(CLIENTS, opens),
	{ kind: "ready", t: at(2) },
	...range(SWITCHES, switched).flat(),
];

/** One more switch, so many seconds after those. */
export const switchAt = (second: number): readonly Event[] => switched(SWITCHES + second);

/** As many tallies, of one client after the other, in the `index`th span of so many ns after the switches. */
export const tallies = (index: number, count: number, span: number): readonly Event[] =>
	range(Math.round(count), (event) => {
		const all = index * Math.round(count) + event;
		return {
			kind: "delivery",
			t: at(SWITCHES * SECOND + Math.round(index * span + (event * span) / count)),
			client: ((all % CLIENTS) + 1) as ClientId,
			delivered: Math.floor(all / CLIENTS) * 2,
			withheld: Math.floor(all / CLIENTS),
			dropped: 0,
			final: false,
		};
	});
