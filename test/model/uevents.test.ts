import test from "ava";
import { createModel } from "../../model/model.js";
import { redacted } from "../../model/redaction.js";
import { retell } from "../../model/retelling.js";
import { snapshot } from "../../model/snapshot.js";
import { reportJson } from "../../report/json.js";
import { sentence } from "../../report/sentence.js";
import { reportText } from "../../report/text.js";
import { at, BLUE, observe, PERSONAS, plain, ROOT } from "./at.js";

const counts = ({ uevents }: ReturnType<typeof observe>) =>
	Array.from(uevents.values(), ({ origin, action, subsystem, count }) =>
		plain([origin, action, subsystem, count] as const),
	);

test("uevents are counted by origin, action and subsystem, each once to however many it was sent", (t) => {
	const state = observe(
		...PERSONAS,
		at(5).uevent({ sequence: 1 }),
		at(5).uevent({ sequence: 1, space: 4026532236, again: true }),
		at(6).uevent({ sequence: 2 }),
		at(7).uevent({ sequence: 3, action: "remove" }),
		at(8).uevent({ sequence: 4, origin: "written" }),
	);
	t.deepEqual(counts(state), [
		["kernel", "add", "input", 2],
		["kernel", "remove", "input", 1],
		["written", "add", "input", 1],
	]);
	t.is(state.log.filter(({ event }) => event.kind === "uevent").length, 4);
});

test("a persona that asks for one or makes one up is noted, the kernel's own and root's are not", (t) => {
	const severities = (...events: readonly ReturnType<ReturnType<typeof at>["uevent"]>[]) =>
		observe(...PERSONAS, ...events).log.flatMap(({ event, severity }) => (event.kind === "uevent" ? [severity] : []));
	t.deepEqual(severities(at(5).uevent({ persona: BLUE }), at(6).uevent({ persona: ROOT, origin: "written" })), [
		"info",
		"info",
	]);
	t.deepEqual(
		severities(at(5).uevent({ persona: BLUE, origin: "written" }), at(6).uevent({ persona: BLUE, origin: "sent" })),
		["notice", "notice"],
	);
});

test("who makes up subsystems fills no memory, and all of it is counted", (t) => {
	const model = createModel({ logHistory: 10 });
	model.apply(PERSONAS);
	for (let turn = 0; turn < 10_000; turn++)
		model.apply([at(turn).uevent({ sequence: turn, subsystem: `made up ${turn}`, origin: "sent", persona: BLUE })]);
	const { uevents, log } = model.state;
	t.true(uevents.size <= 201, `${uevents.size}`);
	t.is(
		[...uevents.values()].reduce((sum, { count }) => sum + count, 0),
		10_000,
	);
	t.is(log.length, 10);
});

test("a reader that begins at a snapshot has them", (t) => {
	const state = observe(...PERSONAS, at(5).uevent(), at(6).uevent({ sequence: 701 }), at(7).uevent({ action: "bind" }));
	const joined = createModel();
	joined.apply([at(0).session(), ...retell(state, { switches: 10 })]);
	t.deepEqual(counts(joined.state), counts(state));
	t.is(joined.state.events, state.events);
});

test("a moment of the past keeps its counts", (t) => {
	const model = createModel();
	model.apply([...PERSONAS, at(5).uevent()]);
	const then = snapshot(model.state);
	model.apply([at(6).uevent({ sequence: 701 })]);
	t.deepEqual(counts(then), [["kernel", "add", "input", 1]]);
	t.deepEqual(counts(model.state), [["kernel", "add", "input", 2]]);
});

test("reports tell of them where there are any, without names where those are left out", (t) => {
	t.notRegex(reportText(observe(...PERSONAS)), /Uevents/);
	const state = observe(...PERSONAS, at(5).uevent({ subsystem: "secret", path: "/devices/secret/2" }));
	t.regex(reportText(state), /Uevents\n.*SUBSYSTEM.*\n +secret +add +kernel +1\n/);
	t.regex(reportJson(state), /"type":"uevents","origin":"kernel","action":"add","subsystem":"secret","count":1/);
	const without = redacted(state);
	t.notRegex(
		reportText(without) + reportJson(without) + without.log.map((entry) => sentence(without, entry)).join(),
		/secret/,
	);
});
