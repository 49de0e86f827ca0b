/** Every figure of the collector, against somebody in the guest who did the thing or saw it done without the collector. */
import { deviceNumber, major, minor } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import { owner } from "../../model/ownership.js";
import type { Client, Device, Persona, State, Switch } from "../../model/state.js";
import { watchedTest } from "./watched.js";
import { figure, type Statement, type Witnesses } from "./witness.js";

const NAMES = ["one", "two", "six"] as const;
const witnessed = watchedTest({ scenario: "kernel/scenarios/truth.sh" }, { each: true });

const personaCalled = (state: State, name: string): Persona => {
	const found = [...state.personas.values()].find(({ names }) => names.get("tag") === name);
	if (!found) throw new Error(`no persona has the tag ${name}`);
	return found;
};

/** The device that a generator made, and what it wrote to it. */
const generated = (state: State, said: Witnesses, generator: string) => {
	const statement = said.named("generator", generator);
	const node = statement.values.get("node")?.replace("/dev/input/", "");
	const device = [...state.devices.values()].find((one) => one.node === node);
	if (!device) throw new Error(`no device has the node ${node}`);
	return { device, written: figure(statement, "written") };
};

const clientsOf = (state: State, device: Device, persona?: Persona): readonly Client[] =>
	[...state.clients.values()].filter(
		(client) => client.device === device.key && (!persona || client.persona === persona.key),
	);

const OWN_NODE = "devns/fb0";

/** On the physical framebuffer, or on the one that each persona has for itself. */
const canvasesOf = (state: State, persona: Persona, which: "physical" | "own"): readonly Client[] =>
	[...state.devices.values()]
		.filter((device) => device.class === "framebuffer" && (device.node === OWN_NODE) === (which === "own"))
		.flatMap((device) => clientsOf(state, device, persona));

/** The sum, or NaN if one of them is not known. */
const sum = (values: readonly (number | undefined)[]): number =>
	values.reduce<number>((all, one) => all + (one ?? Number.NaN), 0);

const isOpen = ({ closed }: Client): boolean => closed === undefined;

witnessed("nothing is known to be missing", (t, { state }) => {
	t.deepEqual(shortcomings(state), []);
});

witnessed("personas are those whose inits and namespaces are there", (t, { state, said }) => {
	for (const name of NAMES) {
		const persona = personaCalled(state, name);
		const there = said.named("persona", name);
		t.is(Number(persona.inum), figure(there, "inum"));
		t.is(Number(persona.initPid), figure(there, "init"));
		t.is(persona.existing, name === "one", `whether ${name} was there before the probes`);
	}
});

witnessed("an input client was delivered what its reader read", (t, { state, said }) => {
	for (const name of NAMES) {
		for (const generator of ["touch", "keyboard"]) {
			const { device } = generated(state, said, generator);
			const [reader, ...others] = clientsOf(state, device, personaCalled(state, name)).filter(isOpen);
			t.deepEqual(others, []);
			t.is(reader?.delivered, figure(said.named("reader", name), `${device.node}.events`), `${name}, ${generator}`);
			t.is(reader?.dropped, 0);
		}
	}
});

witnessed("a client that closed was delivered what it read", (t, { state, said }) => {
	const { device } = generated(state, said, "touch");
	const [second, ...others] = clientsOf(state, device, personaCalled(state, "two")).filter((one) => !isOpen(one));
	t.deepEqual(others, []);
	t.is(second?.delivered, figure(said.named("second", ""), `${device.node}.events`));
	t.true(second?.final);
});

witnessed(
	"every event that was written was given to one persona and withheld from the others",
	(t, { state, said }) => {
		for (const generator of ["touch", "keyboard"]) {
			const { device, written } = generated(state, said, generator);
			t.is(sum(said.of("turn").map((turn) => figure(turn, generator))), written, "the turns are all that was written");
			for (const name of NAMES) {
				const mine = said.of("turn").filter((turn) => turn.name === name);
				const reader = clientsOf(state, device, personaCalled(state, name)).find(isOpen);
				t.is(
					written - Number(reader?.withheld),
					sum(mine.map((turn) => figure(turn, generator))),
					`${name}, ${generator}`,
				);
			}
		}
	},
);

/** Who timed the write(2) that asked for a switch. */
const timedBy = (one: Switch, said: Witnesses, origin: number): Statement | undefined =>
	said
		.of("switch")
		.find(
			(at) =>
				figure(at, "begin_ns") - origin <= Number(one.requested) && Number(one.ended) <= figure(at, "end_ns") - origin,
		);

const changes = (said: Witnesses): number =>
	said.of("switch").filter((at, index, all) => at.values.get("to") !== all[index - 1]?.values.get("to")).length;

