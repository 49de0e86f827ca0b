import test from "ava";
import type { Event, First } from "../../decoders/event.js";
import type { State, Switch } from "../../model/state.js";
import { at, BLUE, key, observe, PERSONAS, type Plain, plain, RED, ROOT, wholeSwitch } from "./at.js";

const whole = wholeSwitch(1000, 1, ROOT, BLUE);

const seen = (...events: readonly Event[]): State => observe(...PERSONAS, ...events);

const only = (state: State): Plain<Switch> => {
	const [one, ...others] = state.switches;
	if (!one || others.length > 0) throw new Error(`${state.switches.length} switches`);
	return plain(one);
};

/** The whole switch without the pieces that fit. */
const without = (fits: (event: Event) => boolean): State => seen(...whole.filter((event) => !fits(event)));

test("a switch's pieces add up to its total", (t) => {
	const state = seen(...whole);
	const one = only(state);
	t.like(one, { from: key(ROOT), to: key(BLUE), outcome: "done", torn: false, reason: "request", asker: key(ROOT) });
	t.like(one, { requested: 1000, locked: 1010, flipped: 1130, ended: 1400 });
	t.like(one, { total: 400, lockWait: 10, remainder: 90 });
	t.deepEqual(
		one.drivers.map(({ driver, phase, took, errno }) => [driver, phase, took, errno]),
		[
			["input", "deactivate", 100, 0],
			["input", "activate", 200, 0],
		],
	);
	t.is(state.inconsistencies.size, 0);
});

test("a switch that runs has no total, and is not torn", (t) => {
	const one = only(seen(...whole.slice(0, 3)));
	t.like(one, { outcome: "running", total: undefined, remainder: undefined, lockWait: 10, torn: false });
	t.is(one.drivers[0]?.took, undefined);
});

const isDriver = (event: Event): boolean => event.kind === "driver-began" || event.kind === "driver-ended";

const missing: readonly (readonly [string, (event: Event) => boolean, Partial<Plain<Switch>>])[] = [
	["request", (e) => e.kind === "switch-requested", { total: undefined, lockWait: undefined, reason: undefined }],
	["lock", (e) => e.kind === "switch-locked", { total: 400, lockWait: undefined, remainder: undefined }],
	["driver's begin", (e) => e.kind === "driver-began", { total: 400, remainder: undefined }],
	["driver's end", (e) => e.kind === "driver-ended", { total: 400, remainder: undefined }],
	["flip", (e) => e.kind === "switch-flipped", { flipped: undefined, outcome: "done" }],
	["lock and flip", (e) => e.kind === "switch-flipped" || e.kind === "switch-locked", { outcome: "unknown" }],
];
for (const [what, fits, expected] of missing)
	test(`a switch whose ${what} is missing is torn, and has no figure made of it`, (t) => {
		const state = without(fits);
		t.like(only(state), { ...expected, torn: true });
		t.is(state.inconsistencies.has("missed-piece"), what !== "request", "what preceded the probes is natural");
	});

test("a switch without drivers is whole", (t) => {
	t.like(only(without(isDriver)), { remainder: 390, torn: false });
});

test("a driver that was called for one and for all has both shares", (t) => {
	const again = [at(1125).driverBegan({ switch: 1 }), at(1128).driverEnded({ switch: 1 })];
	const state = seen(...whole.slice(0, 4), ...again, ...whole.slice(4));
	t.deepEqual(
		only(state).drivers.map(({ took }) => took),
		[100, 3, 200],
	);
	t.is(plain(only(state).remainder), 87);
});

test("pieces may come out of order", (t) => {
	const shuffled = [7, 6, 5, 4, 3, 2, 1, 0].flatMap((index) => whole[index] ?? []);
	t.like(only(seen(...shuffled)), { total: 400, lockWait: 10, remainder: 90, torn: false, outcome: "done" });
});

test("a driver's error is its own: the switch is done", (t) => {
	const failing = whole.map((event) => (event.kind === "driver-ended" ? { ...event, errno: 5 } : event));
	const one = only(seen(...failing));
	t.like(one, { outcome: "done", torn: false });
	t.deepEqual(
		one.drivers.map(({ errno }) => errno),
		[5, 5],
	);
});

