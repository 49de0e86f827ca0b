/** Policies, on a kernel without device namespaces: who is caught, in whose name, and who is not. */
import test from "ava";
import fc from "fast-check";
import type { Event } from "../../../../decoders/event.js";
import { createAudit } from "../../../../model/audit/audit.js";
import { fits } from "../../../../model/audit/policy/decide.js";
import { parsePolicy } from "../../../../model/audit/policy/parse.js";
import { policyRules } from "../../../../model/audit/policy/rules.js";
import { at, BLUE, KEYBOARD, RED, ROOT, SCREEN, wholeSwitch } from "../../at.js";
import { CANVAS, STOCK } from "../story.js";

const S = 1e9;
const policy = (statements: readonly object[], byDefault = "allow") => {
	const parsed = parsePolicy(JSON.stringify({ schema: 1, default: byDefault, statements }));
	if (parsed.is === "wrong") throw new Error(parsed.errors.join("\n"));
	return parsed.policy;
};

const opened = (client: number, persona: number, more: object = {}) => at(5).opened({ client, persona, ...more });

/** The same with device namespaces. */
const NAMESPACES: readonly Event[] = STOCK.map((event) =>
	event.kind === "session" ? { ...event, deviceNamespaces: true } : event,
);

const judge = (
	statements: readonly object[],
	events: readonly Event[],
	byDefault?: string,
	stage: readonly Event[] = STOCK,
) => {
	const audit = createAudit(policyRules(policy(statements, byDefault)));
	audit.take([...stage, ...events]);
	const { outcome } = audit.end();
	return {
		verdict: outcome.verdict,
		broken: outcome.rules
			.flatMap(({ findings }) => findings)
			.map(({ rule, persona, count, what }) => `${rule} ${persona} ${what} ${count}`),
		doubts: outcome.rules.flatMap(({ doubts }) => doubts).map(({ reason }) => reason),
	};
};

const NO_PAD = {
	id: "pads-are-for-games",
	effect: "deny",
	actions: ["read"],
	persona: { container: "waydroid*" },
	device: { class: "input", name: "*gamepad*" },
};

test("a background reader on a gamepad is caught, in the container's name", (t) => {
	const { verdict, broken } = judge(
		[NO_PAD],
		[opened(1, BLUE), at(6).delivery({ client: 1, delivered: 4 }), at(7).delivery({ client: 1, delivered: 9 })],
	);
	t.is(verdict, "fail");
	t.deepEqual(broken, [`policy:pads-are-for-games ${BLUE}#1 it received input 9`]);
});

test("not: another container, another device, another action", (t) => {
	t.is(judge([NO_PAD], [opened(1, RED), at(6).delivery({ client: 1, delivered: 4 })]).verdict, "pass");
	t.is(
		judge([{ ...NO_PAD, device: { name: "mouse" } }], [opened(1, BLUE), at(6).delivery({ client: 1, delivered: 4 })])
			.verdict,
		"pass",
	);
	t.is(judge([NO_PAD], [opened(1, BLUE), at(6).delivery({ client: 1, withheld: 4 }), at(6).grab()]).verdict, "pass");
});

test("what a client did before the probes is no news, where it is counted", (t) => {
	const verdict = (action: string, events: readonly Event[], stage = NAMESPACES) =>
		judge([{ id: "x", effect: "deny", actions: [action] }], events, "allow", stage).verdict;
	const opens = opened(1, BLUE, { existing: true });
	const read = (delivered: number) => at(6).delivery({ client: 1, delivered });
	t.is(verdict("read", [opens, read(4)]), "pass", "the kernel counts since it opened");
	t.is(verdict("read", [opens, read(4), read(5)]), "fail");
	t.is(verdict("read", [opens, read(4)], STOCK), "fail", "the probes count since they began");
	const onScreen = (device: number) => opened(1, BLUE, { class: "framebuffer", device, existing: true });
	const draw = (writes: number) => at(6).update({ client: 1, writes });
	t.is(verdict("draw", [onScreen(CANVAS), draw(4)]), "pass");
	t.is(verdict("draw", [onScreen(CANVAS), draw(4), draw(5)]), "fail");
	t.is(verdict("draw", [onScreen(SCREEN), draw(4)]), "fail", "the physical one's are counted by the probes");
	t.is(verdict("draw", [onScreen(SCREEN), draw(4)], STOCK), "fail");
});

