import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test from "ava";
import type { Event } from "../../decoders/event.js";
import { readTrace } from "../../decoders/trace.js";
import { createModel } from "../../model/model.js";
import { retell } from "../../model/retelling.js";
import { snapshot } from "../../model/snapshot.js";
import { reportJson } from "../../report/json.js";
import { each } from "../decoders/traces.js";
import { at, BLUE, observe, RED, ROOT, wholeSwitch } from "./at.js";

const FIXTURE = fileURLToPath(new URL("../../../fixtures/three-personas.devns", import.meta.url));
const ALL = { switches: Number.POSITIVE_INFINITY };
/** The same of both sides, so that what is forgotten is as well. */
const HISTORY = { switchHistory: 1e6, logHistory: 0, closedClients: 1e6 };

const recorded = async (): Promise<readonly Event[]> => {
	const events: Event[] = [];
	for await (const batch of readTrace(each([readFileSync(FIXTURE)]))) events.push(...batch);
	return events;
};

/** What a report says, in any order. */
const said = (events: readonly Event[], history = HISTORY): readonly string[] => {
	const model = createModel(history);
	model.apply(events);
	return reportJson(model.state).trimEnd().split("\n").sort();
};

test("wherever a recording is joined at a snapshot, the report at its end is the same", async (t) => {
	const events = await recorded();
	const [session] = events;
	if (session?.kind !== "session") return t.fail();
	const whole = said(events);
	for (let cut = 1; cut < events.length; cut += Math.ceil(events.length / 60)) {
		const model = createModel(HISTORY);
		model.apply(events.slice(0, cut));
		const told = retell(model.state, ALL);
		t.deepEqual(said([session, ...told]), said(events.slice(0, cut)), `at event ${cut}`);
		t.deepEqual(said([session, ...told, ...events.slice(cut)]), whole, `from event ${cut} on`);
	}
});

test("what is retold can be retold", async (t) => {
	const events = await recorded();
	const model = createModel(HISTORY);
	model.apply(events);
	const once = retell(model.state, ALL);
	const again = createModel(HISTORY);
	again.apply([events[0] as Event, ...once]);
	t.deepEqual(retell(again.state, ALL), once);
});

test("clients, switches and lines that are not told any more are counted", (t) => {
	const model = createModel({ switchHistory: 2, logHistory: 5, closedClients: 1 });
	model.apply([
		at(0).session(),
		at(0).probe(),
		at(0).active(),
		at(0).personaAppeared(),
		at(0).personaAppeared({ persona: RED, initPid: 200 }),
		at(1).ready(),
		...[1, 2, 3].flatMap((client) => [
			at(10 * client).opened({ client, persona: BLUE }),
			at(10 * client + 1).delivery({ client, delivered: 7, final: true }),
			at(10 * client + 2).closed({ client }),
		]),
		...wholeSwitch(100, 1, ROOT, BLUE),
		...wholeSwitch(1000, 2, BLUE, RED),
		...wholeSwitch(2000, 3, RED, BLUE),
		at(3000).switchRequested({ switch: 4, to: RED }),
		at(3100).loss({ count: 9, since: 3050 }),
	]);
	const { state } = model;
	const joined = createModel();
	joined.apply([at(0).session(), ...retell(state, { switches: 1 })]);
	t.is(joined.state.events, state.events);
	t.is(joined.state.switches.length + joined.state.switchesForgotten, 4);
	t.is(joined.state.clientsForgotten, 2);
	t.deepEqual(joined.state.forgottenTallies, state.forgottenTallies);
	t.deepEqual(joined.state.loss, state.loss);
	t.deepEqual(joined.state.inconsistencies, state.inconsistencies);
	t.is(joined.state.logForgotten + joined.state.log.length, state.logForgotten + state.log.length);
});

test("what a device is to whom, and what its clients did, is retold", (t) => {
	const events = [
		at(0).session(),
		at(0).probe(),
		at(0).active(),
		at(0).personaAppeared(),
		at(0).personaAppeared({ persona: RED, initPid: 200 }),
		at(1).ready(),
		at(2).deviceAppeared(),
		at(3).deviceMade({ persona: RED }),
		at(4).deviceDeclared({ mode: "private", persona: RED }),
		at(5).entered({ persona: BLUE }),
		at(6).opened({ client: 1, persona: BLUE }),
		at(7).usage({ client: 1, filtered: 3, injected: 4, polls: 5 }),
		at(8).delivery({ client: 1, delivered: 9 }),
		at(9).claim({ client: 1, persona: BLUE }),
		at(10).request({ value: 3 }),
		at(11).request({ value: 4, applied: false, persona: RED }),
		at(12).request({ value: 5 }),
		at(13).grab({ client: 1, action: "revoke", real: true }),
	];
	const model = createModel(HISTORY);
	model.apply(events);
	const joined = createModel(HISTORY);
	joined.apply([at(0).session(), ...retell(model.state, ALL)]);
	const sorted = (state: typeof model.state) =>
		[...snapshot(state).devices.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
	t.deepEqual(sorted(joined.state), sorted(model.state));
	t.deepEqual(snapshot(joined.state).clients, snapshot(model.state).clients);
	t.deepEqual(said(retell(model.state, ALL)), said(retell(joined.state, ALL)));
});

test("a state of which nothing is known is retold as that", (t) => {
	const joined = createModel();
	joined.apply([at(0).session(), ...retell(createModel().state, ALL)]);
	t.false(joined.state.ready);
	t.is(joined.state.active, undefined);
	t.is(observe().ready, true);
});
