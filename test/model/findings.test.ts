import test from "ava";
import type { Event } from "../../decoders/event.js";
import { at, BLUE, key, observe, PERSONAS, plain, RED } from "./at.js";

const seen = (...events: readonly Event[]) => {
	const state = observe(...PERSONAS, at(1).deviceAppeared(), at(2).opened(), ...events);
	return [...state.findings.values()].map(plain);
};

test("a finding is about a persona, a client, a process and a device", (t) => {
	const [found, ...others] = seen(at(9).finding({ since: 7, count: 2 }));
	t.deepEqual(others, []);
	t.like(found, {
		rule: "input-background",
		persona: key(BLUE),
		client: 1,
		device: "input/13:64",
		since: 7,
		latest: 9,
	});
	t.like(found, { count: 2, process: { pid: 1234, innerPid: 7, comm: "evtest" } });
});

test("what a finding is not about, and what nobody told of, is absent", (t) => {
	const [found] = seen(
		at(9).finding({ persona: 99, client: 0, device: 0, process: { pid: 0, innerPid: 0, comm: "" } }),
	);
	t.like(found, { persona: undefined, client: undefined, process: undefined, device: undefined });
});

test("repeats are one finding, with the count that was told last", (t) => {
	const found = seen(
		at(8).finding(),
		at(9).finding({ since: 8, count: 5, what: "9 events were delivered in the background" }),
	);
	t.is(found.length, 1);
	t.like(found[0], { since: 0, latest: 9, count: 5, what: "9 events were delivered in the background" });
});

test("a finding that is told again with less is not forgotten in part", (t) => {
	t.is(seen(at(8).finding({ count: 5 }), at(9).finding({ count: 1 }))[0]?.count, 5);
});

test("what is the same but for its numbers is the same; anything else is another finding", (t) => {
	t.is(
		seen(at(8).finding({ what: "switch 1 never ended" }), at(9).finding({ what: "switch 22 never ended" })).length,
		1,
	);
	t.is(seen(at(8).finding({ what: "switch 1 never ended" }), at(9).finding({ what: "a driver failed" })).length, 2);
});

test("other rules, personas, clients and devices are other findings", (t) => {
	const others = [{ rule: "x" }, { persona: RED }, { client: 2 }, { class: "led", device: 0, name: "a" }] as const;
	t.is(seen(at(8).request({ name: "a" }), at(8).finding(), ...others.map((other) => at(9).finding(other))).length, 5);
});

test("without a client, each process's findings are its own", (t) => {
	const by = (pid: number) => at(9).finding({ client: 0, process: { pid, innerPid: 1, comm: "a" } });
	t.is(seen(by(1), by(2), by(1)).length, 2);
});

test("a violation is a problem in the log, once; a warning is a notice", (t) => {
	const state = observe(
		...PERSONAS,
		at(8).finding(),
		at(9).finding({ count: 2 }),
		at(9).finding({ rule: "w", severity: "warning" }),
	);
	t.deepEqual(
		state.log.filter(({ event }) => event.kind === "finding").map(({ severity }) => severity),
		["problem", "notice"],
	);
});

test("who breaks rules without end does not fill the memory", (t) => {
	const many = Array.from({ length: 1500 }, (_, client) => at(9).finding({ client: client + 1 }));
	const state = observe(...PERSONAS, ...many);
	t.is(state.findings.size, 1000);
	t.is(state.findingsForgotten, 500);
});
