import test from "ava";
import type { Event } from "../../decoders/event.js";
import { entitled } from "../../model/entitlement.js";
import { owner } from "../../model/ownership.js";
import type { DeviceKey } from "../../model/state.js";
import { at, BLUE, key, observe, PERSONAS, RED, ROOT } from "./at.js";

const keyboard = "input/13:64" as DeviceKey;

interface Case {
	readonly events: readonly Event[];
	/** For root, which is active, blue and red. */
	readonly expected: readonly boolean[];
}

const may = test.macro((t, { events, expected }: Case) => {
	const state = observe(...PERSONAS, at(1).deviceAppeared(), ...events);
	const device = [...state.devices.values()].find(({ gone }) => gone === undefined);
	if (!device) throw new Error("the keyboard is not known");
	t.deepEqual(
		[ROOT, BLUE, RED].map((inum) => entitled(device, key(inum), state.active?.persona)),
		expected,
	);
});

const toBlue = at(2).deviceDeclared({ mode: "private", persona: BLUE });

test("a device follows the active persona", may, { events: [], expected: [true, false, false] });
test("a shared one is everybody's", may, { events: [at(2).deviceDeclared()], expected: [true, true, true] });
test("a private one is its owner's, active or not", may, { events: [toBlue], expected: [false, true, false] });
test("one that was declared to follow does again", may, {
	events: [toBlue, at(3).deviceDeclared({ mode: "follow" })],
	expected: [true, false, false],
});
test("one that takes the number of a private one follows", may, {
	events: [toBlue, at(3).deviceGone(), at(4).deviceAppeared()],
	expected: [true, false, false],
});

test("while nobody told who is active, nobody knows", (t) => {
	const device = observe(at(1).deviceAppeared()).devices.get(keyboard);
	t.is(device && entitled(device, key(BLUE), undefined), undefined);
});

test("a private device is owned by its owner, if that has it open", (t) => {
	const opened = [at(3).opened({ client: 1, persona: ROOT }), at(4).opened({ client: 2, persona: BLUE })];
	const state = observe(...PERSONAS, at(1).deviceAppeared(), toBlue, ...opened);
	t.like(owner(state, keyboard), { is: "owned", persona: key(BLUE), by: "private" });
	t.is(owner(observe(...PERSONAS, at(1).deviceAppeared(), toBlue, ...opened.slice(0, 1)), keyboard).is, "nobody");
});

test("a shared device is shared by those who have it open", (t) => {
	const opened = [at(3).opened({ client: 1, persona: ROOT }), at(4).opened({ client: 2, persona: BLUE })];
	const state = observe(...PERSONAS, at(1).deviceAppeared(), at(2).deviceDeclared(), ...opened);
	t.like(owner(state, keyboard), { is: "shared", personas: [key(ROOT), key(BLUE)] });
});
