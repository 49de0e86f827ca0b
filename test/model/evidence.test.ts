import test from "ava";
import type { Event } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import { evidence } from "../../model/evidence.js";
import { at, BLUE, observe, PERSONAS, PREAMBLE, plain, ROOT, stateOf, wholeSwitch } from "./at.js";

test("a complete stream has no shortcoming", (t) => {
	const last = at(9).delivery({ final: true, delivered: 3 });
	const state = observe(...PERSONAS, at(1).opened(), last, at(9).closed(), ...wholeSwitch(100, 1, ROOT, BLUE));
	t.deepEqual(shortcomings(state), []);
});

const short = test.macro((t, what: string, events: readonly Event[]) => {
	t.deepEqual(
		shortcomings(observe(...PERSONAS, ...events)).map(({ is }) => is),
		what.split(" ").filter(Boolean) as never,
	);
});

test("a loss is one, of a number or not", short, "loss", [at(1).loss({ count: 0 })]);
test("a reject is one", short, "rejects", [at(1).reject()]);
test("an inconsistency is one", short, "inconsistency", [at(1).closed({ client: 9 })]);
test("a failed probe is one", short, "probe", [
	at(1).probe({ probe: "other", state: "failed", gives: [], reason: "x" }),
]);
test("the end of the only probe is one, and what it gave is missing", short, `probe ${"missing ".repeat(10)}`, [
	at(1).probe({ state: "ended", reason: "killed" }),
]);
test("an orderly end is none", short, "", [at(1).probe({ state: "ended" })]);
test("a missing probe is none if another gives the same", short, "", [
	at(1).probe({ probe: "other", state: "missing", gives: ["switch"], reason: "x" }),
]);
test("a client that closed without its last counts is one", short, "no-last-counts", [
	at(1).opened(),
	at(2).delivery({ delivered: 1 }),
	at(3).closed(),
]);
test("a client that is open is none", short, "", [at(1).opened(), at(2).delivery({ delivered: 1 })]);
test("a torn switch is one, besides the loss", short, "loss torn", [
	...wholeSwitch(100, 1, ROOT, BLUE).slice(0, 4),
	at(240).loss({ since: 230 as never }),
	...wholeSwitch(100, 1, ROOT, BLUE)
		.slice(4)
		.map((event) => ({ ...event, t: (event.t + 100) as never })),
]);

test("a stream that never became whole says so, and misses everything", (t) => {
	const found = shortcomings(stateOf([at(0).session()]));
	t.is(found[0]?.is, "not-ready");
	t.is(found.length, 11);
});

test("what was missing before this session is missing still, however complete this one is", (t) => {
	const complete = observe(...PERSONAS);
	t.deepEqual(complete.earlier, { sessions: 0, incomplete: 0, violations: 0 });
	const after = (...before: readonly Event[]) => stateOf([...before, ...PREAMBLE]);
	t.deepEqual(shortcomings(after(at(0).loss({ count: 0 }))), [
		{ is: "earlier", earlier: { sessions: 0, incomplete: 1, violations: 0 } },
	]);
	t.deepEqual(shortcomings(after(...PREAMBLE, at(5).loss({ count: 3 }))), [
		{ is: "earlier", earlier: { sessions: 1, incomplete: 1, violations: 0 } },
	]);
	t.deepEqual(shortcomings(after(...PREAMBLE, at(5).loss({ count: 3 }), ...PREAMBLE)), [
		{ is: "earlier", earlier: { sessions: 2, incomplete: 1, violations: 0 } },
	]);
	const fine = after(...PREAMBLE, ...PREAMBLE);
	t.deepEqual([fine.earlier, shortcomings(fine)], [{ sessions: 2, incomplete: 0, violations: 0 }, []]);
});

test("losses add up, and keep their latest reason", (t) => {
	const state = observe(
		at(1).loss({ count: 3, reason: "a" }),
		at(2).loss({ count: 0, reason: "b" }),
		at(3).reject({ reason: "c" }),
	);
	t.deepEqual(state.loss, { events: 3, times: 2, rejects: 1, reason: "b", rejectReason: "c" });
});

test("a probe is in its latest state, since then", (t) => {
	const state = observe(at(5).probe({ state: "failed", reason: "why" }), at(7).probe());
	t.like(plain(state.probes.get("all")), { state: "attached", since: 7, reason: "" });
});

test("a capability is given by any probe that watches it", (t) => {
	const missing = at(1).probe({ probe: "a", state: "missing", gives: ["switch"], reason: "no module" });
	const session = at(0).session();
	t.deepEqual(evidence(stateOf([session]), "switch"), { given: false, reason: "no probe gives switch" });
	t.deepEqual(evidence(stateOf([session, missing]), "switch"), { given: false, reason: "a is missing: no module" });
	t.deepEqual(evidence(stateOf([session, missing, at(2).probe({ probe: "b" })]), "switch"), { given: true });
});

test("why it is not given is told of the probe that is for this kernel", (t) => {
	const missing = (probe: string) => at(1).probe({ probe, state: "missing", gives: ["input.grab"], reason: "why" });
	const both = [missing("dev_ns/grab"), missing("stock/evdev")];
	const reason = (deviceNamespaces: boolean) => {
		const found = evidence(stateOf([at(0).session({ deviceNamespaces }), ...both]), "input.grab");
		return found.given ? undefined : found.reason;
	};
	t.is(reason(true), "dev_ns/grab is missing: why");
	t.is(reason(false), "stock/evdev is missing: why");
});

test("a session makes everything before it void, but that something was missing", (t) => {
	const events = [at(1).opened(), at(2).request(), at(3).loss(), at(4).reject(), ...wholeSwitch(10, 1, ROOT, BLUE)];
	const again = at(0).session({ host: "again" });
	const state = observe(...PERSONAS, ...events, again);
	t.deepEqual({ ...state }, { ...stateOf([again]), earlier: { sessions: 1, incomplete: 1, violations: 0 } });
	t.is(plain(state.session?.host), "again");
	t.false(state.ready);
});
