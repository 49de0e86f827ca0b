import test from "ava";
import fc from "fast-check";
import type { Event, Inum } from "../../decoders/event.js";
import { inOrder, personaOf } from "../../model/personas.js";
import type { Inconsistency, Persona, PersonaKey } from "../../model/state.js";
import { at, BLUE, id, key, observe, type Plain, plain, ROOT, stateOf } from "./at.js";

const born = (t: number, initPid: number, existing = false): Event => at(t).personaAppeared({ initPid, existing });

test("root is there before any event", (t) => {
	const root = stateOf([]).personas.get(key(ROOT));
	t.like(root, { inum: ROOT, level: 0, initPid: 1, unseen: false, gone: undefined });
});

interface Case {
	readonly events: readonly Event[];
	/** Which personas have the number, besides root. */
	readonly expected: Readonly<Record<PersonaKey, Partial<Plain<Persona>>>>;
	readonly inconsistent?: Inconsistency;
}

const incarnations = test.macro((t, { events, expected, inconsistent }: Case) => {
	const state = observe(...events);
	const keys = [...state.personas.keys()].filter((persona) => persona !== key(ROOT));
	t.deepEqual(keys, Object.keys(expected));
	for (const one of keys) t.like(state.personas.get(one), expected[one] ?? {});
	t.deepEqual([...state.inconsistencies.keys()], inconsistent ? [inconsistent] : []);
});

test("a persona appears", incarnations, {
	events: [born(5, 100)],
	expected: { [key(BLUE)]: { appeared: 5, existing: false, unseen: false, initPid: 100, gone: undefined } },
});
test("told by itself and by the state dump it is one persona", incarnations, {
	events: [born(5, 100), born(9, 100, true)],
	expected: { [key(BLUE)]: { appeared: 5, existing: false } },
});
test("told by two probes it is one persona, since the first of them", incarnations, {
	events: [born(5, 100), at(9).personaAppeared({ initPid: 100, comm: "later" })],
	expected: { [key(BLUE)]: { appeared: 5, existing: false } },
});
test("told by the state dump as it ends it is gone all the same", incarnations, {
	events: [born(5, 100), at(9).personaGone(), born(10, 100, true)],
	expected: { [key(BLUE)]: { gone: 9 } },
});
test("told by the state dump after another's end it is the next", incarnations, {
	events: [born(5, 100), at(9).personaGone(), born(10, 200, true)],
	expected: { [key(BLUE)]: { gone: 9 }, [key(BLUE, 2)]: { gone: undefined, existing: true } },
});
test("told by the state dump first, its own event is more exact", incarnations, {
	events: [born(5, 100, true), born(9, 100)],
	expected: { [key(BLUE)]: { appeared: 9, existing: false } },
});
test("a number that is taken again after its holder went is another persona", incarnations, {
	events: [born(5, 100), at(6).personaGone(), born(7, 200)],
	expected: {
		[key(BLUE)]: { gone: 6, initPid: 100 },
		[key(BLUE, 2)]: { gone: undefined, initPid: 200, turn: 2 },
	},
});
test("even with the same init PID", incarnations, {
	events: [born(5, 100), at(6).personaGone(), born(7, 100)],
	expected: { [key(BLUE)]: { initPid: 100 }, [key(BLUE, 2)]: { initPid: 100 } },
});
test("a number taken by another init means that its holder's end was missed", incarnations, {
	events: [born(5, 100), born(7, 200)],
	expected: { [key(BLUE)]: { gone: 7 }, [key(BLUE, 2)]: { initPid: 200 } },
	inconsistent: "missed-end",
});
test("a persona that nothing told of is unseen, and inconsistent", incarnations, {
	events: [at(5).personaNamed()],
	expected: { [key(BLUE)]: { unseen: true, initPid: undefined, level: undefined, parent: undefined } },
	inconsistent: "unknown-persona",
});
test("the end of an unknown persona makes an unseen one that is gone", incarnations, {
	events: [at(5).personaGone()],
	expected: { [key(BLUE)]: { unseen: true, gone: 5 } },
	inconsistent: "unknown-persona",
});
test("an end told twice is one end", incarnations, {
	events: [born(4, 100), at(5).personaGone(), at(9).personaGone()],
	expected: { [key(BLUE)]: { gone: 5 } },
});

