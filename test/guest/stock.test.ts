/** A kernel without a module of ours: every figure against somebody in the guest who did the thing or saw it done without the collector. */
import { deviceNumber, ROOT_INUM } from "../../decoders/event.js";
import { createAudit } from "../../model/audit/audit.js";
import { parsePolicy } from "../../model/audit/policy/parse.js";
import { policyRules } from "../../model/audit/policy/rules.js";
import { RULES } from "../../model/audit/rules.js";
import { shortcomings } from "../../model/completeness.js";
import { createModel } from "../../model/model.js";
import { owner } from "../../model/ownership.js";
import type { Client, Device, Persona, State } from "../../model/state.js";
import { ActivityPolicy } from "../../probes/policy.js";
import { watchedTest } from "./watched.js";
import { figure, type Statement, type Witnesses } from "./witness.js";

/** With the guest's own bpftrace, or by hand with a newer one. */
const scenario = process.env.DEVNS_NEWER ? "kernel/scenarios/newer-bpftrace.sh" : "kernel/scenarios/stock.sh";
const witnessed = watchedTest({ scenario, timeoutMs: 480_000 }, { each: true });

const nodeOf = (said: Witnesses, generator: string): string =>
	(said.named("generator", generator).values.get("node") ?? "").replace("/dev/input/", "");

const deviceAt = (state: State, node: string): Device => {
	const device = [...state.devices.values()].findLast((one) => one.node === node);
	if (!device) throw new Error(`no device has the node ${node}`);
	return device;
};

const personaAt = (state: State, there: Statement): Persona => {
	const inum = figure(there, "inum");
	const persona = [...state.personas.values()].findLast((one) => Number(one.inum) === inum);
	if (!persona) throw new Error(`no persona has the number ${inum}`);
	return persona;
};

const clientsOf = (state: State, said: Witnesses, name: string, generator = "touch"): readonly Client[] => {
	const device = deviceAt(state, nodeOf(said, generator));
	const persona = personaAt(state, said.named("persona", name));
	return [...state.clients.values()].filter((one) => one.device === device.key && one.persona === persona.key);
};

const onlyClient = (state: State, said: Witnesses, name: string, generator = "touch"): Client => {
	const [first, ...others] = clientsOf(state, said, name, generator);
	if (!first || others.length > 0) throw new Error(`${name} has ${others.length + (first ? 1 : 0)} clients`);
	return first;
};

/** How much the touch screen said in some parts of the play. */
const parts = (said: Witnesses, ...names: readonly string[]): number =>
	names.reduce((sum, name) => sum + figure(said.named("part", name), "burst"), 0);

const all = (said: Witnesses): readonly string[] => said.of("part").map(({ name }) => name);
const since = (said: Witnesses, first: string): readonly string[] => all(said).slice(all(said).indexOf(first));

/** All that a client's device said while it was open, wherever it went. */
const accounted = ({ delivered, withheld, filtered }: Client): number =>
	Number(delivered) + Number(withheld) + (filtered ?? 0);

/** What a reader read of the device's own: the driver's mark for "some were dropped" is none. */
const read = (reader: Statement, node: string): number =>
	figure(reader, `${node}.events`) - figure(reader, `${node}.dropped`);

witnessed("nothing is known to be missing", (t, { state }) => {
	t.deepEqual(shortcomings(state), []);
	t.false(state.session?.deviceNamespaces);
});

witnessed("what a client was delivered and did not lose is what its reader read", (t, { state, said }) => {
	const touch = nodeOf(said, "touch");
	for (const name of ["one", "two", "six"]) {
		const { delivered, dropped } = onlyClient(state, said, name);
		t.is(Number(delivered) - Number(dropped), read(said.named("reader", name), touch), name);
	}
	t.true(figure(said.named("reader", "two"), `${touch}.dropped`) > 0, "somebody did fall behind");
});

