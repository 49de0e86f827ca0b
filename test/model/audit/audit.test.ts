/** What the audit makes of a stream whatever its rules say: doubts, folding, sessions, what a recording tells. */
import test from "ava";
import { deviceNumber, type Event } from "../../../decoders/event.js";
import { RULES } from "../../../model/audit/rules.js";
import { nanos, PREAMBLE, wholeSwitch } from "../at.js";
import { at, audit, BLUE, play, ROOT, STAGE, verified } from "./story.js";

const S = 1e9;
const ID = "input-background";

test("a whole stream in which nothing is wrong passes, and every rule with it", (t) => {
	const { verdict, of } = play(...wholeSwitch(10, 1, ROOT, BLUE), verified(500, BLUE));
	t.is(verdict, "pass");
	for (const { id } of RULES) t.is(of(id).verdict, "pass", id);
});

const inconclusive = test.macro((t, reason: RegExp, events: readonly Event[], only?: readonly string[]) => {
	const { verdict, of, doubts } = audit(events);
	t.is(verdict, "inconclusive");
	for (const { id } of RULES) {
		const doubted = only === undefined || only.includes(id);
		t.is(of(id).verdict, doubted ? "inconclusive" : "pass", id);
		t.is(
			doubts(id).some((one) => reason.test(one)),
			doubted,
			`${id}: ${doubts(id).join("; ")}`,
		);
	}
});

const told = (...events: readonly Event[]) => [...STAGE, ...events];
const withProbe = (...probes: readonly Event[]) =>
	STAGE.flatMap((event) => (event.kind === "probe" ? [...probes] : [event]));
const given = (event: Event): readonly string[] => (event.kind === "probe" ? event.gives : []);
const all = given(PREAMBLE[1] as Event);
const without = (capability: string) =>
	withProbe(
		at(0).probe({ gives: all.filter((one) => one !== capability) as never }),
		at(0).probe({ probe: "other", state: "missing", gives: [capability] as never, reason: "no function" }),
	);

test(
	"a loss casts a doubt on every rule",
	inconclusive,
	/something was lost: full/,
	told(at(9).loss({ reason: "full" })),
);
test("so does a line that was not understood", inconclusive, /was not understood/, told(at(9).reject()));
test(
	"so does a torn recording",
	inconclusive,
	/something was lost/,
	told(at(9).loss({ where: "recording", count: 0 })),
);
test("so does what was never told to its end", inconclusive, /not told to its end/, [
	...STAGE.filter(({ kind }) => kind !== "ready"),
]);
test(
	"so does a client that was never opened",
	inconclusive,
	/whose opening was not/,
	told(at(9).delivery({ client: 77 })),
);
test(
	"so does a persona that nobody could identify",
	inconclusive,
	/identif/,
	told(at(9).request({ persona: 77, applied: false })),
);
test(
	"a probe that is missing, on the rules that need it",
	inconclusive,
	/led.level was not watched/,
	without("led.level"),
	["request-background"],
);
for (const [capability, ...rules] of [
	["input.state", "input-background"],
	["input.path", "input-background"],
	["display.open", "display-bypass"],
	["framebuffer.kept", "drawing-kept"],
	["log.given", "log-own"],
	["alarm.told", "alarm-own"],
] as const)
	test(
		`the witness of ${capability}, likewise`,
		inconclusive,
		new RegExp(`${capability} was not watched`),
		without(capability),
		rules,
	);
test(
	"the switches' drivers, which tell of the framebuffer's part",
	inconclusive,
	/switch.driver was not watched/,
	without("switch.driver"),
	["screen-restored", "switch-whole"],
);
test(
	"a probe that nobody has heard of, likewise",
	inconclusive,
	/no probe gives input.seized/,
	withProbe(at(0).probe({ gives: all.filter((one) => one !== "input.seized") as never })),
	["grab-background", "grab-restored"],
);
test(
	"a probe that ended before its time",
	inconclusive,
	/was not watched/,
	[
		...withProbe(
			at(0).probe({ gives: all.filter((one) => one !== "input.read") as never }),
			at(0).probe({ probe: "r", gives: ["input.read"] }),
		),
		at(9).probe({ probe: "r", state: "ended", reason: "killed", gives: ["input.read"] }),
	],
	[ID, "keys-held"],
);
test(
	"and one that came back, for the time between",
	inconclusive,
	/was not watched/,
	[
		...withProbe(
			at(0).probe({ gives: all.filter((one) => one !== "input.read") as never }),
			at(0).probe({ probe: "r", gives: ["input.read"] }),
		),
		at(9).probe({ probe: "r", state: "ended", reason: "killed", gives: ["input.read"] }),
		at(19).probe({ probe: "r", gives: ["input.read"] }),
	],
	[ID, "keys-held"],
);

