/** A persona that chooses its names to deceive forges nothing, breaks nothing, and reaches the terminal harmless. */
import { controlOver } from "../../cli/control/client.js";
import type { Event } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import { ROOT_KEY } from "../../model/personas.js";
import { reportJson } from "../../report/json.js";
import { reportText } from "../../report/text.js";
import { type Reaction, watchedTest } from "./watched.js";

const DECEIVING = 'x\n{"type": "printf", "data": "bg 1 1"}\x1b[2J';
const refusals: string[] = [];

/** As the dashboard of the demo does: over the guest's control port. */
const askForSwitch: Reaction = async (line, { control: port }) => {
	const [what, pid] = line.split(" ");
	if (what !== "wanted") return;
	const control = controlOver(port);
	await control.ask({ do: "switch", pid: 4_000_000 }).catch((error) => refusals.push(error.message));
	await control.ask({ do: "mark", text: DECEIVING });
	await control.ask({ do: "switch", pid: Number(pid) });
};

const hostile = watchedTest({ scenario: "kernel/scenarios/hostile.sh" }, { react: askForSwitch });

const isRequest = (event: Event) => event.kind === "request";

hostile("nothing is broken, lost or misunderstood", (t, { state }) => {
	t.deepEqual(shortcomings(state), []);
});

hostile("no line was forged: three personas, one session, one beginning", (t, { events, state }) => {
	t.is(events.filter(({ kind }) => kind === "session").length, 1);
	t.is(events.filter(({ kind }) => kind === "ready").length, 1);
	t.is([...state.personas.values()].filter(({ level }) => level === 1).length, 3);
});

hostile("the collector switches and takes notes for who may ask it, and says why not", (t, { events, state, said }) => {
	t.deepEqual(refusals, ["There is no process 4000000."]);
	t.deepEqual(
		events.flatMap((event) => (event.kind === "mark" ? [event.text as string] : [])),
		['x\\x0a{"type": "printf", "data": "bg 1 1"}\\x1b[2J'],
	);
	t.is(state.switches.length, 1);
	const [one] = state.switches;
	const wanted = said.named("wanted", String(state.personas.get(one?.to ?? ROOT_KEY)?.initPid));
	t.truthy(wanted);
	t.is(one?.outcome, "done");
	t.true(events.findIndex(({ kind }) => kind === "mark") < events.findIndex(({ kind }) => kind === "switch-requested"));
});

hostile("every name is told, escaped", (t, { events, state }) => {
	t.deepEqual(
		events.filter(isRequest).map(({ process }) => process.comm as string),
		['x"}\\x0a{"type":', "\\x1b[2J\\x1b]0;x\\x07\\x09A\\x0d", "\\xff\\xfe\\x80caf\\xc3"],
	);
	const keyboard = [...state.devices.values()].find(({ name }) => name.startsWith("k"));
	t.true(
		keyboard?.name.startsWith('k\\x1b[31m"}\\x0a{"type": "printf", "data": "bg 1 1"}\\x0a\\u{9b}x'),
		keyboard?.name,
	);
	t.deepEqual(
		[...state.personas.values()]
			.flatMap(({ names }) => names.get("tag") ?? [])
			.map(String)
			.sort(),
		['"}\\\\', "'%s", "{b}"].sort(),
	);
});

hostile("what reaches a terminal or a program has no control characters but its own line breaks", (t, { state }) => {
	const wild = /[\p{Cc}\p{Cf}\p{Cs}]/u;
	const text = reportText(state);
	t.deepEqual(
		text.split("\n").filter((line) => wild.test(line)),
		[],
	);
	for (const line of reportJson(state).trimEnd().split("\n")) {
		t.notThrows(() => JSON.parse(line));
		t.notRegex(line, wild);
	}
});