witnessed("all that the device said while a client was open is accounted for, per client", (t, { state, said }) => {
	const written = figure(said.named("generator", "touch"), "written");
	t.is(parts(said, ...all(said)), written, "the parts are all that was written");
	for (const name of ["one", "two", "six"]) t.is(accounted(onlyClient(state, said, name)), written, name);
	for (const client of clientsOf(state, said, "crowd")) t.is(accounted(client), parts(said, ...since(said, "crowd")));
});

witnessed(
	"a grab withholds from all others, a mask filters, an access that was revoked gets nothing",
	(t, { state, said }) => {
		const [one, two, six] = ["one", "two", "six"].map((name) => onlyClient(state, said, name));
		t.is(one?.withheld, parts(said, "grabbed"));
		t.is(two?.withheld, 0);
		t.is(six?.filtered, parts(said, "masked", "overflow"));
		t.is(six?.withheld, parts(said, "grabbed", ...since(said, "revoked")));
		t.is(six?.delivered, parts(said, "free"));
		t.true(six?.revoked);
		t.is(one?.filtered ?? 0, 0);
	},
);

witnessed(
	"a grab from before the probes is known, with its holder; one that is refused is told",
	(t, { events, state, said }) => {
		t.is(onlyClient(state, said, "one", "keyboard").grab, "real");
		t.is(onlyClient(state, said, "one", "keyboard").delivered, 40);
		t.is(onlyClient(state, said, "two", "keyboard").withheld, 40);
		t.is(onlyClient(state, said, "two").grab, "none", "given back");
		const refused = events.filter((event) => event.kind === "grab" && event.errno !== 0);
		t.deepEqual(
			refused.map((event) => "client" in event && [event.client, "errno" in event && event.errno]),
			[[onlyClient(state, said, "six").id, 16]],
		);
	},
);

witnessed("asking for the keys, and writing to the device, is counted by client", (t, { state, said }) => {
	t.is(onlyClient(state, said, "one").polls, 1);
	t.is(onlyClient(state, said, "six").polls, 1);
	t.is(onlyClient(state, said, "two").polls, 0);
	t.is(onlyClient(state, said, "two").injected, 1);
});

witnessed("a reader that had the device as standard input before the probes", (t, { state, said }) => {
	const pid = figure(said.named("cat", ""), "pid");
	const [client, ...others] = [...state.clients.values()].filter((one) => Number(one.process.pid) === pid);
	t.deepEqual(others, []);
	t.true(client?.existing);
	t.is(client?.delivered, figure(said.named("stdin", ""), "read"));
	t.true(client?.closed !== undefined && client.final);
});

witnessed("a descriptor that was passed on stays its opener's, wherever it is read", (t, { state, said }) => {
	const pid = figure(said.named("opener", ""), "pid");
	const [client, ...others] = [...state.clients.values()].filter((one) => Number(one.process.pid) === pid);
	t.deepEqual(others, []);
	t.is(state.personas.get(client?.persona ?? onlyClient(state, said, "one").persona)?.level, 0);
	t.is(client?.delivered, figure(said.named("passed", ""), "read"));
	t.is(client?.delivered, parts(said, ...since(said, "passed")));
});

witnessed("fifty clients, half of them of a process that came from outside", (t, { state, said }) => {
	const clients = clientsOf(state, said, "crowd");
	t.is(clients.length, 50);
	t.is(clients.filter(({ entered }) => entered).length, 25);
	const touch = nodeOf(said, "touch");
	for (const { entered, delivered, dropped } of clients)
		t.is(Number(delivered) - Number(dropped), read(said.named("reader", entered ? "visitors" : "crowd"), touch));
});

witnessed(
	"who came into a persona from outside is told apart by any open, one from before the probes too",
	(t, { state, said }) => {
		const origins = (name: string) => {
			const persona = personaAt(state, said.named("persona", name));
			const clients = [...state.clients.values()].filter((one) => one.persona === persona.key);
			const of = (kind: string) =>
				clients
					.filter(({ device }) => state.devices.get(device)?.class === kind)
					.map((one) => [one.existing, one.entered]);
			return { input: of("input"), framebuffer: of("framebuffer").sort() };
		};
		t.deepEqual(origins("one"), {
			input: [
				[true, false],
				[true, false],
			],
			framebuffer: [[true, true]],
		});
		t.deepEqual(origins("drawer"), {
			input: [],
			framebuffer: [
				[false, false],
				[false, true],
			],
		});
	},
);