test("one that is missing is none where another is attached that gives as much, whichever is told first", (t) => {
	const missing = at(0).probe({ probe: "m", state: "missing", gives: all as never });
	const attached = at(1).probe({ probe: "s", gives: all as never });
	const verdict = (...probes: readonly Event[]) => audit(withProbe(...probes)).of(ID).verdict;
	t.is(verdict(missing, attached), "pass");
	t.is(verdict(attached, missing), "pass");
	t.is(verdict(missing), "inconclusive");
	t.is(
		audit([...withProbe(missing), at(9).probe({ probe: "s", gives: all as never })]).of(ID).verdict,
		"inconclusive",
		"too late",
	);
});

test("a probe that ended as it was told to is none", (t) => {
	t.is(play(at(9).probe({ state: "ended" })).verdict, "pass");
});

test("a doubt names whom and what it is about, and from when to when", (t) => {
	const { of } = play(at(10).delivery({ delivered: 9 }), at(10).read({ read: 8, settled: 7 }), at(20).mark());
	const [doubt, ...others] = of(ID).doubts;
	t.deepEqual(others, []);
	t.like(doubt, { personas: [`${BLUE}#1`], devices: ["input/13:64"], since: 2, until: 20 });
	const [lost] = play(at(9).loss({ since: 4 })).of(ID).doubts;
	t.like(lost, { personas: [], devices: [], since: 4, until: 9 });
});

test("a loss is a doubt until it is known again who is active", (t) => {
	const { of } = play(at(9).loss({ since: 4 }), at(50).mark(), ...wholeSwitch(100, 1, ROOT, BLUE));
	t.like(of(ID).doubts[0], { since: 4, until: 110 });
});

test("what looks like a violation right after a loss is none as long as it is not known who is active", (t) => {
	const { broken } = play(at(9).loss({ since: 4 }), at(10).request({ name: "devns::led" }));
	t.deepEqual(broken, []);
});

test("a loss that is told late takes back what its time does not show for sure", (t) => {
	const request = at(1 * S).request({ name: "devns::led" });
	t.is(play(request, at(2 * S).loss({ since: 0.9 * S })).verdict, "inconclusive");
	t.is(play(request, at(2 * S).loss({ since: 1.1 * S })).verdict, "fail");
	t.is(play(request, at(9 * S).loss({ since: 8 * S })).verdict, "fail");
});

test("a violation stays one, and the rule's doubts are told besides", (t) => {
	const { of } = play(at(9).loss(), at(10).leak());
	t.is(of(ID).verdict, "fail");
	t.true(of(ID).doubts.length > 0);
});

test("a rule of what was not there is not applicable, which is said, and is no pass by itself", (t) => {
	const { of, verdict } = audit([...PREAMBLE]);
	t.like(of(ID), { verdict: "not-applicable", reason: "no input device of device namespaces was seen" });
	t.is(verdict, "pass", "switches were watched");
	const blind = PREAMBLE.map((event) =>
		event.kind === "probe" ? { ...event, gives: ["switch", "switch.driver", "led.request"] as const } : event,
	);
	t.is(audit(blind).of(ID).verdict, "inconclusive", "nobody would have seen it");
	t.is(
		audit(blind).of("request-background").verdict,
		"not-applicable",
		"somebody would have, though the witness is missing",
	);
	t.is(audit([...PREAMBLE, at(9).loss()]).of(ID).verdict, "inconclusive", "it may have been there, and been missed");
});

test("a framebuffer that nobody would have seen may have been there", (t) => {
	const OF_SCREENS = ["screen-background", "screen-restored", "display-bypass"];
	const verdicts = (events: readonly Event[]) => OF_SCREENS.map((id) => audit(events).of(id).verdict);
	const bare = (events: readonly Event[]) =>
		events.filter((event) => event.kind !== "device-appeared" || event.class !== "framebuffer");
	t.deepEqual(verdicts(bare(STAGE)), Array(3).fill("not-applicable"));
	for (const capability of ["switch.driver", "framebuffer.showing"]) {
		const events = bare(without(capability));
		t.deepEqual(verdicts(events), Array(3).fill("inconclusive"), capability);
		for (const id of OF_SCREENS)
			t.true(
				audit(events)
					.doubts(id)
					.some((reason) => reason.startsWith(`${capability} was not watched`)),
				`${id} ${capability}`,
			);
	}
	t.is(audit(without("framebuffer.showing")).of("display-bypass").verdict, "pass", "it has been seen");
});

/** As many clients of blue's, one after the other, each with its last counts. */
const passing = (count: number): readonly Event[] =>
	Array.from({ length: count }, (_, at0) => {
		const client = 1000 + at0;
		const time = 10 + at0;
		return [
			at(time).opened({ client, persona: BLUE }),
			at(time).closed({ client }),
			at(time).read({ client, final: true }),
		];
	}).flat();

