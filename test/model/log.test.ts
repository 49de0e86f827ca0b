import test from "ava";
import type { Event } from "../../decoders/event.js";
import type { LogEntry } from "../../model/state.js";
import { at, BLUE, key, observe, PERSONAS, plain, ROOT, stateOf, wholeSwitch } from "./at.js";

/** What the log says after these events that it does not say before the last one. */
const logged = (...events: readonly Event[]): readonly LogEntry[] => {
	const before = observe(...PERSONAS, ...events.slice(0, -1)).log.length;
	return observe(...PERSONAS, ...events).log.slice(before);
};

const opened = at(1).opened();
const whole = wholeSwitch(1000, 1, ROOT, BLUE);

const severity = test.macro((t, expected: LogEntry["severity"], events: readonly Event[]) => {
	t.deepEqual(
		logged(...events).map((entry) => entry.severity),
		[expected],
	);
});

test("a failed probe is a problem", severity, "problem", [at(1).probe({ state: "failed", reason: "no BTF" })]);
test("a probe that ended for a reason is a problem", severity, "problem", [
	at(1).probe({ state: "ended", reason: "crash" }),
]);
test("a missing probe is a notice", severity, "notice", [at(1).probe({ state: "missing", reason: "no module" })]);
test("a loss is a problem", severity, "problem", [at(1).loss()]);
test("a reject is a problem", severity, "problem", [at(1).reject()]);
test("a driver's error is a problem", severity, "problem", [...whole.slice(0, 3), at(1120).driverEnded({ errno: 5 })]);
test("a failed switch is a problem", severity, "problem", [...whole.slice(0, 2), at(1120).switchEnded({ errno: 3 })]);
test("a switch that is done is a notice", severity, "notice", whole);
test("a switch that changes nothing is information", severity, "info", [
	at(1).switchRequested({ to: ROOT }),
	at(2).switchLocked(),
	at(3).switchEnded(),
]);
test("a refused grab is a problem", severity, "problem", [opened, at(2).grab({ errno: 16 })]);
test("a grab is information", severity, "info", [opened, at(2).grab()]);
test("a revocation is a notice", severity, "notice", [opened, at(2).grab({ action: "revoke" })]);
test("the first event dropped is a notice", severity, "notice", [opened, at(2).delivery({ delivered: 9, dropped: 1 })]);
test("the end of the active persona is a notice", severity, "notice", [...whole, at(2000).personaGone()]);
test("the end of another is information", severity, "info", [at(2000).personaGone()]);
test("an open that failed is a notice", severity, "notice", [at(1).openFailed()]);
test("a mark is a notice", severity, "notice", [at(1).mark()]);

const silent = test.macro((t, events: readonly Event[]) => {
	t.deepEqual(logged(...events), []);
});

const dropping = [opened, at(2).delivery({ delivered: 9, dropped: 1 })];
test("not logged: a probe that is attached", silent, [at(1).probe()]);
test("not logged: a probe that was told to end", silent, [at(1).probe({ state: "ended" })]);
test("not logged: a probe that nobody asked for", silent, [at(1).probe({ state: "unasked", reason: "ask" })]);
test("not logged: counts", silent, [opened, at(2).delivery({ delivered: 9 })]);
test("not logged: further drops", silent, [...dropping, at(3).delivery({ delivered: 10, dropped: 2 })]);
test("not logged: what was dropped before the probes", silent, [
	at(1).opened({ existing: true }),
	at(1).delivery({ delivered: 5, dropped: 5 }),
]);
test("not logged: updates", silent, [opened, at(2).update({ writes: 1 })]);
test("not logged: a driver that succeeds", silent, whole.slice(0, 4));
test("not logged: lock and flip", silent, whole.slice(0, 2));
test("not logged: what existed before the probes", silent, [at(1).opened({ existing: true })]);
test("not logged: a name that it has", silent, [at(1).personaNamed(), at(2).personaNamed()]);
test("not logged: who is active, as the state dump tells it", silent, [at(1).active()]);
test("a name is information", severity, "info", [at(1).personaNamed()]);
test("a name that is taken away is information", severity, "info", [
	at(1).personaNamed(),
	at(2).personaNamed({ name: "" }),
]);

test("not logged: what is told before the state is whole", (t) => {
	const early = [at(0).personaAppeared({ existing: true }), at(0).personaNamed(), at(0).active()];
	t.deepEqual(
		stateOf([at(0).session(), ...early]).log.map(({ event }) => event.kind),
		["session"],
	);
});

test("not logged: a persona that is told again", silent, [at(1).personaAppeared()]);
test("not logged: a device that is told again", silent, [at(1).deviceAppeared(), at(2).deviceAppeared()]);
test("not logged: the second close", silent, [opened, at(2).closed(), at(3).closed()]);

test("an entry knows what it was about, even when the number is another's by now", (t) => {
	const again = at(9).personaAppeared({ initPid: 300 });
	const state = observe(...PERSONAS, opened, at(2).closed(), at(3).personaGone(), again);
	const close = state.log.find(({ event }) => event.kind === "closed");
	t.like(close && plain(close), {
		t: 2,
		persona: key(BLUE),
		device: "input/13:64",
		client: 1,
		inconsistency: undefined,
	});
	t.is(state.log.find(({ event }) => event === again)?.persona, key(BLUE, 2));
});

test("an entry about a switch is about the persona that it made active", (t) => {
	t.is(observe(...PERSONAS, ...whole).log.at(-1)?.persona, key(BLUE));
});

test("the log is in the order of the stream", (t) => {
	const state = observe(...PERSONAS, ...whole);
	const kinds = state.log.map(({ event }) => event.kind);
	t.deepEqual(kinds.slice(kinds.indexOf("ready") + 1), [
		"persona-appeared",
		"persona-appeared",
		"switch-requested",
		"switch-ended",
	]);
});
