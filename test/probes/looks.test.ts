import test from "ava";
import { type Event, type Inum, NO_PERSONA, NO_PROCESS } from "../../decoders/event.js";
import { Course } from "../../model/audit/course.js";
import { shortcomings } from "../../model/completeness.js";
import { Looks } from "../../probes/looks.js";
import { ActivityPolicy, policyOf } from "../../probes/policy.js";
import { at, BLUE, key, MS, nanos, PERSONAS, RED, ROOT, stateOf } from "../model/at.js";

const STOCK = [at(0).session({ deviceNamespaces: false }), at(0).probe(), ...PERSONAS, at(0).ready()];

const look = (since: number, persona: number | undefined) => ({
	since: nanos(since * MS),
	until: nanos((since + 10) * MS),
	persona: persona as Inum | undefined,
	process: NO_PROCESS,
});
const read = (t: number, client: number, delivered: number) => at(t * MS).delivery({ client, delivered });
const open = (t: number, client: number, persona: number) => at(t * MS).opened({ client, persona });

const watching = () => new Looks(new ActivityPolicy(policyOf("logind")));

/** Each look, and all that was told by then. */
const follow = (...parts: readonly (readonly Event[] | ReturnType<typeof look>)[]): readonly Event[] => {
	const looks = watching();
	const told = [...looks.hear(STOCK)];
	for (const part of parts) {
		if ("since" in part) looks.look(part);
		else told.push(...looks.hear(part));
	}
	looks.end();
	return [...told, ...looks.hear([])];
};

const changed = follow(
	look(1, BLUE),
	[open(5, 1, BLUE), open(5, 2, RED)],
	look(100, BLUE),
	[read(110, 1, 1), read(150, 2, 3), read(205, 1, 4)],
	look(200, RED),
	[read(300, 1, 5), read(460, 2, 9)],
	look(500, RED),
	[read(600, 2, 12)],
);

test("what is held comes as time passes, though nothing else happens", (t) => {
	const looks = watching();
	looks.look(look(1, BLUE));
	const late = at(50 * MS).ready();
	t.deepEqual(
		looks.hear([late]).filter(({ kind }) => kind === "ready"),
		[],
	);
	looks.look(look(100, BLUE));
	t.deepEqual(
		looks.hear([]).filter(({ kind }) => kind === "ready"),
		[late],
	);
});

test("a change lies between the last look that had not seen it and the first that had", (t) => {
	const state = stateOf(changed);
	t.is(state.active?.persona, key(RED));
	const [one, ...others] = state.switches;
	t.deepEqual(others, []);
	t.like(one, { outcome: "done", reason: "session", from: key(BLUE), to: key(RED), torn: false });
	t.is(one?.firsts.get("input"), ((460 - 210) * MS) as never);
	const times = changed.flatMap(({ kind, t: when }) => (/^switch-(req|fl|en)/.test(kind) ? [[kind, when / MS]] : []));
	t.deepEqual(times, [
		["switch-requested", 100],
		["switch-flipped", 210],
		["switch-ended", 460],
	]);
	t.deepEqual(shortcomings(state), []);
});

test("all is told in the order of its time, and nothing is lost or told twice", (t) => {
	const times = changed.map((event) => event.t);
	t.deepEqual(
		times,
		times.toSorted((a, b) => a - b),
	);
	t.is(changed.filter(({ kind }) => kind === "delivery").length, 6);
});

test("in between, and until all from before has been told, neither side is in the background; then the one that left is", (t) => {
	const course = new Course();
	const answers = changed.flatMap((event) => {
		course.take(event);
		return event.kind === "delivery" ? [[event.t / MS, course.allows(BLUE as Inum), course.allows(RED as Inum)]] : [];
	});
	t.deepEqual(answers, [
		[110, "yes", "yes"],
		[150, "yes", "yes"],
		[205, "yes", "yes"],
		[300, "yes", "yes"],
		[460, "yes", "yes"],
		[600, "no", "yes"],
	]);
});

test("what is after the last look waits for another; when nobody looks any more, it waits no longer", (t) => {
	const looks = watching();
	t.deepEqual(looks.hear(STOCK), []);
	looks.look(look(50, ROOT));
	const told = looks.hear([open(49, 1, BLUE), open(51, 2, RED)]);
	t.is(told.filter(({ kind }) => kind === "opened").length, 1);
	const last = looks.hear([at(70 * MS).ready()]);
	t.deepEqual(last, []);
	looks.end();
	t.deepEqual(
		looks.hear([]).map(({ kind }) => kind),
		["opened", "active", "ready"],
	);
});

test("another session of the same persona changes nothing", (t) => {
	const state = stateOf(follow(look(1, BLUE), look(100, BLUE), look(200, BLUE), [read(900, 1, 1)]));
	t.is(state.active?.persona, key(BLUE));
	t.is(state.switches.length, 0);
});

/** Who is said to be active, and when. */
const active = (events: readonly Event[]) =>
	events.flatMap((event) => (event.kind === "active" ? [[event.t / MS, event.persona, event.since / MS]] : []));

const STRANGER = 4026532777;

test("a session that nobody leads, or somebody who is not known, as one inside another persona: it is not known who is active, from the look before", (t) => {
	for (const who of [undefined, STRANGER]) {
		const told = follow(look(1, BLUE), look(100, BLUE), look(200, who), look(900, who), [open(800, 1, BLUE)]);
		t.deepEqual<unknown, unknown>(active(told), [
			[11, BLUE, 11],
			[100, NO_PERSONA, 100],
		]);
		const state = stateOf(told);
		t.is(state.active, undefined);
		t.is(state.switches.length, 0);
		t.deepEqual(shortcomings(state), []);
	}
});