test("of closed clients that were forgotten nobody knows what they read", (t) => {
	const REASON = /^2 closed clients were forgotten before their books were balanced$/;
	const kept = play(...passing(20_000));
	const more = play(...passing(20_002));
	for (const id of [ID, "keys-held"]) {
		t.is(kept.of(id).verdict, "pass", id);
		t.is(more.of(id).verdict, "inconclusive", id);
		t.true(
			more.doubts(id).some((reason) => REASON.test(reason)),
			more.doubts(id).join("\n"),
		);
	}
	t.is(more.of("grab-background").verdict, "pass", "which has no books");
});

test("nor, of one that had another way to input, whether it was in the background", (t) => {
	const mouse = at(9).opened({ client: 7, persona: ROOT, class: "mouse", device: deviceNumber(13, 63) });
	const events = [mouse, at(9).closed({ client: 7 }), ...passing(20_000)];
	t.deepEqual(play(...events).doubts(ID), ["input can come by mousedev as well, which is not covered"]);
	t.deepEqual(play(...events.slice(0, -3)).doubts(ID), [], "while it is remembered, it was not");
});

test("on a kernel without device namespaces nothing is applicable, and that is no pass", (t) => {
	const stock = STAGE.map((event) => (event.kind === "session" ? { ...event, deviceNamespaces: false } : event));
	const judged = audit([...stock, at(10).leak()]);
	t.is(judged.verdict, "inconclusive");
	t.like(judged.of(ID), { verdict: "not-applicable", reason: "this kernel has no device namespaces" });
	t.is(audit([...stock, at(10).leak()], { asked: true }).verdict, "fail", "unless the rules are asked for");
});

test("findings go into the stream right after what shows them, and again as they grow", (t) => {
	const leaks = [10, 20, 0.5 * S, 1.2 * S, 1.3 * S].map((time) => at(time).leak({ count: 1 }));
	const { stream } = play(...leaks);
	const found = stream.flatMap((event) => (event.kind === "finding" ? [event] : []));
	t.deepEqual(
		found.map(({ t: time, count, since }) => [Number(time), count, Number(since)]),
		[
			[10, 1, 10],
			[1.2 * S, 4, 10],
			[1.3 * S, 5, 10],
		],
	);
	t.is(stream[stream.indexOf(found[0] as Event) - 1], leaks[0]);
	t.like(found[0], { rule: ID, persona: BLUE, client: 1, class: "input", severity: "violation" });
});

test("auditing what was audited finds the same, once", (t) => {
	const first = play(at(10).leak(), at(20).leak(), at(30).request({ name: "devns::led" }));
	const second = audit(first.stream);
	t.deepEqual(second.broken, first.broken);
	t.is(second.verdict, "fail");
});

test("what a recording says was found stays found, though what showed it is not there any more", (t) => {
	const { stream } = play(at(10).leak());
	const rest = stream.filter(({ kind }) => kind !== "leak");
	const judged = audit(rest);
	t.is(judged.verdict, "fail");
	t.deepEqual(judged.broken, [`${ID} client 1 3`]);
});

test("so does what another version's rule found", (t) => {
	t.is(play(at(10).finding({ rule: "policy:kiosk" })).verdict, "fail");
	t.is(play(at(10).finding({ rule: "policy:kiosk", severity: "warning" })).verdict, "inconclusive");
});

test("between two sessions nobody watched", (t) => {
	const { verdict, doubts } = audit([...STAGE, ...STAGE]);
	t.is(verdict, "inconclusive");
	t.deepEqual(doubts(ID), ["nobody watched between 2 sessions"]);
	t.is(audit([...STAGE, at(10).leak(), ...STAGE]).verdict, "fail");
	t.is(audit([...STAGE, ...STAGE, at(10).leak()]).verdict, "fail");
});

test("evidence: what led to it, what shows it, what followed, and nothing of others", (t) => {
	const other = at(5).grab({ client: 2 });
	const { of } = play(
		at(4).grab({ real: false }),
		other,
		at(10).leak(),
		at(11).grab({ action: "release", real: false }),
		at(12).grab({ client: 2, action: "release" }),
	);
	const shown = of(ID).findings[0]?.shown;
	t.deepEqual(
		shown?.before.map(({ event }) => event?.kind),
		["active", "persona-appeared", "device-appeared", "opened", "grab"],
	);
	t.is(shown?.at.event?.kind, "leak");
	t.deepEqual(
		shown?.after.map(({ t: time, event }) => [Number(time), event?.kind]),
		[[11, "grab"]],
	);
});

