import test from "ava";
import { deviceNumber, type Event, NO_CLIENT } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import { ActivityPolicy, policyOf } from "../../probes/policy.js";
import { at, BLUE, CARD, key, PERSONAS, RED, ROOT, stateOf } from "../model/at.js";

const STOCK = [at(0).session({ deviceNamespaces: false }), at(0).probe(), ...PERSONAS, at(0).ready()];

const follow = (policy: string, ...events: readonly Event[]): readonly Event[] =>
	new ActivityPolicy(policyOf(policy)).hear([...STOCK, ...events]);

const added = (events: readonly Event[]): readonly string[] =>
	events.flatMap((event) =>
		"switch" in event ? `${event.kind} ${event.switch}` : event.kind === "active" ? "active" : [],
	);

const open = (t: number, client: number, persona: number) =>
	at(t).opened({ client, class: "display", device: CARD, persona });
const take = (t: number, client: number, persona: number) => at(t).claim({ client, persona });
const drop = (t: number, client: number, persona: number) => at(t).claim({ client, persona, taken: false });

const handed = follow(
	"master",
	open(1, 1, BLUE),
	take(2, 1, BLUE),
	open(3, 2, RED),
	drop(100, 1, BLUE),
	take(160, 2, RED),
	at(170).update({ client: 1, pans: 4 }),
	at(180).update({ client: 2, pans: 1 }),
	at(190).update({ client: 2, pans: 2 }),
);

test("the first master is active; another that takes over is a switch, from letting go to taking", (t) => {
	const state = stateOf(handed);
	t.is(state.active?.persona, key(RED));
	const [one, ...others] = state.switches;
	t.deepEqual(others, []);
	t.like(one, { outcome: "done", reason: "master", from: key(BLUE), to: key(RED), total: 60 as never, torn: false });
	t.is<number | undefined, number>(one?.firsts.get("frame"), 20);
	t.deepEqual(shortcomings(state), []);
});

test("its first frame is its own, and only the first", (t) => {
	t.is(added(handed).filter((what) => what.startsWith("switch-first")).length, 1);
});

test("a master that closes lets go as well", (t) => {
	const state = stateOf(
		follow("master", open(1, 1, BLUE), take(2, 1, BLUE), at(50).closed(), open(60, 2, RED), take(61, 2, RED)),
	);
	t.is<number | undefined, number>(state.switches[0]?.total, 11);
});

test("who takes again what it let go of stays active; who takes what is its persona's own is no news", (t) => {
	const again = stateOf(follow("master", open(1, 1, BLUE), take(2, 1, BLUE), drop(3, 1, BLUE), take(4, 1, BLUE)));
	t.is(again.active?.persona, key(BLUE));
	t.deepEqual(shortcomings(again), []);
	t.deepEqual(added(follow("master", open(1, 1, BLUE), take(2, 1, BLUE), open(3, 2, BLUE), take(4, 2, BLUE))), [
		"active",
	]);
});

test("a claim that is refused, another role, and letting go of what another has change nothing", (t) => {
	const lease = at(5).claim({ client: 2, persona: RED, what: "lease" });
	const refused = at(6).claim({ client: 2, persona: RED, errno: 16 });
	t.deepEqual(added(follow("master", take(2, 1, BLUE), lease, refused, drop(7, 2, RED))), ["active"]);
});

const foreground = (t: number, minor: number, persona: number, taken = true) => {
	const device = deviceNumber(4, minor);
	return at(t).claim({ class: "terminal", device, client: NO_CLIENT, what: "foreground", persona, taken });
};

test("whose terminal is in the foreground is active; a switch lasts from when it is asked to let go", (t) => {
	const events = follow(
		"vt",
		take(1, 1, RED),
		foreground(2, 1, ROOT),
		foreground(100, 1, ROOT, false),
		foreground(140, 2, BLUE),
		drop(210, 1, RED),
	);
	const state = stateOf(events);
	t.is(state.active?.persona, key(BLUE), "whoever is a display's master");
	const [one, ...others] = state.switches;
	t.deepEqual(others, []);
	t.like(one, { outcome: "done", reason: "terminal", from: key(ROOT), to: key(BLUE), total: 40 as never, torn: false });
	t.like(one?.drivers[0], { phase: "deactivate", took: 40 as never, errno: 0 });
	t.deepEqual(shortcomings(state), []);
});

test("a terminal that is not let go of, or that changes hands within a persona, leaves it active", (t) => {
	const stays = stateOf(follow("vt", foreground(2, 1, BLUE), foreground(9, 1, BLUE, false), foreground(20, 1, BLUE)));
	t.is(stays.active?.persona, key(BLUE));
	t.deepEqual(shortcomings(stays), []);
	t.deepEqual(added(follow("vt", foreground(2, 1, BLUE), foreground(9, 1, BLUE))), ["active"]);
});

test("a persona that is named is active as soon as it has the name", (t) => {
	const named = at(5).personaNamed({ persona: RED, source: "container", name: "docker/phone" });
	t.is(stateOf(follow("docker/phone", named)).active?.persona, key(RED));
	t.is(stateOf(follow("100")).active?.persona, key(BLUE), "by the PID of its init");
	t.is(stateOf(follow("phone", named)).active, undefined);
	t.deepEqual(added(follow("docker/phone", take(2, 1, BLUE), named)), ["active"], "whoever is the master");
});

test("with none, nobody is said to be active", (t) => {
	t.deepEqual(added(follow("none", take(2, 1, BLUE), take(3, 2, RED))), []);
	t.is(stateOf(follow("none", take(2, 1, ROOT))).active, undefined);
});