test("nobody is judged while it is not known; who comes then is active once all from before has been told", (t) => {
	const course = new Course();
	const told = follow(
		look(1, BLUE),
		[open(5, 1, BLUE), open(5, 2, RED), read(60, 2, 1)],
		look(100, BLUE),
		look(200, undefined),
		[read(150, 2, 2), read(300, 2, 3)],
		look(400, RED),
		[read(600, 1, 9), read(655, 1, 9), read(700, 2, 12)],
		look(900, RED),
	);
	const answers = told.flatMap((event) => {
		course.take(event);
		return event.kind === "delivery" ? [[event.t / MS, course.allows(BLUE as Inum), course.allows(RED as Inum)]] : [];
	});
	t.deepEqual(answers, [
		[60, "yes", "no"],
		[150, "unknown", "unknown"],
		[300, "unknown", "unknown"],
		[600, "unknown", "unknown"],
		[655, "unknown", "unknown"],
		[700, "no", "yes"],
	]);
	t.deepEqual<unknown, unknown>(active(told).at(-1), [660, RED, 410]);
});

test("somebody is active again though nothing else happens meanwhile, and may be lost sight of again", (t) => {
	const told = follow(
		look(1, BLUE),
		look(100, undefined),
		look(900, RED),
		look(1700, RED),
		look(1800, undefined),
		look(2900, undefined),
		[open(2500, 1, BLUE)],
	);
	t.deepEqual<unknown, unknown>(
		active(told).map(([, persona]) => persona),
		[BLUE, NO_PERSONA, RED, NO_PERSONA],
	);
});

test("whoever was not known is active once it has been told of", (t) => {
	const appeared = at(950 * MS).personaAppeared({ persona: STRANGER, initPid: 300 });
	const known = stateOf(
		follow(look(1, ROOT), look(200, STRANGER), look(1300, STRANGER), [read(900, 1, 1), appeared, read(1250, 1, 2)]),
	);
	t.is(known.active?.persona, [...known.personas.values()].find(({ inum }) => Number(inum) === STRANGER)?.key);
});

test("who comes and is gone before all from before has been told is not said to be active", (t) => {
	const coming = [look(1, BLUE), look(100, undefined), look(200, RED)];
	const gone = at(300 * MS).personaGone({ persona: RED });
	const whom = (...events: readonly Event[]) =>
		active(follow(...coming, [read(250, 1, 1)], look(900, RED), [...events, read(600, 1, 2)])).map(
			([, persona]) => persona,
		);
	t.deepEqual<unknown, unknown>(whom(), [BLUE, NO_PERSONA, RED]);
	t.deepEqual<unknown, unknown>(whom(gone), [BLUE, NO_PERSONA]);
});

test("of a first session that nobody leads nothing is said, nor of the next before all from before has been told", (t) => {
	t.deepEqual<unknown, unknown>(
		active(follow(look(1, undefined), look(100, BLUE), look(900, BLUE), [read(200, 2, 1), read(400, 2, 1)])),
		[[360, BLUE, 110]],
	);
});

test("two changes at once do not overlap", (t) => {
	const state = stateOf(
		follow(look(1, BLUE), [open(5, 1, BLUE)], look(100, BLUE), look(200, RED), look(205, ROOT), look(900, ROOT), [
			read(1000, 1, 1),
		]),
	);
	t.deepEqual(
		state.switches.map(({ to, outcome, torn }) => [to, outcome, torn]),
		[
			[key(RED), "done", false],
			[key(ROOT), "done", false],
		],
	);
	t.deepEqual(shortcomings(state), []);
});

test("what looks may hang: the stream waits for some seconds, and then says that nobody looks", (t) => {
	for (const seen of [[look(1, BLUE)], []]) {
		const looks = watching();
		for (const one of seen) looks.look(one);
		looks.hear(STOCK);
		t.deepEqual(looks.hear([read(4900, 1, 1)]), []);
		const told = looks.hear([read(5100, 1, 2)]);
		t.deepEqual(
			told.map(({ kind }) => kind).filter((kind) => kind === "delivery" || kind === "loss"),
			["delivery", "delivery", "loss"],
		);
		looks.look(look(5200, RED));
		t.false(
			looks.hear([read(6000, 1, 3)]).some(({ kind }) => kind.startsWith("switch")),
			"what comes later is not believed",
		);
	}
});

test("where looking fails, it is told that who is active is not known from then on; an end that was asked for is no failure", (t) => {
	const looks = watching();
	looks.look(look(1, BLUE));
	looks.hear([...STOCK, read(50, 1, 1)]);
	looks.end("it broke");
	const told = [...looks.hear([at(60 * MS).ready()]), ...looks.hear([])];
	const [loss, ...others] = told.filter(({ kind }) => kind === "loss");
	t.deepEqual(others, []);
	t.like(loss, { kind: "loss", where: "collector", reason: "it broke", since: nanos(MS), t: nanos(60 * MS) });
	t.deepEqual<unknown, unknown>(active(told).at(-1), [60, NO_PERSONA, 60]);
	t.false(changed.some(({ kind }) => kind === "loss"));
});