witnessed("whose virtual terminal is in the foreground makes a policy", (t, { events, said }) => {
	const own = events.filter(
		({ kind }) => kind !== "active" && !kind.startsWith("switch-") && !kind.startsWith("driver-"),
	);
	const model = createModel();
	model.apply(new ActivityPolicy({ is: "terminal" }).hear(own));
	const { state } = model;
	const [typist, composer] = ["typist", "composer"].map((name) => personaAt(state, said.named("persona", name)).key);
	const root = [...state.personas.values()].find(({ level }) => level === 0)?.key;
	t.deepEqual(
		said.of("foreground").map(({ name }) => name),
		["tty2", "tty3", "tty1"],
	);
	t.deepEqual(
		state.switches.map(({ from, to, reason, outcome }) => [from, to, reason, outcome]),
		[
			[root, typist, "terminal", "done"],
			[typist, composer, "terminal", "done"],
			[composer, root, "terminal", "done"],
		],
	);
	const slow = Number(state.switches[2]?.total);
	t.true(slow >= 300e6, `${slow} ns, of which its owner took 300 ms to let go`);
	const first = [...state.devices.values()].find(({ number }) => number === deviceNumber(4, 1));
	t.like(first && owner(state, first.key), { is: "owned", persona: root, by: "foreground" });
});

witnessed(
	"who is binder's context manager, who was refused it, and whose file a loop device is",
	(t, { events, state, said }) => {
		const [servant, pretender, keeper] = ["servant", "pretender", "keeper"].map((name) =>
			personaAt(state, said.named("persona", name)),
		);
		t.is(said.named("binder", "servant").values.get("manager"), "0");
		t.is(said.named("binder", "pretender").values.get("manager"), "-16");
		const claims = (kind: string) =>
			events.flatMap((event) =>
				event.kind === "claim" && event.class === kind ? [[event.what, event.persona, event.errno]] : [],
			);
		t.deepEqual(claims("binder"), [
			["manager", servant?.inum, 0],
			["manager", pretender?.inum, 16],
		]);
		t.deepEqual(claims("loop"), [["backing", keeper?.inum, 0]]);
		const holding = (kind: string) =>
			[...state.clients.values()]
				.filter(({ device, closed }) => state.devices.get(device)?.class === kind && closed === undefined)
				.map(({ persona }) => persona);
		t.deepEqual<unknown, unknown>(holding("binder").toSorted(), [servant?.key, pretender?.key].toSorted());
		t.deepEqual<unknown, unknown>(holding("loop"), [keeper?.key]);
		const binder = [...state.devices.values()].find((one) => one.class === "binder");
		t.is(binder?.claims.get("manager")?.persona, servant?.key);
	},
);

witnessed(
	"who reads a game's controller in the background is caught by a policy, by the name of its container",
	(t, { events, state, said }) => {
		const parsed = parsePolicy(
			JSON.stringify({
				schema: 1,
				default: "allow",
				statements: [
					{
						id: "pads-are-for-the-foreground",
						effect: "deny",
						why: "Whoever is in the background moves with the game.",
						actions: ["read"],
						persona: { container: "lxc/*" },
						device: { class: "input", name: "*gamepad*" },
						when: "background",
					},
					{
						id: "pads-are-nobodys-alone",
						effect: "deny",
						actions: ["open", "grab"],
						persona: { container: "lxc/one" },
						device: { class: "input", name: "*gamepad*" },
					},
				],
			}),
		);
		if (parsed.is !== "policy") throw new Error(parsed.errors.join("\n"));
		const audit = createAudit([...RULES, ...policyRules(parsed.policy)]);
		audit.take(events);
		const { outcome } = audit.end();
		t.is(outcome.verdict, "fail");
		t.like(
			outcome.rules.find(({ rule }) => rule === "policy:pads-are-nobodys-alone"),
			{ verdict: "pass" },
			"what nobody does passes",
		);
		const { key } = personaAt(state, said.named("persona", "phone"));
		t.deepEqual(
			outcome.rules.flatMap(({ findings }) => findings.map(({ rule, persona }) => [rule, persona])),
			[["policy:pads-are-for-the-foreground", key]],
		);
		t.is<string | undefined, string>(
			personaAt(state, said.named("persona", "phone")).names.get("container"),
			"lxc/phone",
		);
		// The one on the display was given the same, and is not complained of.
		t.is(onlyClient(state, said, "second", "gamepad").delivered, figure(said.named("pad", ""), "burst"));
		t.is(onlyClient(state, said, "phone", "gamepad").delivered, figure(said.named("pad", ""), "burst"));
	},
);