witnessed("a switch lies within the write that asked for it, and each such write is one", (t, { state, said }) => {
	const origin = Number(state.session?.origin);
	t.is(state.switches.length, changes(said));
	for (const one of state.switches) {
		const asked = timedBy(one, said, origin);
		t.truthy(asked, `switch ${one.id}`);
		t.is(one.outcome, "done");
		t.is(
			Number(state.personas.get(one.to ?? personaCalled(state, "one").key)?.initPid),
			Number(asked?.values.get("to")),
		);
	}
});

witnessed("a switch is made of its parts: lock wait, every driver's share, and a remainder", (t, { state }) => {
	for (const { id, drivers, lockWait, remainder, total } of state.switches) {
		const phases = drivers.map(({ driver, phase }) => `${phase} ${driver}`);
		t.is(new Set(phases).size, phases.length, `switch ${id}: each once`);
		t.true(
			phases.includes("deactivate framebuffer") && phases.includes("activate framebuffer"),
			`switch ${id}: ${phases}`,
		);
		t.true(phases.includes("deactivate input") && phases.includes("activate input"), `switch ${id}: ${phases}`);
		t.is<number, number>(sum([...drivers.map(({ took }) => took), lockWait, remainder]), Number(total), `switch ${id}`);
		t.true(Number(remainder) >= 0, `switch ${id}: ${remainder} of ${total}`);
	}
	// What no driver accounts for is small; a switch in which this emulated machine had to wait for its host may differ.
	const rests = state.switches.map(({ remainder, total }) => Number(remainder) / Number(total)).sort((a, b) => a - b);
	t.true((rests[Math.floor(rests.length / 2)] ?? 1) < 0.5, `remainders: ${rests}`);
});

witnessed("the first input and the first frame of a switch are told where there were some", (t, { state }) => {
	for (const { id, firsts } of state.switches) {
		t.true(Number(firsts.get("input")) > 0, `switch ${id}: input`);
		t.true(Number(firsts.get("frame")) > 0, `switch ${id}: frame`);
	}
});

witnessed("what is open is what /proc shows open", (t, { state, said }) => {
	const shown = said.of("open").map((one) => `${one.values.get("pid")} ${one.values.get("node")}`);
	const told = [...state.clients.values()].filter(isOpen).flatMap(({ process, device }) => {
		const { class: kind, node } = state.devices.get(device) ?? {};
		if (kind === "input") return [`${process.pid} /dev/input/${node}`];
		return kind === "framebuffer" ? [`${process.pid} /dev/${node}`] : [];
	});
	t.true(shown.length >= 6);
	t.deepEqual([...new Set(told)].sort(), [...new Set(shown)].sort());
});

witnessed("a grab is with whom alone can read, and a background one takes nothing", (t, { state, said }) => {
	const { device } = generated(state, said, "touch");
	const two = personaCalled(state, "two");
	t.like(owner(state, device.key), { is: "owned", persona: two.key, by: "grab" });
	const grabs = (name: string) =>
		clientsOf(state, device, personaCalled(state, name))
			.filter(isOpen)
			.map(({ grab }) => grab);
	t.deepEqual([grabs("one"), grabs("two"), grabs("six")], [["none"], ["real"], ["virtual"]]);
	const second = figure(said.named("second", ""), `${device.node}.events`);
	t.is(second, 0, "the grabber's neighbour read nothing");
});

witnessed("the framebuffer's updates are those of who painted", (t, { state, said }) => {
	for (const name of NAMES) {
		const painted = said.of("paint").filter((one) => one.name === name);
		const canvases = canvasesOf(state, personaCalled(state, name), "physical");
		t.is(canvases.length, painted.length);
		for (const key of ["writes", "bytes", "pans"] as const)
			t.is(sum(canvases.map((client) => client[key])), sum(painted.map((one) => figure(one, key))), `${name}: ${key}`);
	}
});

witnessed(
	"on its own framebuffer a persona's updates are shown while it is active, and kept while not",
	(t, { state, said }) => {
		for (const name of NAMES) {
			const painted = said.of("canvas").filter((one) => one.name === name);
			const updates = (front: number) =>
				sum(
					painted
						.filter((one) => figure(one, "front") === front)
						.map((one) => figure(one, "writes") + figure(one, "pans")),
				);
			const canvases = canvasesOf(state, personaCalled(state, name), "own");
			t.is(canvases.length, painted.length);
			for (const key of ["writes", "bytes", "pans"] as const)
				t.is(
					sum(canvases.map((client) => client[key])),
					sum(painted.map((one) => figure(one, key))),
					`${name}: ${key}`,
				);
			t.is(sum(canvases.map(({ shown }) => shown)), updates(1), `${name}: shown`);
			t.is(sum(canvases.map(({ kept }) => kept)), updates(0), `${name}: kept`);
		}
	},
);

