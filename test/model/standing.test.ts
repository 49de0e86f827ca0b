import test from "ava";
import { type Event, ROOT_INUM } from "../../decoders/event.js";
import { standings } from "../../model/standing.js";
import type { DeviceKey } from "../../model/state.js";
import { A, B, C, grab, lit, opening, PROBES, probe, SECOND, session, switched } from "../tui/story.js";
import { key, stateOf } from "./at.js";

const KEYBOARD = "input/13:64";
const SCREEN = "framebuffer/29:0";
const LED = "led/input0::capslock";
const T = 3 * SECOND;

const toBlue = switched(1, ROOT_INUM, A, SECOND);

const stand = test.macro({
	exec: (t, events: readonly Event[], device: string, expected: Readonly<Record<number, string>>) => {
		const state = stateOf([...opening(), ...events]);
		const found = state.devices.get(device as DeviceKey);
		if (found === undefined) return t.fail();
		t.deepEqual(
			Object.fromEntries(standings(state, found)),
			Object.fromEntries(Object.entries(expected).map(([inum, standing]) => [key(Number(inum)), standing])),
		);
	},
	title: (title = "") => title,
});

test("in the background all are kept from it", stand, [], KEYBOARD, { [A]: "kept", [B]: "kept" });
test("the active persona owns what it has open", stand, toBlue, KEYBOARD, { [A]: "owns", [B]: "kept" });
test("a real grab is told from owning", stand, [...toBlue, grab(1, "take", true, T)], KEYBOARD, {
	[A]: "grab",
	[B]: "kept",
});
test("a virtual grab waits", stand, [...toBlue, grab(2, "take", false, T)], KEYBOARD, { [A]: "owns", [B]: "waits" });
test(
	"a virtual grab given back does not wait",
	stand,
	[...toBlue, grab(2, "take", false, T), grab(2, "release", false, T + 1)],
	KEYBOARD,
	{ [A]: "owns", [B]: "kept" },
);
test("a screen's owner is the active persona", stand, toBlue, SCREEN, { [A]: "owns", [C]: "kept" });
test(
	"an LED's owner is who was obeyed last, and who was ignored since is kept from it",
	stand,
	[...toBlue, lit(A, "input0::capslock", 1, true, T), lit(B, "input0::capslock", 0, false, T + 1)],
	LED,
	{ [A]: "owns", [B]: "kept" },
);
test(
	"who was ignored and is obeyed later is kept from it no more",
	stand,
	[
		...toBlue,
		lit(B, "input0::capslock", 0, false, T),
		lit(A, "input0::capslock", 1, false, T + 1),
		lit(A, "input0::capslock", 1, true, T + 2),
	],
	LED,
	{ [A]: "owns", [B]: "kept" },
);
test(
	"without device namespaces all that have it open have it",
	stand,
	[session({ deviceNamespaces: false }), ...opening().slice(1)],
	KEYBOARD,
	{ [A]: "open", [B]: "open" },
);
test(
	"where opens are not seen nobody is said to be kept from it",
	stand,
	[probe(PROBES[2]?.[0] ?? "", PROBES[2]?.[1] ?? [], "failed", "its module is not loaded")],
	KEYBOARD,
	{ [A]: "unsure", [B]: "unsure" },
);