test("what is read past the event nodes is not seen: who may not read, and has such a device open, is no pass", (t) => {
	const deny = (more: object = {}) => [
		{ id: "x", effect: "deny", actions: ["read"], persona: { container: "waydroid" }, ...more },
	];
	const joystick = opened(1, BLUE, { class: "joystick", device: 13 << 20 });
	const seen = (statements: readonly object[], events: readonly Event[] = [joystick]) => judge(statements, events);
	t.is(seen(deny()).verdict, "inconclusive");
	t.deepEqual(seen(deny()).doubts, ["what is read by joydev is not seen"]);
	t.is(seen(deny({ device: { class: "joystick" } })).verdict, "inconclusive");
	t.is(seen(deny({ when: "background" })).verdict, "inconclusive");
	t.is(seen(deny({ device: { class: "input" } })).verdict, "pass", "it is about something else");
	t.is(seen(deny(), [opened(1, RED, { class: "joystick", device: 13 << 20 })]).verdict, "pass", "somebody else has it");
	t.is(seen([{ ...deny()[0], id: "a", effect: "allow" }, ...deny()]).verdict, "pass", "it may");
	t.is(seen(deny(), [opened(1, BLUE, { class: "terminal", device: (4 << 20) | 1 })]).verdict, "inconclusive");
	t.is(
		seen(deny(), [opened(1, BLUE, { class: "terminal", device: (136 << 20) | 1 })]).verdict,
		"pass",
		"no keyboard's",
	);
});

test("who is new is judged by who was active when it was done, and by the names that it has later", (t) => {
	const born = [
		at(3 * S).active({ persona: ROOT }),
		at(3 * S).personaAppeared({ persona: 99, initPid: 9 }),
		at(3.5 * S).opened({ client: 5, persona: 99 }),
	];
	const then = [...wholeSwitch(4 * S, 1, ROOT, 99), at(9 * S).mark()];
	const broken = (when: string) =>
		judge([{ id: "x", effect: "deny", actions: ["open"], persona: { host: false }, when }], [...born, ...then]).broken;
	t.deepEqual(broken("background"), ["policy:x 99#1 it opened the device 1"]);
	t.deepEqual(broken("active"), []);
});

test("what the same process opens again is one finding", (t) => {
	const { broken } = judge(
		[{ id: "x", effect: "deny", actions: ["open"] }],
		[opened(1, BLUE), opened(2, BLUE), opened(3, BLUE)],
	);
	t.deepEqual(broken, [`policy:x ${BLUE}#1 it opened the device 3`]);
});

test("a device can be meant by its node", (t) => {
	const at0 = (node: string) => [{ id: "x", effect: "deny", actions: ["open"], device: { node } }];
	t.is(judge(at0("event0"), [opened(1, BLUE)]).verdict, "fail");
	t.is(judge(at0("event1*"), [opened(1, BLUE)]).verdict, "pass");
});

test("of two statements that forbid, the one that decides is the one that is broken", (t) => {
	const deny = (id: string) => ({ id, effect: "deny", actions: ["open"] });
	t.deepEqual(judge([deny("a"), deny("b")], [opened(1, BLUE)]).broken, [`policy:a ${BLUE}#1 it opened the device 1`]);
});

test("who has been there for a while is judged at once, who is new a little later", (t) => {
	const deny = [{ id: "x", effect: "deny", actions: ["open"] }];
	const since = (events: readonly Event[]) => {
		const audit = createAudit(policyRules(policy(deny)));
		audit.take([...STOCK, ...events]);
		return audit
			.end()
			.outcome.rules.flatMap(({ findings }) => findings)
			.map((found) => Number(found.since));
	};
	t.deepEqual(since([opened(1, BLUE), at(9 * S).mark()]), [5]);
	const born = at(3 * S).personaAppeared({ persona: 99, initPid: 9 });
	t.deepEqual(since([born, at(6 * S).opened({ client: 5, persona: 99 }), at(9 * S).mark()]), [6 * S]);
	t.deepEqual(
		since([born, at(3.5 * S).opened({ client: 5, persona: 99 }), at(4 * S).mark(), at(6 * S).mark(), at(9 * S).mark()]),
		[6 * S],
	);
});