witnessed("containers that come and go are told apart, though their numbers are the same", (t, { state, said }) => {
	const brief = said.of("brief").map((one) => figure(one, "inum"));
	const device = deviceAt(state, nodeOf(said, "touch"));
	const known = new Set(said.of("persona").map((one) => figure(one, "inum")));
	const opens = [...state.clients.values()].flatMap(({ device: key, persona }) => {
		const who = state.personas.get(persona);
		return key === device.key && who && who.level !== 0 && !known.has(Number(who.inum)) ? [who] : [];
	});
	t.deepEqual(
		opens.map(({ inum }) => Number(inum)),
		brief,
	);
	t.is(new Set(opens.map(({ key }) => key)).size, brief.length);
	t.true(new Set(brief).size < brief.length, "a number was used again");
	t.true(opens.every(({ gone }) => gone !== undefined));
});

witnessed("a virtual device is known with its maker, and with how much that had it say", (t, { state, said }) => {
	const maker = said.named("maker", "");
	const device = deviceAt(state, (maker.values.get("node") ?? "").replace("/dev/input/", ""));
	t.is<string, string>(device.name, "A persona's mouse");
	t.is(device.maker?.persona, personaAt(state, maker).key);
	const uinput = deviceAt(state, "uinput");
	const [client] = [...state.clients.values()].filter(
		(one) => one.device === uinput.key && one.persona === device.maker?.persona,
	);
	t.is(client?.injected, figure(maker, "written"));
	t.is(deviceAt(state, nodeOf(said, "touch")).maker, undefined, "who made it before the probes is not known");
});

witnessed("an open that the driver refused is told with its reason", (t, { events }) => {
	const failed = events.filter((event) => event.kind === "open-failed");
	t.deepEqual(
		failed.map((event) => "errno" in event && "device" in event && [event.device, event.errno]),
		[[deviceNumber(13, 95), 6]],
	);
});

witnessed(
	"a display's master is known, who was refused, who took over, and what each flipped",
	(t, { events, state, said }) => {
		t.true(said.of("show").length > 0, "this guest has a display");
		const [first, second] = ["first", "second"].map((name) => personaAt(state, said.named("persona", name)));
		const card = deviceAt(state, "card0");
		t.like(owner(state, card.key), { is: "owned", persona: second?.key, by: "master" });
		const flips = (persona: Persona | undefined) =>
			[...state.clients.values()]
				.filter((one) => one.device === card.key && one.persona === persona?.key)
				.map(({ pans }) => pans);
		t.deepEqual([flips(first), flips(second)], [[2], [1]]);
		t.deepEqual(
			events.flatMap((event) =>
				event.kind === "claim" && event.class === "display" && event.errno !== 0 ? [[event.persona, event.errno]] : [],
			),
			[[second?.inum, 16]] as never,
		);
		const [one, ...others] = state.switches;
		t.deepEqual(others, []);
		t.like(one, { outcome: "done", reason: "master", from: first?.key, to: second?.key });
	},
);