test("before the state is whole, an unseen persona is natural, and the state dump completes it", (t) => {
	const state = stateOf([at(0).session(), at(1).personaNamed(), born(2, 100, true), at(3).ready()]);
	t.is(state.inconsistencies.size, 0);
	t.like(state.personas.get(key(BLUE)), { unseen: false, initPid: 100, appeared: 1, existing: true });
	t.is(plain(state.personas.get(key(BLUE))?.names.get("tag")), "blue");
});

test("an unseen persona is not the one that appears afterwards", (t) => {
	const state = stateOf([at(0).session(), at(1).personaNamed(), born(2, 100)]);
	t.like(state.personas.get(key(BLUE)), { unseen: true, gone: 2 });
	t.like(state.personas.get(key(BLUE, 2)), { unseen: false, initPid: 100 });
	t.is(state.personas.get(key(BLUE, 2))?.names.get("tag"), undefined);
});

test("what is told after a persona's end belongs to it until the number is taken again", (t) => {
	const opened = (at_: number, client: number) => at(at_).opened({ client });
	const state = observe(born(1, 100), at(2).personaGone(), opened(3, 1), born(4, 200), opened(5, 2));
	t.is(state.clients.get(id(1))?.persona, key(BLUE));
	t.is(state.clients.get(id(2))?.persona, key(BLUE, 2));
	t.is(personaOf(state, BLUE as Inum)?.key, key(BLUE, 2));
});

test("root is never gone", (t) => {
	t.is(observe(at(1).personaGone({ persona: ROOT })).personas.get(key(ROOT))?.gone, undefined);
});

test("root told by the state dump is root, with its comm", (t) => {
	const state = observe(
		at(1).personaAppeared({ persona: ROOT, initPid: 1, level: 0, comm: "systemd", existing: true }),
	);
	t.deepEqual([...state.personas.keys()], [key(ROOT)]);
	t.is(plain(state.personas.get(key(ROOT))?.names.get("comm")), "systemd");
});

test("an empty name takes the name away", (t) => {
	const named = (name: string) => at(2).personaNamed({ source: "tag", name });
	t.is(plain(observe(born(1, 100), named("a"), named("b")).personas.get(key(BLUE))?.names.get("tag")), "b");
	t.false(observe(born(1, 100), named("a"), named("")).personas.get(key(BLUE))?.names.has("tag"));
});

test("a cgroup is known of a persona, and no news of it: it is called by another name", (t) => {
	const state = observe(born(1, 100), at(2).personaNamed({ source: "cgroup", name: "/machine.slice/a" }));
	t.is(plain(state.personas.get(key(BLUE))?.names.get("cgroup")), "/machine.slice/a");
	t.false(state.log.some(({ event }) => event.kind === "persona-named"));
});

/** Who of three lights an LED first, while the state dump that tells of them comes in any order. */
test("their order is root's and then that of their appearance, whoever was told of first", (t) => {
	const inums = [11, 12, 13];
	const lit = inums.map((persona) => at(1).request({ persona }));
	const told = inums.map((persona, index) => at(2).personaAppeared({ persona, initPid: 100 + index, existing: true }));
	const later = [
		at(9).personaAppeared({ persona: 5, initPid: 50 }),
		at(9).personaAppeared({ persona: 6, initPid: 40 }),
	];
	const orders = fc.tuple(fc.shuffledSubarray(lit), fc.shuffledSubarray(told, { minLength: told.length }));
	fc.assert(
		fc.property(orders, ([first, dump]) => {
			const events = [...first, ...dump, ...later];
			const order = (state: ReturnType<typeof stateOf>) => inOrder(state).map(({ inum }) => plain(inum));
			t.deepEqual(order(observe(...events)), [plain(ROOT), 11, 12, 13, 5, 6]);
		}),
	);
});
