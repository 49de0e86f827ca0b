import test from "ava";
import { type DeviceClass, deviceNumber, type Event } from "../../decoders/event.js";
import { owner } from "../../model/ownership.js";
import type { DeviceKey, Ownership } from "../../model/state.js";
import { at, BLUE, key, PERSONAS, type Plain, plain, RED, ROOT, SCREEN, stateOf, wholeSwitch } from "./at.js";

interface Case {
	readonly device: string;
	readonly events: readonly Event[];
	readonly expected: Plain<Ownership>;
	/** A kernel without device namespaces. */
	readonly stock?: boolean;
}

const owned = test.macro((t, { device, events, expected, stock = false }: Case) => {
	const begin = [at(0).session({ deviceNamespaces: !stock }), at(0).probe(), at(0).ready(), ...PERSONAS];
	const state = stateOf([...begin, ...events]);
	t.deepEqual(plain(owner(state, device as DeviceKey)), expected);
});

const keyboard = "input/13:64";
const rootActive = at(0).active();
const blueActive = [rootActive, ...wholeSwitch(1000, 1, ROOT, BLUE)];
const appeared = at(1).deviceAppeared();
const blueOpens = at(10).opened({ client: 1 });
const redOpens = at(20).opened({ client: 2, persona: RED });
const by = (by: "grab" | "active" | "request" | "open", persona: number, since: number): Plain<Ownership> => ({
	is: "owned",
	persona: key(persona),
	since,
	by,
});
const nobody = (since: number): Plain<Ownership> => ({ is: "nobody", since });

test("an unknown device has an unknown owner", owned, {
	device: keyboard,
	events: [],
	expected: { is: "unknown", reason: "there is no such device" },
});
test("a device that is gone is nobody's", owned, {
	device: keyboard,
	events: [rootActive, blueOpens, at(30).deviceGone()],
	expected: nobody(30),
});

test("input: the active persona's clients receive", owned, {
	device: keyboard,
	events: [...blueActive.slice(0, 1), blueOpens, redOpens, ...blueActive.slice(1)],
	expected: by("active", BLUE, 1130),
});
test("input: a client that opens later receives from then on", owned, {
	device: keyboard,
	events: [...blueActive, at(2000).opened()],
	expected: by("active", BLUE, 2000),
});
test("input: if the active persona has no client nobody receives", owned, {
	device: keyboard,
	events: [appeared, rootActive, blueOpens, redOpens],
	expected: nobody(1),
});
test("input: nobody receives since the active persona's client closed", owned, {
	device: keyboard,
	events: [...blueActive, at(2000).opened(), at(2500).closed()],
	expected: nobody(2500),
});
test("input: the real grabber receives", owned, {
	device: keyboard,
	events: [rootActive, at(5).opened({ client: 3, persona: ROOT }), blueOpens, at(30).grab({ client: 1 })],
	expected: by("grab", BLUE, 30),
});
test("input: a virtual grab takes nothing", owned, {
	device: keyboard,
	events: [rootActive, at(5).opened({ client: 3, persona: ROOT }), blueOpens, at(30).grab({ client: 1, real: false })],
	expected: by("active", ROOT, 5),
});
test("input: a grab that ended with its client takes nothing", owned, {
	device: keyboard,
	events: [rootActive, at(5).opened({ client: 3, persona: ROOT }), blueOpens, at(30).grab(), at(40).closed()],
	expected: by("active", ROOT, 5),
});
test("input: a revoked client does not receive", owned, {
	device: keyboard,
	events: [rootActive, at(5).opened({ persona: ROOT }), at(30).grab({ action: "revoke" })],
	expected: nobody(5),
});
test("input: without knowing who is active the owner is unknown", owned, {
	device: keyboard,
	events: [blueOpens],
	expected: { is: "unknown", reason: "which persona is active has not been told" },
});
test("input: on a kernel without device namespaces all who have it open share it", owned, {
	stock: true,
	device: keyboard,
	events: [blueOpens, redOpens, at(30).opened({ client: 3 })],
	expected: { is: "shared", personas: [key(BLUE), key(RED)], since: 20 },
});
test("input: on such a kernel a grab is real as well", owned, {
	stock: true,
	device: keyboard,
	events: [blueOpens, redOpens, at(30).grab({ client: 2 })],
	expected: by("grab", RED, 30),
});
test("input: on such a kernel the only one has it", owned, {
	stock: true,
	device: keyboard,
	events: [blueOpens],
	expected: by("open", BLUE, 10),
});

const mice = { class: "mouse", device: deviceNumber(245, 63) } as const;
const stockMice = { class: "mouse", device: deviceNumber(13, 63) } as const;
const bothOpen = (device: object) => [
	at(10).opened({ ...device }),
	at(20).opened({ ...device, client: 2, persona: RED }),
];
test("mice of device namespaces: the active persona's clients receive", owned, {
	device: "mouse/245:63",
	events: [...bothOpen(mice), ...blueActive],
	expected: by("active", BLUE, 1130),
});
test("mousedev's: all who have them open do", owned, {
	device: "mouse/13:63",
	events: [...bothOpen(stockMice), ...blueActive],
	expected: { is: "shared", personas: [key(BLUE), key(RED)], since: 20 },
});

const screen = { class: "framebuffer", device: SCREEN } as const;
test("framebuffer: the active persona's content is shown", owned, {
	device: "framebuffer/29:0",
	events: [at(10).opened({ ...screen }), ...blueActive],
	expected: by("active", BLUE, 1130),
});
test("framebuffer: a background persona's content is not", owned, {
	device: "framebuffer/29:0",
	events: [rootActive, at(10).opened({ ...screen })],
	expected: nobody(10),
});

const led = "led/input0::capslock";
test("led: who was obeyed last, since nobody else was", owned, {
	device: led,
	events: [at(1).request(), at(2).request(), at(3).request({ persona: RED, applied: false })],
	expected: by("request", BLUE, 1),
});
test("led: another who is obeyed takes it over", owned, {
	device: led,
	events: [at(1).request(), at(3).request({ persona: RED })],
	expected: by("request", RED, 3),
});
test("led: while nobody was obeyed its owner is unknown", owned, {
	device: led,
	events: [at(1).request({ applied: false })],
	expected: { is: "unknown", reason: "no request has been obeyed since the probes began" },
});
test("led: a new one is nobody's", owned, {
	device: led,
	events: [at(1).deviceAppeared({ class: "led", name: "input0::capslock" })],
	expected: nobody(1),
});

const other = { class: "other" as DeviceClass, device: 10 };
test("other: who alone has it open", owned, {
	device: "other/0:10",
	events: [at(1).opened(other), at(2).opened({ ...other, client: 2 })],
	expected: by("open", BLUE, 1),
});
test("other: several share it, active or not", owned, {
	device: "other/0:10",
	events: [...blueActive, at(2001).opened(other), at(2002).opened({ ...other, client: 2, persona: RED })],
	expected: { is: "shared", personas: [key(BLUE), key(RED)], since: 2002 },
});

test("without the evidence the owner is unknown, and says why", (t) => {
	const failed = at(9).probe({ probe: "dev_ns/open", state: "failed", gives: ["input.open"], reason: "no BTF" });
	const state = stateOf([at(0).session(), rootActive, at(1).opened({ persona: ROOT }), failed]);
	t.deepEqual(owner(state, keyboard as DeviceKey), { is: "unknown", reason: "dev_ns/open is failed: no BTF" });
});
