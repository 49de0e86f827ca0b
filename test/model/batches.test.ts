import test from "ava";
import fc from "fast-check";
import type { Event } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import { snapshot } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import { anyStream } from "./arbitrary-stream.js";
import { at, PREAMBLE } from "./at.js";

const flag = fc.boolean();

const history = { switchHistory: 2, logHistory: 10, closedClients: 1 };

const after = (...batches: readonly (readonly Event[])[]): State => {
	const model = createModel(history);
	for (const batch of batches) model.apply(batch);
	return snapshot(model.state);
};

test("how a stream is cut into batches makes no difference", (t) => {
	fc.assert(
		fc.property(anyStream, fc.array(fc.nat(60), { maxLength: 5 }), (events, cuts) => {
			const edges = [0, ...[...cuts].sort((a, b) => a - b), events.length];
			const batches = edges.slice(1).map((end, index) => events.slice(edges[index], end));
			t.deepEqual(after(PREAMBLE, ...batches), after([...PREAMBLE, ...events]));
		}),
		{ numRuns: 200 },
	);
});

test("whatever the stream says, the state holds together", (t) => {
	fc.assert(
		fc.property(anyStream, (events) => {
			const state = after([...PREAMBLE, ...events]);
			for (const { persona, device, closed } of state.clients.values()) {
				t.true(state.personas.has(persona));
				t.true(state.devices.has(device));
				t.true(closed === undefined || closed <= state.now);
			}
			for (const device of state.devices.values())
				for (const open of device.open) t.is(state.clients.get(open)?.closed, undefined);
			for (const { remainder, torn, outcome, total } of state.switches)
				t.true(outcome !== "done" || torn || (total !== undefined && remainder !== undefined));
			const alive = [...state.personas.values()].filter(({ gone }) => gone === undefined);
			t.is(new Set(alive.map((persona) => persona.inum)).size, alive.length, "one number, one living persona");
			t.true(state.switches.length <= history.switchHistory && state.log.length <= history.logHistory);
			t.true(Object.values(state).every((value) => !Number.isNaN(value)));
		}),
		{ numRuns: 300 },
	);
});

test("personas of a number that is reused are never confused", (t) => {
	const lives = fc.array(fc.record({ opens: fc.nat(3), endTold: flag, late: fc.nat(2) }), {
		minLength: 1,
		maxLength: 8,
	});
	fc.assert(
		fc.property(lives, (turns) => {
			const events: Event[] = [];
			const expected = new Map<number, number>();
			let next = 1;
			const open = (turn: number): void => {
				events.push(at(events.length).opened({ client: next }));
				expected.set(next++, turn);
			};
			for (const [index, { opens, endTold, late }] of turns.entries()) {
				events.push(at(events.length).personaAppeared({ initPid: 100 + index }));
				for (let i = 0; i < opens; i++) open(index + 1);
				if (endTold) events.push(at(events.length).personaGone());
				for (let i = 0; i < late; i++) open(index + 1);
			}
			const state = after([...PREAMBLE, ...events]);
			for (const [id, { persona }] of state.clients) t.is(state.personas.get(persona)?.turn, expected.get(id));
		}),
	);
});
