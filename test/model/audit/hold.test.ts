import test from "ava";
import type { Event, Name } from "../../../decoders/event.js";
import { deviceNumber } from "../../../decoders/event.js";
import { Hold } from "../../../model/audit/hold.js";
import { at, observe } from "../at.js";

const NODE = "event0" as Name;
const PAD = deviceNumber(13, 65);

const after = (...events: readonly Event[]): Hold => {
	const hold = new Hold();
	for (const event of events) hold.take(event);
	return hold;
};
const keyboard = at(1).deviceAppeared();
/** The names of what is at the node, and of all that is seized. */
const says = (hold: Hold, ...events: readonly Event[]) => {
	const state = observe(...events);
	return [hold.deviceAt(state, NODE)?.name, hold.seizedDevices(state).map(({ name }) => name)];
};

test("what was seized is, until it is let go", (t) => {
	t.deepEqual(says(after(keyboard, at(2).seized()), keyboard), ["AT keyboard", ["AT keyboard"]]);
	t.deepEqual(says(after(keyboard, at(2).seized(), at(3).seized({ taken: false })), keyboard), ["AT keyboard", []]);
});

test("whoever has the node's name by now, and is an input device", (t) => {
	const gone = at(3).deviceGone();
	const seized = after(at(2).seized());
	t.deepEqual(says(seized, keyboard, gone), [undefined, []]);
	t.deepEqual(says(seized, at(1).deviceAppeared({ class: "led", name: "light" })), [undefined, []]);
	t.deepEqual(says(seized, at(1).deviceAppeared({ device: PAD, node: "event1", name: "pad" })), [undefined, []]);
	const another = [keyboard, gone, at(4).deviceAppeared({ device: PAD, name: "pad" })];
	t.deepEqual(says(seized, ...another), ["pad", ["pad"]]);
	t.deepEqual(says(after(at(2).seized(), ...another), ...another), ["pad", []], "a new one was seized by nobody");
});
