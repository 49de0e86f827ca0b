/** Where it can't collect, it says what is wrong and how to mend it; where bpftrace dies, it goes on and says what that cost. */
import { shortcomings } from "../../model/completeness.js";
import type { Client, Persona, State } from "../../model/state.js";
import { watchedTest } from "./watched.js";
import { figure } from "./witness.js";

const troubled = watchedTest({ scenario: "kernel/scenarios/trouble.sh", timeoutMs: 600_000 });

const REFUSED = [
	["no-root", /Observing a kernel takes root\. {3}Run it as root: sudo/],
	["no-bpftrace", /There is no bpftrace\. {3}Install bpftrace 0\.17 or newer/],
	["old-bpftrace", /bpftrace v0\.16\.0 is too old\. {3}Install bpftrace 0\.17 or newer/],
	["no-btf", /no type information \(BTF\)\. {3}Use a kernel with CONFIG_DEBUG_INFO_BTF=y/],
	["no-tracefs", /tracefs can't be read\. {3}As root: mount -t tracefs/],
	["lockdown", /locked down \(confidentiality\)[^.]*\. {3}Turn Secure Boot off/],
] as const;

for (const [name, says] of REFUSED)
	troubled(`a collector with trouble refuses with what and how: ${name}`, (t, { lines }) => {
		const line = lines.find((one) => one.startsWith(`said ${name} `));
		t.regex(line ?? "", /exit=2 bytes=0 devns-top: /);
		t.regex(line ?? "", says);
	});

troubled(
	"without the modules, doctor says for each probe of theirs what it costs and how to have it",
	(t, { lines }) => {
		const found = lines
			.filter((line) => line.startsWith("doctor "))
			.map((line) => JSON.parse(line.slice("doctor ".length)) as Record<string, unknown>);
		for (const what of ["dev_ns/namespaces", "dev_ns/switch", "dev_ns/input", "dev_ns/grab"])
			t.like(
				found.find((one) => one.what === what),
				{
					state: "missing",
					cure: "Load the dev_ns modules (see kernel/dev_ns/README.md); without them a kernel has no device namespaces.",
				},
				what,
			);
		t.true(
			found.some(({ what, state }) => what === "stock/persona" && state === "ok"),
			"the rest is there",
		);
	},
);

troubled(
	"a bpftrace that was killed is told, with its reason, and so is the time that nobody watched",
	(t, { events }) => {
		const losses = events.filter((event) => event.kind === "loss");
		t.is(losses.length, 1, JSON.stringify(losses));
		t.regex(String(losses[0]?.reason), /nobody watched: bpftrace ended with 137/);
		const ended = events.filter(
			(event) => event.kind === "probe" && event.state === "ended" && event.reason.includes("ended with 137"),
		);
		const attached = events.filter((event) => event.kind === "probe" && event.state === "attached");
		t.true(ended.length > 0);
		t.is(attached.length, 2 * ended.length, "each was attached again");
		t.is(events.filter(({ kind }) => kind === "ready").length, 2);
	},
);

const personaOf = (state: State, name: string): Persona | undefined =>
	[...state.personas.values()].find(({ names }) => names.get("tag") === name);

const clientOf = (state: State, name: string): Client | undefined => {
	const persona = personaOf(state, name);
	return [...state.clients.values()].find((client) => client.persona === persona?.key);
};

troubled(
	"what is known afterwards is what is there: counts, clients that came and went, who is active",
	(t, { state, said }) => {
		for (const name of ["stay", "come"]) {
			const statement = said.named("reader", name);
			const [key = ""] = [...statement.values.keys()].filter((one) => one.endsWith(".events"));
			t.is<number | undefined, number>(clientOf(state, name)?.delivered, figure(statement, key), name);
		}
		t.not(clientOf(state, "go")?.closed, undefined, "who went while nobody watched is known to be gone");
		t.not(personaOf(state, "go")?.gone, undefined);
		const active = state.active && state.personas.get(state.active.persona);
		t.is<string | undefined, string>(active?.names.get("tag"), "stay");
	},
);

troubled("the recording is no complete evidence, and says so", (t, { state }) => {
	const found = shortcomings(state).map(({ is }) => is);
	t.true(found.includes("loss"), found.join());
	t.false(found.includes("missing"), found.join());
});