test("a failed switch is failed, with or without the lock", (t) => {
	const failed = at(1400).switchEnded({ errno: 3 });
	for (const before of [whole.slice(0, 1), whole.slice(0, 2)]) {
		const state = seen(...before, failed);
		t.like(only(state), { outcome: "failed", errno: 3, total: 400, torn: false });
		t.is(state.inconsistencies.size, 0);
	}
});

test("a switch to the active persona changes nothing", (t) => {
	const state = seen(at(1).switchRequested({ to: ROOT }), at(2).switchLocked(), at(3).switchEnded());
	t.like(only(state), { outcome: "unchanged", from: key(ROOT), to: key(ROOT), torn: false, lockWait: 1, remainder: 1 });
});

test("a request made while another switch runs waits for the lock", (t) => {
	const [request, ...rest] = wholeSwitch(1000, 1, ROOT, BLUE);
	const second = wholeSwitch(1410, 2, BLUE, RED).slice(1);
	const state = seen(
		...(request ? [request] : []),
		at(1050).switchRequested({ switch: 2, to: RED }),
		...rest,
		...second,
	);
	t.deepEqual(
		plain(state.switches).map(({ lockWait, total, torn, outcome }) => [lockWait, total, torn, outcome]),
		[
			[10, 400, false, "done"],
			[370, 760, false, "done"],
		],
	);
	t.is(state.inconsistencies.size, 0);
});

test("a switch that had the lock when another has it has ended unseen", (t) => {
	const state = seen(...whole.slice(0, 7), ...wholeSwitch(5000, 2, BLUE, RED));
	t.deepEqual(
		plain(state.switches).map(({ outcome, torn, total }) => [outcome, torn, total]),
		[
			["unknown", true, undefined],
			["done", false, 400],
		],
	);
	t.is(state.inconsistencies.get("missed-piece"), 1);
});

test("a death makes a switch to root", (t) => {
	const state = seen(...whole, at(2000).switchRequested({ switch: 2, to: ROOT, reason: "death" }));
	t.like(state.switches[1], { reason: "death", to: key(ROOT), outcome: "running" });
});

const loss = test.macro((t, since: number, until: number, torn: boolean) => {
	const before = whole.filter((event) => event.t <= until);
	const after = whole.filter((event) => event.t > until);
	t.is(only(seen(...before, at(until).loss({ since }), ...after, at(9000).mark())).torn, torn);
});
test("a loss while the switch runs tears it", loss, 1100, 1200, true);
test("a loss that began before it tears it", loss, 500, 1005, true);
test("a loss that began in it and was told after it tears it", loss, 1390, 2000, true);
test("a loss around it tears it", loss, 10, 2000, true);
test("a loss before it does not", loss, 10, 990, false);
test("a loss after it does not", loss, 1500, 2000, false);

test("a first frame and input are counted from the flip", (t) => {
	const first = (at_: number, what: First) => at(at_).switchFirst({ what });
	const one = only(seen(...whole, first(1630, "frame"), first(2130, "input"), first(3130, "frame")));
	t.deepEqual(
		[...one.firsts],
		[
			["frame", 500],
			["input", 1000],
		],
	);
});

test("without a first there is none", (t) => {
	t.deepEqual([...only(seen(...whole)).firsts], []);
});

const stale: readonly (readonly [string, readonly Event[]])[] = [
	["after the next flip", [...whole, ...wholeSwitch(2000, 2, BLUE, RED), at(9000).switchFirst()]],
	["of another persona", [...whole, at(9000).switchFirst({ persona: RED })]],
	["before the flip", [...whole, at(1100).switchFirst()]],
	["of a switch without a flip", [...whole.slice(0, 4), at(9000).switchFirst()]],
];
for (const [what, events] of stale)
	test(`a first ${what} is none`, (t) => {
		t.deepEqual([...(seen(...events).switches[0]?.firsts ?? [])], []);
	});

test("the first switch of all may lack its request without being inconsistent, but is torn", (t) => {
	const state = seen(...whole.slice(1));
	t.is(state.inconsistencies.size, 0);
	t.like(only(state), { torn: true, outcome: "done", total: undefined });
	t.is(seen(...whole, ...wholeSwitch(2000, 2, BLUE, RED).slice(1)).inconsistencies.get("unknown-switch"), 1);
});

test("time that runs backwards is no figure", (t) => {
	const state = seen(...whole.slice(0, 7), at(900).switchEnded());
	t.like(only(state), { total: undefined, remainder: undefined, torn: true });
});