witnessed("who set an LED, to what, and who set an alarm", (t, { events, state, said }) => {
	const name = said.named("led", "").values.get("name");
	const lamp = personaAt(state, said.named("persona", "lamp"));
	t.deepEqual<unknown, unknown>(
		events.flatMap((event) =>
			event.kind === "request" && event.name === name ? [[event.persona, event.value, event.applied]] : [],
		),
		[
			[lamp.inum, 1, true],
			[lamp.inum, 0, true],
			[ROOT_INUM, 1, true],
		],
	);
	const alarm = personaAt(state, said.named("persona", "alarm"));
	t.deepEqual<unknown, unknown>(
		events.flatMap((event) => (event.kind === "alarm-set" ? [[event.clock, event.persona, event.errno]] : [])),
		[["hardware", alarm.inum, 0]],
	);
});

witnessed(
	"uevents are what listeners in two network namespaces heard, each told once, with who asked for one and who made one up",
	(t, { events, state, said }) => {
		const teller = personaAt(state, said.named("persona", "teller"));
		const uevents = events.filter((event) => event.kind === "uevent");
		const forged = uevents.filter(({ origin }) => origin === "sent");
		t.deepEqual<unknown, unknown>(
			forged.map(({ persona, action, subsystem, path, again }) => [persona, action, subsystem, path, again]),
			[[teller.inum, "add", "", '/devices/x\\x0a"}', false]],
		);
		for (const name of ["host", "guest"]) {
			const space = figure(said.named("space", name), "inum");
			const heard = said.of("uevent").filter((one) => one.name === name);
			const witness = heard.flatMap((one) => {
				const sequence = figure(one, "sequence");
				const text = (key: string): string => decodeURIComponent(one.values.get(key) ?? "");
				const isForged = forged.some((event) => event.sequence === sequence);
				return isForged ? [] : [[sequence, text("action"), text("subsystem"), text("path"), text("written") === "1"]];
			});
			const first = figure(heard[0] as Statement, "sequence");
			t.deepEqual<unknown, unknown>(
				uevents
					.filter((event) => event.space === space && event.sequence >= first && event.origin !== "sent")
					.map(({ sequence, action, subsystem, path, origin }) => [
						sequence,
						action,
						subsystem,
						path,
						origin === "written",
					]),
				witness,
				name,
			);
			t.is(
				heard.length - witness.length,
				name === "host" ? 1 : 0,
				"what a process sends, its own namespace hears alone",
			);
			const [added, removed] = ["add", "remove"].map((action) =>
				witness.filter((one) => one[1] === action && one[2] === "input").map((one) => one[3]),
			);
			t.is(added?.length, 2, "an input device and its node");
			t.deepEqual(removed?.toSorted(), added?.toSorted());
		}
		t.deepEqual(
			uevents.flatMap(({ origin, persona, again }) => (origin === "written" ? [[persona, again]] : [])),
			[
				[teller.inum, false],
				[teller.inum, true],
			],
			"what the kernel refused is none",
		);
		t.is(
			[...state.uevents.values()].reduce((sum, { count }) => sum + count, 0),
			new Set(uevents.map(({ sequence }) => sequence)).size,
		);
	},
);

witnessed("what is open is what /proc shows open", (t, { state, said }) => {
	const pids = (who: string): readonly number[] => said.of(who).map((one) => figure(one, "pid"));
	// A descriptor that was passed on is in /proc with whom it was passed to; the tool has it with whom opened it.
	const shown = said.of("open").filter((one) => !pids("holder").includes(figure(one, "pid")));
	const [looked] = pids("cat");
	const closedLater = [looked, ...["two", "six"].map((name) => figure(said.named("persona", name), "init"))];
	const told = [...state.clients.values()]
		.filter(({ closed, process: { pid } }) => closed === undefined || closedLater.includes(pid))
		.filter(({ process: { pid } }) => !pids("opener").includes(pid))
		.flatMap(({ process, device }) => {
			const { class: kind, node } = state.devices.get(device) ?? {};
			if (kind === "input") return [`${process.pid} /dev/input/${node}`];
			return kind === "virtual-input" || kind === "framebuffer" ? [`${process.pid} /dev/${node}`] : [];
		});
	t.true(shown.length >= 50);
	t.deepEqual(told.sort(), shown.map((one) => `${one.values.get("pid")} ${one.values.get("node")}`).sort());
});