test("each action needs what shows it, and no more", (t) => {
	const needs = (statement: object) => policyRules(policy([{ id: "x", effect: "deny", ...statement }]))[0]?.needs;
	t.deepEqual(needs({ actions: ["open"] }), [
		"input.open",
		"device.open",
		"block.open",
		"display.open",
		"framebuffer.open",
	]);
	t.deepEqual(needs({ actions: ["open"], device: { class: "input" } }), ["input.open"]);
	t.deepEqual(needs({ actions: ["open"], device: { class: "framebuffer" } }), ["framebuffer.open"]);
	t.deepEqual(needs({ actions: ["open"], device: { class: "display" } }), ["display.open"]);
	t.deepEqual(needs({ actions: ["open"], device: { class: "loop" } }), ["device.open", "block.open"]);
	t.deepEqual(needs({ actions: ["open"], device: { class: "camera" } }), ["device.open"]);
	t.deepEqual(needs({ actions: ["read", "grab"] }), ["input.open", "input.delivery", "input.grab"]);
	t.deepEqual(needs({ actions: ["draw", "set"] }), ["framebuffer.open", "framebuffer.update", "led.request"]);
	t.deepEqual([...(policyRules(policy([], "deny"))[0]?.needs ?? [])].sort(), [
		"block.open",
		"device.open",
		"display.open",
		"framebuffer.open",
		"framebuffer.update",
		"input.delivery",
		"input.grab",
		"input.open",
		"led.request",
	]);
});

test("each action is caught by its own events", (t) => {
	const deny = (action: string) => [{ id: "x", effect: "deny", actions: [action], persona: { container: "waydroid" } }];
	const screen = { class: "framebuffer", device: SCREEN } as const;
	const deeds: Readonly<Record<string, readonly Event[]>> = {
		open: [opened(1, BLUE)],
		read: [opened(1, BLUE), at(6).delivery({ client: 1, delivered: 1 })],
		grab: [opened(1, BLUE), at(6).grab({ client: 1 })],
		draw: [opened(1, BLUE, screen), at(6).update({ client: 1, faults: 2 })],
		set: [at(6).request({ persona: BLUE })],
	};
	for (const [action, events] of Object.entries(deeds)) {
		t.is(judge(deny(action), events).verdict, "fail", action);
		for (const other of Object.keys(deeds).filter((one) => one !== action && one !== "open"))
			t.is(judge(deny(other), events).verdict, "pass", `${action}, not ${other}`);
	}
	t.is(
		judge(deny("grab"), [opened(1, BLUE), at(6).grab({ client: 1, errno: 16 })]).verdict,
		"pass",
		"a grab that was refused",
	);
});

test("the first statement that fits decides", (t) => {
	const allow = { id: "but-open", effect: "allow", actions: ["open"], persona: { container: "waydroid" } };
	const deny = { id: "nothing", effect: "deny", persona: { container: "waydroid" } };
	t.is(judge([allow, deny], [opened(1, BLUE)]).verdict, "pass");
	t.deepEqual(judge([deny, allow], [opened(1, BLUE)]).broken, [`policy:nothing ${BLUE}#1 it opened the device 1`]);
	t.deepEqual(judge([allow, deny], [opened(1, BLUE), at(6).grab()]).broken, [
		`policy:nothing ${BLUE}#1 it grabbed the device 1`,
	]);
});

test("a policy that forbids by default catches what no statement allows", (t) => {
	const allow = { id: "games", effect: "allow", persona: { container: "game" } };
	t.is(judge([allow], [opened(1, RED)], "deny").verdict, "pass");
	t.deepEqual(judge([allow], [opened(1, BLUE)], "deny").broken, [`policy:default ${BLUE}#1 it opened the device 1`]);
	t.deepEqual(judge([allow], [at(6).request({ persona: BLUE })], "deny").broken, [
		`policy:default ${BLUE}#1 it set the device 1`,
	]);
});

test("the host is not a container, whatever its init is called", (t) => {
	const containers = { id: "containers", effect: "deny", actions: ["open"], persona: { host: false } };
	t.is(judge([containers], [opened(1, ROOT)]).verdict, "pass");
	t.is(judge([containers], [opened(1, BLUE)]).verdict, "fail");
	t.is(judge([{ ...containers, persona: { host: true } }], [opened(1, ROOT)]).verdict, "fail");
});

