import test from "ava";
import fc from "fast-check";
import { type Event, ROOT_INUM } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import { snapshot } from "../../model/snapshot.js";
import { Timeline } from "../../model/timeline.js";
import { at, delivery, KEYBOARD, named, opened, process, SECOND, session, story } from "../tui/story.js";

const inBatches = (events: readonly Event[], cuts: readonly number[]): readonly (readonly Event[])[] => {
	const batches: (readonly Event[])[] = [];
	let start = 0;
	for (const cut of cuts) {
		batches.push(events.slice(start, start + cut));
		start += cut;
	}
	return [...batches, events.slice(start)];
};

test("every moment is the state that a model of its own has after the same events", (t) => {
	const events = story();
	fc.assert(
		fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (cuts) => {
			const model = createModel();
			const timeline = new Timeline({ every: 0.1 * SECOND });
			for (const batch of inBatches(events, cuts)) timeline.apply(model, batch);
			t.true(timeline.moments.length > 20);
			for (const { state } of timeline.moments) {
				const other = createModel();
				other.apply(events.slice(0, state.events));
				const { eventRate: _rate, clients, ...expected } = snapshot(other.state);
				t.like(state, expected);
				for (const [id, client] of clients)
					t.like(state.clients.get(id), { ...client, deliveredRate: state.clients.get(id)?.deliveredRate });
			}
			t.deepEqual(model.state.switches.length, 11);
		}),
		{ numRuns: 3 },
	);
});

test("how the stream is cut makes no difference to what is kept", (t) => {
	const kept = (cuts: readonly number[]) => {
		const model = createModel();
		const timeline = new Timeline();
		for (const batch of inBatches(story(), cuts)) timeline.apply(model, batch);
		return timeline.moments.map(({ t: time, state }) => [time, state.events]);
	};
	const whole = kept([]);
	fc.assert(
		fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (cuts) => {
			t.deepEqual(kept(cuts), whole);
		}),
		{ numRuns: 20 },
	);
});

test("counts that come after time went on without them are worth no moment each", (t) => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, story());
	const before = timeline.keep(model.state);
	model.advance(at(before.t + 0.2 * SECOND));
	const { state } = timeline.keep(model.state);
	const late = Array.from({ length: 50 }, (_, index) => delivery(1, 2000 + index, 500, before.t + index));
	timeline.apply(model, late);
	t.is(timeline.moments.at(-1)?.state, state);
	timeline.apply(model, [delivery(1, 3000, 500, before.t + 0.5 * SECOND)]);
	t.is(timeline.moments.at(-1)?.t, at(before.t + 0.5 * SECOND));
});

test("there is a moment after every switch", (t) => {
	const model = createModel();
	const timeline = new Timeline({ every: 3600 * SECOND });
	timeline.apply(model, story());
	const seen = new Set(timeline.moments.map(({ state }) => state.switches.filter((one) => one.ended).length));
	t.deepEqual(
		[...seen].sort((a, b) => a - b),
		Array.from({ length: 12 }, (_, index) => index),
	);
	const times = new Set(timeline.moments.map((moment) => moment.t));
	for (const { ended } of model.state.switches) t.true(ended !== undefined && times.has(ended));
});

test("a moment is found by its time, and none before the first", (t) => {
	const model = createModel();
	const timeline = new Timeline();
	t.is(timeline.at(at(0)), undefined);
	timeline.apply(model, story());
	const [first] = timeline.moments;
	t.is(timeline.at(at((first?.t ?? 0) - 1)), undefined);
	for (const moment of timeline.moments) t.is(timeline.at(moment.t), moment);
	t.is(timeline.at(at(1e15)), timeline.moments.at(-1));
});

test("what did not change is shared, what did is not", (t) => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, story());
	const before = timeline.keep(model.state);
	timeline.apply(model, [named(ROOT_INUM, "tag", "ROOT", 30 * SECOND)]);
	const after = timeline.keep(model.state);
	t.is(after.state.switches, before.state.switches);
	t.is(after.state.devices, before.state.devices);
	t.not(after.state.personas, before.state.personas);
	const changed = [...after.state.personas].filter(([key, persona]) => before.state.personas.get(key) !== persona);
	t.is(changed.length, 1);
	t.is(before.state.personas.get(changed[0]?.[0] as never)?.names.get("tag"), undefined);
});

/** Clients that open and close without end, each with traffic. */
const busy = (count: number): readonly Event[] => [
	session(),
	...Array.from({ length: count }, (_, index) =>
		opened(index + 1, ROOT_INUM, KEYBOARD, process(1000 + index, "reader"), index * 0.1 * SECOND),
	),
];

test("it is bounded in number and in memory, reaches back to the beginning, and is densest at its end", (t) => {
	const model = createModel();
	const timeline = new Timeline({ moments: 100, every: 0.1 * SECOND, bytes: 3e6 });
	for (const event of busy(3000)) {
		timeline.apply(model, [event]);
		t.true(timeline.moments.length <= 100);
	}
	t.true(timeline.bytes <= 3e6 || timeline.moments.length <= 8, `${timeline.bytes} bytes`);
	const times = timeline.moments.map((moment) => moment.t);
	t.true((times[0] ?? 1e9) < SECOND);
	t.is(times.at(-1), model.state.now);
	const gap = (index: number) => (times[index] ?? 0) - (times[index - 1] ?? 0);
	t.true(gap(1) > gap(times.length - 1));
});

test("a new session leaves nothing of the one before", (t) => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, story());
	timeline.apply(model, [session(), named(ROOT_INUM, "tag", "NEW", 1)]);
	t.true(timeline.moments.every(({ t: time }) => time <= 1));
});

test("time that passes without events is kept for as long as rates fall, and then no more", (t) => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, story());
	for (let second = 23; second < 60; second++) {
		model.advance(at(second * SECOND));
		timeline.tick(model.state);
	}
	const rates = timeline.moments.map(({ state }) => state.eventRate);
	t.is(rates.at(-1), 0);
	t.true(timeline.moments.filter(({ state }) => state.events === model.state.events).length < 6);
});
