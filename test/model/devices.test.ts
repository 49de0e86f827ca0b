import test from "ava";
import { deviceNumber } from "../../decoders/event.js";
import type { DeviceKey } from "../../model/state.js";
import { at, BLUE, id, key, observe, PERSONAS, plain, RED } from "./at.js";

const keyboard = "input/13:64" as DeviceKey;
const next = "input/13:64#2" as DeviceKey;
const led = "led/input0::capslock" as DeviceKey;

test("a device told by itself and by the state dump is one device", (t) => {
	const state = observe(at(1).deviceAppeared(), at(2).deviceAppeared({ existing: true }));
	t.deepEqual([...state.devices.keys()], [keyboard]);
	t.like(state.devices.get(keyboard), { name: "AT keyboard", node: "event0", existing: false, appeared: 1 });
	t.is(state.inconsistencies.size, 0);
});

test("a device known from its opening takes the name that is told later", (t) => {
	const state = observe(at(1).opened(), at(2).deviceAppeared());
	t.like(state.devices.get(keyboard), { name: "AT keyboard", unseen: false, gone: undefined });
	t.deepEqual([...(state.devices.get(keyboard)?.open ?? [])], [id(1)]);
});

test("a device that nothing told of is unseen", (t) => {
	t.like(observe(at(1).opened()).devices.get(keyboard), { unseen: true, name: "" });
});

test("a number plugged in again is another device, and clients stay with theirs", (t) => {
	const state = observe(
		...PERSONAS,
		at(1).deviceAppeared(),
		at(2).opened({ client: 1 }),
		at(3).deviceGone(),
		at(4).deviceAppeared({ name: "mouse" }),
		at(5).opened({ client: 2 }),
	);
	t.like(state.devices.get(keyboard), { name: "AT keyboard", gone: 3 });
	t.like(state.devices.get(next), { name: "mouse", gone: undefined });
	t.is(state.clients.get(id(1))?.device, keyboard);
	t.is(state.clients.get(id(2))?.device, next);
	t.is(state.inconsistencies.size, 0);
});

test("another name under a live number means that an unplugging was missed", (t) => {
	const state = observe(at(1).deviceAppeared(), at(4).deviceAppeared({ name: "mouse" }));
	t.is(plain(state.devices.get(keyboard)?.gone), 4);
	t.is(plain(state.devices.get(next)?.name), "mouse");
	t.is(state.inconsistencies.get("missed-end"), 1);
});

test("the same number in another class is another device", (t) => {
	const number = deviceNumber(13, 64);
	const state = observe(at(1).deviceAppeared(), at(2).deviceAppeared({ class: "other", device: number }));
	t.deepEqual([...state.devices.keys()], [keyboard, "other/13:64" as DeviceKey]);
});

test("LEDs are told apart by name, whatever number they are told with", (t) => {
	const state = observe(
		at(1).deviceAppeared({ class: "led", device: 0, name: "a", node: "a" }),
		at(2).deviceAppeared({ class: "led", device: 0, name: "b", node: "b" }),
		at(3).request({ name: "a" }),
	);
	t.deepEqual([...state.devices.keys()].map(String), ["led/a", "led/b"]);
	t.like(state.devices.get("led/a" as DeviceKey), { requests: 1, number: undefined });
});

test("requests are counted, obeyed and ignored ones", (t) => {
	const state = observe(
		at(1).request({ persona: BLUE, value: 3 }),
		at(2).request({ persona: BLUE, value: 4 }),
		at(3).request({ persona: RED, value: 9, applied: false }),
	);
	t.like(state.devices.get(led), { requests: 3, ignored: 1, appliedSince: 1 });
	t.like(state.devices.get(led)?.lastApplied, { t: 2, persona: key(BLUE), value: 4 });
	t.like(state.devices.get(led)?.lastRequest, { t: 3, persona: key(RED), value: 9 });
});

test("an LED of which every request was ignored has no last one obeyed", (t) => {
	const state = observe(at(1).request({ applied: false }));
	t.is(state.devices.get(led)?.lastApplied, undefined);
	t.is(state.devices.get(led)?.appliedSince, undefined);
});
