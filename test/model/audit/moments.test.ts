import test from "ava";
import type { Event } from "../../../decoders/event.js";
import { type Moment, Moments, NOBODY } from "../../../model/audit/moments.js";
import { at, BLUE, key, RED } from "../at.js";

const ABOUT = { ...NOBODY, persona: key(BLUE) };
const moment = (event: Event, about: Partial<Moment> = {}): Moment => ({ ...NOBODY, ...about, t: event.t, event });
/** What is shown of it, before and after. */
const shown = (before: readonly Moment[], found: Moment, after: readonly Moment[] = []) => {
	const moments = new Moments();
	for (const one of [...before, found]) moments.take(one);
	const all = moments.show(found, ABOUT);
	for (const one of after) moments.take(one);
	const kindsOf = (some: readonly Moment[]) => some.map(({ event }) => event?.kind);
	return [kindsOf(all.before), kindsOf(all.after)];
};
const FOUND = moment(at(50).grab(), ABOUT);

test("switches, who is active, and losses concern everybody", (t) => {
	for (const event of [at(1).switchRequested(), at(1).active(), at(1).loss()])
		t.deepEqual(shown([moment(event)], FOUND, [moment(event)]), [[event.kind], [event.kind]], event.kind);
});

test("all else concerns who and what it is about", (t) => {
	const mine = moment(at(1).opened(), ABOUT);
	const other = moment(at(2).opened(), { persona: key(RED) });
	t.deepEqual(shown([mine, other, moment(at(3).mark())], FOUND, [other, mine]), [["opened"], ["opened"]]);
});

test("counts, drivers' phases and what the audit says show nothing", (t) => {
	const dull = [
		at(1).delivery(),
		at(1).update(),
		at(1).read(),
		at(1).finding(),
		at(1).driverBegan(),
		at(1).driverEnded(),
	];
	t.deepEqual(
		shown(
			dull.map((event) => moment(event, ABOUT)),
			FOUND,
		),
		[[], []],
	);
});

test("the last five before, and the first three after", (t) => {
	const many = Array.from({ length: 9 }, (_, n) => moment(at(n).opened(), ABOUT));
	const [before, after] = shown(many, FOUND, many);
	t.deepEqual([before?.length, after?.length], [5, 3]);
});

test("what some hundred others have followed is shown still, and what a thousand have no more", (t) => {
	const mine = moment(at(0).opened(), ABOUT);
	const others = (count: number) =>
		Array.from({ length: count }, (_, n) => moment(at(n).opened(), { persona: key(RED) }));
	t.deepEqual(shown([mine, ...others(200)], FOUND), [["opened"], []]);
	t.deepEqual(shown([...others(100), mine, ...others(300)], FOUND), [["opened"], []]);
	t.deepEqual(shown([mine, ...others(1000)], FOUND), [[], []]);
});
