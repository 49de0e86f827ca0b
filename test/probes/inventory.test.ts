import test from "ava";
import { type ClientId, type DeviceClass, type Event, major, type Nanos } from "../../decoders/event.js";
import { nameFromBytes } from "../../decoders/names.js";
import { devicesIn } from "../../probes/existing.js";
import { Inventory, type Subject } from "../../probes/inventory.js";

const T = 9 as Nanos;
const EVERYTHING: ReadonlySet<Subject> = new Set(["persona", "input", "framebuffer"] as const);

const opened = (client: number, kind: DeviceClass = "input"): Event =>
	({
		kind: "opened",
		t: T,
		client,
		class: kind,
		device: 1,
		persona: 7,
		process: { pid: 1, innerPid: 1, comm: "x" },
		flags: 0,
		existing: false,
	}) as Event;
const device = (number: number): Event =>
	({
		kind: "device-appeared",
		t: T,
		class: "input",
		device: number,
		name: "k",
		node: "event0",
		existing: true,
	}) as Event;
const grab = (client: number, action: string, real: boolean, errno = 0): Event =>
	({ kind: "grab", t: T, client, action, real, errno, existing: false }) as Event;
const persona = (inum: number, initPid: number): Event =>
	({
		kind: "persona-appeared",
		t: T,
		persona: inum,
		parent: 1,
		level: 1,
		initPid,
		comm: "init",
		existing: true,
	}) as Event;
const closed = (client: number): Event => ({ kind: "closed", t: T, client: client as ClientId });
const first = (id: number, what = "input"): Event =>
	({ kind: "switch-first", t: T, switch: id, what, persona: 7 }) as Event;
const active = (persona: number, since = 3): Event => ({ kind: "active", t: T, persona, since }) as Event;

const admits = (title: string, events: readonly (readonly [event: Event, news: boolean])[]): void =>
	test(title, (t) => {
		const inventory = new Inventory();
		t.deepEqual(
			events.map(([event]) => inventory.admit(event)),
			events.map(([, news]) => news),
		);
	});

admits("an open is news once", [
	[opened(1), true],
	[opened(1), false],
	[opened(2), true],
]);
admits("a device is news once, until it is gone", [
	[device(3), true],
	[device(3), false],
	[{ kind: "device-gone", t: T, class: "input", device: 3 } as Event, true],
	[{ kind: "device-gone", t: T, class: "input", device: 3 } as Event, false],
	[device(3), true],
]);
admits("a close of what was never told is none", [
	[closed(1), false],
	[opened(1), true],
	[closed(1), true],
]);
admits("what is said of a client that was not told yet is left out", [
	[{ kind: "update", t: T, client: 5 } as Event, false],
	[{ kind: "showing", t: T, client: 5 } as Event, false],
	[opened(5), true],
	[{ kind: "showing", t: T, client: 5 } as Event, true],
]);
admits("a grab that a dump tells again is no news; one that became real is", [
	[grab(1, "take", true), false],
	[opened(1), true],
	[grab(1, "take", false), true],
	[grab(1, "take", false), false],
	[grab(1, "take", true), true],
	[grab(1, "suspend", true), true],
	[grab(1, "take", false), false],
]);
admits("a refused grab is always news, and holds nothing", [
	[opened(1), true],
	[grab(1, "take", true), true],
	[grab(1, "take", true, 16), true],
	[grab(1, "take", true), false],
]);
admits("the first input of a switch is the earliest that is told", [
	[first(1), true],
	[first(1), false],
	[first(1, "frame"), true],
	[first(2), true],
]);
admits("who is active is news when it changes", [
	[active(7), true],
	[active(7), false],
	[active(8), true],
	[active(8, 5), true],
]);

const briefly = (events: readonly Event[]): readonly string[] =>
	events.map((event) => ("client" in event ? `${event.kind} ${event.client}` : event.kind));

const read = { kind: "read", t: T, client: 1, final: true } as Event;
admits("what a client has read in all comes right after it closed", [
	[opened(1), true],
	[closed(1), true],
	[read, true],
]);

test("what a telling leaves out has ended", (t) => {
	const inventory = new Inventory();
	for (const event of [device(3), opened(1), opened(2), grab(2, "take", true), opened(9, "framebuffer")])
		inventory.admit(event);
	inventory.retell();
	t.deepEqual(
		[device(3), opened(2)].map((event) => inventory.admit(event)),
		[false, false],
	);
	t.deepEqual(briefly(inventory.sweep(T, EVERYTHING)), ["closed 1", "grab 2", "closed 9"]);
	t.like(inventory.sweep(T, EVERYTHING)[1], { action: "release", real: true });
});

test("a number that was given to another in the meantime ends what had it", (t) => {
	const inventory = new Inventory();
	const ends = (event: Event) => {
		const end = inventory.endBefore(event);
		if (end) inventory.admit(end);
		return [end?.kind, inventory.admit(event)];
	};
	const named = (name: string): Event => ({ ...device(3), name }) as Event;
	t.deepEqual([persona(7, 100), persona(7, 100), persona(8, 101), persona(7, 102), persona(7, 102)].map(ends), [
		[undefined, true],
		[undefined, false],
		[undefined, true],
		["persona-gone", true],
		[undefined, false],
	]);
	t.deepEqual([named("k"), named("k"), named("touch"), named("touch")].map(ends), [
		[undefined, true],
		[undefined, false],
		["device-gone", true],
		[undefined, false],
	]);
});

test("what a telling was not about goes on", (t) => {
	const inventory = new Inventory();
	for (const event of [device(3), opened(1), opened(9, "framebuffer")]) inventory.admit(event);
	inventory.retell();
	t.deepEqual(briefly(inventory.sweep(T, new Set(["persona", "framebuffer"] as const))), ["closed 9"]);
	t.deepEqual(inventory.sweep(T, new Set()), []);
});

test("a grab that is told again stays", (t) => {
	const inventory = new Inventory();
	for (const event of [opened(2), grab(2, "take", true)]) inventory.admit(event);
	inventory.retell();
	for (const event of [opened(2), grab(2, "take", true)]) inventory.admit(event);
	t.deepEqual(inventory.sweep(T, EVERYTHING), []);
});

test("two sources that name a device differently tell of one device", (t) => {
	const listed = (text: string): Event => {
		const [event] = devicesIn(Buffer.from(text, "latin1"), (number) => (major(number) === 13 ? "input" : "display"));
		if (event === undefined) throw new Error(text);
		return event;
	};
	const probed = (event: Event, name: string): Event =>
		({ ...event, name: nameFromBytes(Buffer.from(name, "latin1")), existing: false }) as Event;
	const hostile = `\xff\xfe${"x".repeat(90)}`;
	for (const [text, name] of [
		["drm/card0/dev:226:0\n", "card0"],
		["rtc/rtc0/dev:250:0\nrtc/rtc0/name:rtc_cmos rtc_cmos\n", "rtc0"],
		["input/mice/dev:13:63\n", "mice"],
		[`input/event3/dev:13:67\ninput/event3/device/name:${hostile}\n`, hostile.slice(0, 80)],
	] as const) {
		const inventory = new Inventory();
		const told = listed(text);
		t.true(inventory.admit(probed(told, name)));
		t.is(inventory.endBefore(told), undefined, name);
		t.false(inventory.admit(told), name);
	}
});