/** Whether they are the same where they must be is asked where nobody else draws: kernel/scenarios/framebuffer.sh, faults.sh. */
witnessed("after switches there are checksums of the buffer and the screen", (t, { events }) => {
	const sums = events.filter((event) => event.kind === "checksum" && event.front);
	t.true(sums.length >= 3, `${sums.length} checksums`);
});

witnessed("the LED obeyed the active persona and ignored the others", (t, { state, said }) => {
	const turns = said.of("paint").length;
	const [led, ...others] = [...state.devices.values()].filter((device) => device.class === "led");
	t.deepEqual(others, []);
	t.is(led?.requests, NAMES.length * turns);
	t.is(led?.ignored, (NAMES.length - 1) * turns);
	t.is(led?.lastApplied?.value, 1);
});

witnessed("device numbers are the kernel's", (t, { state }) => {
	for (const { class: kind, number, node } of state.devices.values()) {
		if (number === undefined) continue;
		if (kind === "input") t.is(major(number), 13);
		if (kind === "framebuffer") t.is(major(number), node === OWN_NODE ? 10 : 29);
		if (kind === "input") t.is<string, string>(node, `event${minor(number) - 64}`);
		if (kind === "mouse") t.is<string, string>(node, minor(number) === 63 ? "mice" : `mouse${minor(number) - 32}`);
	}
});

witnessed("binder and loop devices are watched beside device namespaces", (t, { events, state, said }) => {
	const inum = (name: string) => personaCalled(state, name).inum;
	t.is(said.named("binder", "one").values.get("manager"), "0");
	t.is(said.named("binder", "two").values.get("manager"), "-16");
	const claims = (kind: string) =>
		events.flatMap((event) =>
			event.kind === "claim" && event.class === kind ? [[event.what, event.persona, event.errno]] : [],
		);
	t.deepEqual(claims("binder"), [
		["manager", inum("one"), 0],
		["manager", inum("two"), 16],
	]);
	t.is(said.of("loop").length, 1);
	t.deepEqual(claims("loop"), [["backing", inum("six"), 0]]);
	const binder = [...state.devices.values()].find((one) => one.class === "binder");
	t.is(binder?.claims.get("manager")?.persona, personaCalled(state, "one").key);
});

/** Of which class each is, whatever its number is on this machine. */
const HELD = {
	control: "mapper",
	target: "mapper",
	loop: "loop",
	clock: "clock",
	master: "terminal",
	terminal: "terminal",
};

witnessed(
	"who holds a device-mapper target, a loop device, a clock or a pseudo-terminal is told beside device namespaces",
	(t, { events, state, said }) => {
		const six = personaCalled(state, "six");
		const holding = (kind: string, number: number, who: Persona) =>
			[...state.clients.values()].filter((client) => {
				const device = state.devices.get(client.device);
				return device?.class === kind && device.number === number && client.persona === who.key && isOpen(client);
			});
		for (const [what, kind] of Object.entries(HELD)) {
			const held = said.named("hold", what);
			const number = deviceNumber(figure(held, "major"), figure(held, "minor"));
			t.is(holding(kind, number, six).length, 1, what);
			t.is(holding(kind, number, personaCalled(state, "two")).length, 0, `${what} is nobody else's`);
		}
		const target = said.named("hold", "target");
		t.deepEqual(
			events.flatMap((event) =>
				event.kind === "claim" && event.what === "table"
					? [[event.class, event.device, event.taken, event.persona, event.errno]]
					: [],
			),
			[["mapper", deviceNumber(figure(target, "major"), figure(target, "minor")), true, six.inum, 0]],
			"who configured it",
		);
		t.deepEqual(
			said.of("hold").map((one) => one.values.get("kind")),
			["char", "block", "block", "char", "char", "char"],
		);
		t.is(said.of("refused").length, 1);
		t.deepEqual<unknown, unknown>(
			events.flatMap((event) => (event.kind === "open-failed" ? [[event.class, event.persona, event.errno]] : [])),
			[["clock", personaCalled(state, "two").inum, 16]],
		);
	},
);

witnessed("a block device that was open before the probes is told, and that it is closed", (t, { state }) => {
	const [client, ...others] = [...state.clients.values()].filter(
		({ device }) =>
			state.devices.get(device)?.number === deviceNumber(7, 0) && state.devices.get(device)?.class === "loop",
	);
	t.deepEqual(others, []);
	t.true(client?.existing && client.closed !== undefined);
	t.is(client && state.personas.get(client.persona)?.level, 0);
});

witnessed(
	"what the modules tell of is told once: nobody has an input node or a framebuffer open twice",
	(t, { events }) => {
		const told = events.flatMap((event) => (event.kind === "opened" && event.class === "input" ? [event.client] : []));
		t.is(new Set(told).size, told.length);
		t.true(
			told.every((client) => client < 2 ** 32),
			"the modules number their own clients",
		);
	},
);