test("evidence of what waited for a loss is that of its own time", (t) => {
	const { of } = play(at(10).request({ name: "devns::led" }), at(20).request({ name: "devns::led", applied: false }));
	const shown = of("request-background").findings[0]?.shown;
	t.true(shown?.before.every(({ t: time }) => time <= 10));
	t.deepEqual(
		shown?.after.map(({ t: time }) => Number(time)),
		[20],
	);
});

test("a loss is over when all has been told again, though nobody was made active since", (t) => {
	const lost = ({ reason }: { reason: string }): boolean => reason.startsWith("something was lost");
	const untilOf = (...events: readonly Event[]) =>
		play(...events)
			.of(ID)
			.doubts.find(lost)?.until;
	t.is(untilOf(at(9).loss(), at(20).ready(), at(90).mark()), nanos(20));
	t.is(untilOf(at(9).loss(), at(90).mark()), nanos(90));
});

test("why a capability was not watched is told of the probe that stopped giving it", (t) => {
	const other = { probe: "other", gives: ["input.read"] as never };
	const doubt = (...probes: readonly Event[]) =>
		play(...probes)
			.doubts(ID)
			.find((one) => one.startsWith("input.read "));
	const gone = at(10).probe({ gives: all as never, state: "ended", reason: "it crashed" });
	const name = gone.probe;
	t.is(doubt(gone), `input.read was not watched (${name} is ended: it crashed)`);
	t.is(doubt(at(9).probe({ ...other, state: "missing", reason: "no function" }), gone), doubt(gone));
	t.is(
		doubt(at(10).probe({ gives: all as never, state: "missing", reason: "" })),
		`input.read was not watched (${name} is missing)`,
	);
});

test("who breaks rules without end does not fill the memory", (t) => {
	const many = Array.from({ length: 1500 }, (_, client) => at(10).leak({ client: client + 100, count: 1 }));
	t.is(play(...many).of(ID).findings.length, 1000);
	const [first, ...others] = play(...many, { ...(many[0] as Event), t: nanos(5000) }).of(ID).findings;
	t.is(first?.count, 2, "those that are known are counted on");
	t.true(others.every(({ count }) => count === 1));
});

test("what was before everything had been told is before the audit", (t) => {
	const late = STAGE.map((event) => (event.kind === "ready" ? { ...event, t: nanos(5000) } : event));
	const [before, after] = [late.filter(({ t: time }) => time < 5000), late.filter(({ t: time }) => time >= 5000)];
	const unread = [at(900).delivery({ delivered: 9 }), at(900).read({ read: 3, settled: 1, turn: 9 })];
	const events = [
		...before,
		...unread,
		...wholeSwitch(1000, 1, ROOT, BLUE),
		...after,
		verified(6000, BLUE),
		at(9000).mark(),
	];
	t.deepEqual(audit(events).doubts(ID), [], "it has been active ever since");
});

test("an LED that is declared anybody's has no clients to be judged", (t) => {
	const led = at(10).deviceDeclared({ class: "led", device: 0, name: "devns::led", mode: "shared", persona: 0 });
	t.is(play(led).of(ID).verdict, "pass");
	t.deepEqual(play(led, at(20).request({ name: "devns::led" }), at(20).level({ name: "devns::led" })).broken, []);
});

test("devices that are shared or private are judged by whose they are", (t) => {
	const shared = at(3).deviceDeclared({ device: at(0).opened().device, mode: "shared", persona: 0 });
	const own = { ...shared, mode: "private" as const, persona: BLUE as never };
	const others = { ...own, persona: ROOT as never };
	const early = (declaration: Event): readonly Event[] => {
		const declaredAt: Event = { ...declaration, t: nanos(1), existing: true } as Event;
		return STAGE.flatMap((event): Event[] => (event.kind === "opened" ? [declaredAt, event] : [event]));
	};
	const grab = [at(10).grab(), at(11).seized({ sides: { active: ROOT, other: 0 } })];
	for (const declaration of [shared, own]) {
		t.deepEqual(audit([...early(declaration), ...grab, at(12).read({ read: 4 })]).broken, []);
		t.is(
			audit([...early(declaration), at(12).read({ read: 4, settled: 0 }), at(12).delivery({ delivered: 9 })]).of(ID)
				.verdict,
			"pass",
		);
	}
	t.deepEqual(audit([...early(others), at(10).leak({ sides: { active: BLUE, other: 0 } })]).broken, [
		`${ID} client 1 3`,
	]);
	t.true(audit([...early(others), ...grab]).broken.length > 0);
	t.is(
		audit([...STAGE, { ...shared, t: nanos(10) }]).of(ID).verdict,
		"inconclusive",
		"declared while a client had it open",
	);
});
