import test from "ava";
import { redacted } from "../../model/redaction.js";
import { reportJson } from "../../report/json.js";
import { sentence } from "../../report/sentence.js";
import { reportText } from "../../report/text.js";
import { HOSTILE, intruders } from "../tui/hostile.js";
import { at, B, lit, name, SECOND, story } from "../tui/story.js";
import { stateOf } from "./at.js";

const MARK = "a mark of the user's own";
const EVENTS = [
	...story(),
	...intruders(),
	lit(B, "secret::led", 0, false, 24 * SECOND),
	{ kind: "mark", t: at(25 * SECOND), text: name(MARK) } as const,
];

const NAMES = [
	...HOSTILE,
	...["BLUE", "android-one", "android-two", "palette", "evtest", "reader", "painter", "switcher", "guest", "lights"],
	...["AT Translated", "devns touch", "bochs", "secret", MARK],
];

test("nothing that was chosen by the machine or its user is left in what is told of the state", (t) => {
	const state = stateOf(EVENTS);
	const told = (one: typeof state) =>
		[reportText(one), reportJson(one), ...one.log.map((entry) => sentence(one, entry))].join("\n");
	const [whole, without] = [told(state), told(redacted(state))];
	t.true(NAMES.filter((text) => whole.includes(text)).length > 15, "they are there before");
	for (const text of NAMES) t.false(without.includes(text), text);
});

test("numbers, figures and who is who are as before", (t) => {
	const state = stateOf(EVENTS);
	const without = redacted(state);
	t.deepEqual([...without.personas.keys()], [...state.personas.keys()]);
	t.is(new Set(Array.from(without.personas.values(), ({ names }) => names.get("tag"))).size, state.personas.size);
	t.deepEqual(
		without.switches.map(({ total, drivers }) => [total, drivers.length]),
		state.switches.map(({ total, drivers }) => [total, drivers.length]),
	);
	t.deepEqual(
		Array.from(without.clients.values(), ({ process, delivered }) => [process.pid, delivered]),
		Array.from(state.clients.values(), ({ process, delivered }) => [process.pid, delivered]),
	);
	t.is(state.session?.host, name("guest"), "the state itself is not changed");
});