test("a persona is meant by the runtime of its container, or by its cgroup", (t) => {
	const named = (source: "container" | "cgroup", name: string): readonly Event[] => [
		at(2).personaNamed({ persona: BLUE, source, name }),
		opened(1, BLUE),
	];
	const deny = (persona: object) => [{ id: "x", effect: "deny", actions: ["open"], persona }];
	const web = named("container", "docker/web/podman");
	t.is(judge(deny({ runtime: "docker" }), web).verdict, "fail");
	t.is(judge(deny({ runtime: "dock*" }), web).verdict, "fail");
	for (const runtime of ["podman", "web", "docker/web/podman", "docker/*"])
		t.is(judge(deny({ runtime }), web).verdict, "pass", runtime);
	t.is(judge(deny({ runtime: "waydroid" }), [opened(1, BLUE)]).verdict, "fail", "whose name is its runtime's");
	const slice = named("cgroup", "/machine.slice/libpod-7.scope");
	t.is(judge(deny({ cgroup: "/machine.slice/*" }), slice).verdict, "fail");
	for (const cgroup of ["/system.slice/*", "machine.slice/*", "/machine.slice"])
		t.is(judge(deny({ cgroup }), slice).verdict, "pass", cgroup);
	t.is(judge(deny({ cgroup: "/*" }), [opened(1, BLUE)]).verdict, "pass", "whose cgroup nobody knows");
	t.is(judge(deny({ cgroup: "/machine.slice/*", runtime: "docker" }), slice).verdict, "pass", "all must fit");
});

test("a container is judged by the name that it is given soon after it begins", (t) => {
	const late = [
		at(3 * S).personaAppeared({ persona: 99, initPid: 9 }),
		at(3.1 * S).opened({ client: 5, persona: 99, device: KEYBOARD }),
	];
	const named = at(3.4 * S).personaNamed({ persona: 99, source: "container", name: "waydroid-2" });
	const deny = { ...NO_PAD, actions: ["open"] };
	t.is(judge([deny], [...late, named, at(9 * S).mark()]).verdict, "fail");
	t.is(judge([deny], [...late, named]).verdict, "fail", "also if the recording ends");
	t.is(
		judge(
			[{ id: "game", effect: "allow", persona: { container: "waydroid*" } }],
			[...late, named, at(9 * S).mark()],
			"deny",
		).verdict,
		"pass",
	);
});

test("where it depends on who is active, it is inconclusive as long as nobody knows", (t) => {
	const deny = { id: "behind", effect: "deny", actions: ["read"], when: "background" };
	const read = [opened(1, BLUE), at(6).delivery({ client: 1, delivered: 4 })];
	const unknown = judge([deny], read);
	t.is(unknown.verdict, "inconclusive");
	t.true(unknown.doubts.includes("it was not known who was active"));
	t.is(judge([deny], [at(3).active({ persona: RED }), ...read]).verdict, "fail");
	t.is(judge([deny], [at(3).active({ persona: BLUE }), ...read]).verdict, "pass");
	t.is(judge([{ ...deny, when: "active" }], [at(3).active({ persona: BLUE }), ...read]).verdict, "fail");
});

test("somebody that nobody could identify is no pass; nor is a loss", (t) => {
	const events = [at(5).opened({ client: 1, persona: 77 })];
	t.is(judge([{ id: "x", effect: "deny", actions: ["open"] }], events).verdict, "inconclusive");
	t.is(judge([NO_PAD], [at(5).loss()]).verdict, "inconclusive");
});

test("what is not watched is no pass", (t) => {
	const audit = createAudit(policyRules(policy([{ ...NO_PAD, device: { class: "raw-input" }, actions: ["open"] }])));
	audit.take(STOCK.map((event) => (event.kind === "probe" ? { ...event, gives: ["input.open"] as const } : event)));
	t.is(audit.end().outcome.verdict, "inconclusive");
});

test("a pattern's stars are any text, and nothing else is special", (t) => {
	for (const [pattern, text] of [
		["*", ""],
		["a*", "a"],
		["*a", "ba"],
		["a*b*c", "a1b2b3c"],
		["[x]", "[x]"],
		["a.b", "a.b"],
		["*aa", "aaa"],
	] as const)
		t.true(fits(pattern, text), `${pattern} ${text}`);
	for (const [pattern, text] of [
		["", "a"],
		["a", "ab"],
		["a*", "ba"],
		["a*a", "a"],
		["a.b", "axb"],
		["a*b*c", "acb"],
		["*b*b*", "b"],
	] as const)
		t.false(fits(pattern, text), `${pattern} ${text}`);
	const word = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
	fc.assert(
		fc.property(word, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), (pattern, text) => {
			const oracle = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
			return fits(pattern, text) === oracle.test(text);
		}),
	);
	t.pass();
});
