/** What stock kernels tell besides opens and counts: who came from outside, who made a device, who has a role on one. */
import test from "ava";
import { deviceNumber, type Event } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import { owner } from "../../model/ownership.js";
import { at, BLUE, CARD, id, key, observe, PERSONAS, plain, RED, ROOT } from "./at.js";

const STOCK = [at(0).session({ deviceNamespaces: false }), at(0).ready(), ...PERSONAS];

test("a client of a process that came from outside is told apart, another of the same persona is not", (t) => {
	const outsider = { pid: 77, innerPid: 9, comm: "sh" };
	const state = observe(
		...PERSONAS,
		at(1).entered({ process: outsider }),
		at(2).opened({ client: 1, process: outsider }),
		at(3).opened({ client: 2 }),
		at(4).opened({ client: 3, persona: RED, process: outsider }),
	);
	t.deepEqual(
		[1, 2, 3].map((client) => state.clients.get(id(client))?.entered),
		[true, undefined, undefined],
	);
});

test("whether who opened came from outside is as the open itself says, or not known", (t) => {
	const visitor = { pid: 77, innerPid: 9, comm: "sh" };
	const state = observe(
		...PERSONAS,
		at(1).entered({ process: visitor }),
		at(2).opened({ client: 1, process: visitor, origin: "inside" }),
		at(3).opened({ client: 2, origin: "outside" }),
		at(4).opened({ client: 3, origin: "unknown" }),
	);
	t.deepEqual(
		[1, 2, 3].map((client) => state.clients.get(id(client))?.entered),
		[false, true, undefined],
	);
});

test("who has ended is forgotten: the next persona with the number begins without its visitors", (t) => {
	const outsider = { pid: 77, innerPid: 9, comm: "sh" };
	const state = observe(
		...PERSONAS,
		at(1).entered({ process: outsider }),
		at(2).personaGone(),
		at(3).personaAppeared({ initPid: 300 }),
		at(4).opened({ process: outsider }),
	);
	t.is(state.clients.get(id(1))?.entered, undefined);
});

test("a device is known with its maker", (t) => {
	const state = observe(...PERSONAS, at(1).deviceAppeared(), at(1).deviceMade());
	const [device] = state.devices.values();
	t.is(device?.maker?.persona, key(BLUE));
});

test("a display is its master's, whoever else has it open; without one it is shared", (t) => {
	const open = (client: number, persona: number) => at(1).opened({ client, class: "display", device: CARD, persona });
	const taken = at(2).claim({ client: 2, persona: RED });
	const both = [...STOCK, open(1, BLUE), open(2, RED)];
	const [display] = observe(...both).devices.keys();
	const ownerAfter = (...events: readonly Event[]) => {
		const state = observe(...both, ...events);
		return display && plain(owner(state, display));
	};
	t.is(ownerAfter()?.is, "shared");
	t.like(ownerAfter(taken), { is: "owned", persona: key(RED), by: "master" });
	t.like(ownerAfter(at(2).claim({ client: 2, persona: RED, errno: 16 })), { is: "shared" });
	t.like(ownerAfter(taken, at(3).claim({ client: 2, persona: RED, taken: false })), { is: "shared" });
	t.like(ownerAfter(taken, at(3).closed({ client: 2 })), { is: "owned", persona: key(BLUE), by: "open" });
	t.like(ownerAfter(taken, at(3).claim({ client: 1, taken: false })), { is: "owned", persona: key(RED), by: "master" });
});

test("one terminal is in the foreground, though it was not told that another no longer is", (t) => {
	const foreground = (minor: number, persona: number) =>
		at(minor).claim({ class: "terminal", device: deviceNumber(4, minor), what: "foreground", persona });
	const state = observe(...STOCK, foreground(1, BLUE), foreground(2, RED));
	t.deepEqual(
		[...state.devices.values()].map((device) => device.claims.get("foreground")?.persona),
		[undefined, key(RED)],
	);
});

test("what a client does besides reading is cumulative", (t) => {
	const state = observe(
		...PERSONAS,
		at(1).opened(),
		at(2).usage({ filtered: 3, polls: 1 }),
		at(3).usage({ filtered: 5 }),
	);
	t.like(state.clients.get(id(1)), { filtered: 5, injected: 0, polls: 1 });
	t.is(state.inconsistencies.get("count-backwards"), 1, "the polls went backwards");
	t.is(observe(...PERSONAS, at(1).opened()).clients.get(id(1))?.filtered, undefined);
});

test("a kernel without device namespaces lacks nothing that only they have", (t) => {
	const without = (gives: readonly "switch"[]) => [
		at(0).session({ deviceNamespaces: false }),
		at(0).probe({ probe: "dev_ns/switch", state: "missing", gives, reason: "x" }),
		at(0).ready(),
	];
	t.false(
		shortcomings(observe(...without(["switch"]))).some((one) => one.is === "missing" && one.capability === "switch"),
	);
	t.is(observe(at(1).opened({ persona: ROOT })).clients.size, 1);
});
