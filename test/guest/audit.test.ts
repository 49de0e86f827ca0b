/**
 * The audit on the real kernel: a clean part, and then each fault of the modules' fault build by itself. For each fault this table says which rules
 * must fire, of whom and on which device; no other may. K of K.
 */
import { readFile } from "node:fs/promises";
import test from "ava";
import { createAudit } from "../../model/audit/audit.js";
import type { Found } from "../../model/audit/found.js";
import { RULES } from "../../model/audit/rules.js";
import { auditText } from "../../report/audit/text.js";
import { watchedTest } from "./watched.js";
import type { Statement, Witnesses } from "./witness.js";

/** Of the clean part. The full number is 2000: `DEVNS_SWITCHES=2000 npx ava test/guest/audit.test.ts`. */
const SWITCHES = Number(process.env.DEVNS_SWITCHES ?? 60);
const played = watchedTest(
	{ scenario: "kernel/scenarios/audit.sh", args: [String(SWITCHES)], timeoutMs: 600_000 + SWITCHES * 1000 },
	{ each: true },
);

/** `RULE PLAYER`: a reader of the part, on its device; or a persona's shell, on what is named. */
const FAULTS: Readonly<Record<string, readonly string[]>> = {
	leak: ["input-background a"],
	leak_mice: ["input-background use_mouse of one on mouse"],
	lose_grab: ["grab-restored a"],
	grab_through: ["grab-background a", "input-background a"],
	keep_keys: ["keys-held r"],
	obey_background: ["request-background sh of one on led/devns::led"],
	no_switch_end: ["switch-whole sh of root on nothing"],
	// Slow is not wrong: that is for limits.
	phase_stall: [],
	activate_fails: ["switch-whole sh of one on nothing"],
	activate_is_left_out: ["grab-restored a"],
	deactivate_fails: ["keys-held r", "switch-whole sh of root on nothing"],
	show_keys: ["input-background a"],
	obey_backlight: ["request-background sh of one on backlight/devns"],
	show_logs: ["log-own use_log of one on nothing"],
	show_alarms: ["alarm-own use_alarm of one on nothing"],
	// Who drew is not known from a checksum: whose screen it was is.
	draw_through: ["screen-background somebody of root on framebuffer"],
	draw_over_owner: ["screen-background somebody of one on framebuffer"],
	drop_background: ["drawing-kept draw of one on framebuffer"],
	wrong_content: ["screen-restored somebody of one on framebuffer"],
	// No fault of the modules: it goes past them.
	past: ["display-bypass sh of one on display/226:0"],
};

const text = (statement: Statement, key: string): string => {
	const value = statement.values.get(key);
	if (value === undefined) throw new Error(`${statement.who} ${statement.name} says no ${key}`);
	return value;
};

const seconds = (statement: Statement, key: string, origin: bigint | undefined): number =>
	Number(text(statement, key)) * 1e9 - Number(origin);

const FIRST_EVENT_MINOR = 64;

/** A finding as the table has it: a reader by its name if PID, namespace and device are its, else the process. */
const nameOf = (
	{ rule, subject, persona, device }: Found,
	part: string,
	said: Witnesses,
	tags: Map<string, string>,
): string => {
	const inum = persona?.split("#")[0];
	const reader = said
		.of("reader")
		.find(
			(one) =>
				one.name.startsWith(`${part}.`) &&
				text(one, "pid") === String(subject.process?.pid) &&
				text(one, "inum") === inum &&
				device === `input/13:${FIRST_EVENT_MINOR + Number(text(one, "node").replace("event", ""))}`,
		);
	if (reader) return `${rule} ${reader.name.slice(part.length + 1)}`;
	const who = subject.process?.comm ?? "somebody";
	const where =
		device?.replace(/^framebuffer\/10:\d+$/, "framebuffer").replace(/^mouse\/\d+:63$/, "mouse") ?? "nothing";
	return `${rule} ${who} of ${tags.get(inum ?? "") ?? inum} on ${where}`;
};

played("the clean part passes every rule", (t, { events, said, state }) => {
	const end = seconds(said.named("part", "clean"), "end", state.session?.origin);
	const audit = createAudit(RULES);
	audit.take(events.filter(({ t: time, kind }) => time <= end && kind !== "finding"));
	const { outcome } = audit.end();
	const told = auditText(audit.state, outcome, "the clean part");
	t.is(outcome.verdict, "pass", told);
	t.deepEqual(
		outcome.rules.map((one) => `${one.rule} ${one.verdict}`),
		RULES.map(({ id }) => `${id} pass`),
		told,
	);
	const { switches, switchesForgotten } = audit.state;
	t.true(
		switches.length + switchesForgotten >= SWITCHES,
		`${switches.length} switches and ${switchesForgotten} forgotten`,
	);
});

played("nothing was lost while the faults were played", (t, { events }) => {
	t.deepEqual(
		events.filter(({ kind }) => kind === "loss" || kind === "reject"),
		[],
	);
});

played("each fault breaks its rules, by whom it was played, and no others", (t, { events, said, state }) => {
	const audit = createAudit(RULES);
	audit.take(events);
	const { outcome } = audit.end();
	const told = auditText(audit.state, outcome, "all parts");
	const found = outcome.rules.flatMap(({ findings }) => findings);
	const origin = state.session?.origin;
	const tags = new Map(
		[...state.personas.values()].map(({ inum, names, level }) => [
			String(inum),
			level === 0 ? "root" : String(names.get("tag")),
		]),
	);
	const parts = said.of("part").filter(({ name }) => name !== "clean");
	t.deepEqual(parts.map(({ name }) => name).sort(), Object.keys(FAULTS).sort());
	const others = outcome.rules.find(({ rule }) => rule === "input-background")?.doubts ?? [];
	for (const path of ["mousedev", "a virtual terminal"]) {
		const doubt = others.find(({ reason }) => reason.includes(`input can come by ${path} as well`));
		t.deepEqual(
			doubt?.personas.map((key) => tags.get(key.split("#")[0] ?? "")),
			["one"],
			told,
		);
	}
	for (const part of parts) {
		const [begin, end] = [seconds(part, "begin", origin), seconds(part, "end", origin)];
		const own = found.filter(({ since }) => since >= begin && since <= end);
		t.deepEqual(
			[...new Set(own.map((one) => nameOf(one, part.name, said, tags)))].sort(),
			[...(FAULTS[part.name] ?? [])].sort(),
			`${part.name}\n${told}`,
		);
	}
	const within = (since: number) =>
		parts.some((part) => since >= seconds(part, "begin", origin) && since <= seconds(part, "end", origin));
	t.deepEqual(
		found.filter(({ since }) => !within(since)).map((one) => `${one.rule} ${one.what} ${one.since}`),
		[],
		`nothing is found outside the parts\n${told}`,
	);
});

played("what is found is in the stream as it happens, right after what shows it", (t, { events }) => {
	const rules = new Set(events.flatMap((event) => (event.kind === "finding" ? [event.rule] : [])));
	t.deepEqual(
		[...rules].sort(),
		[
			...new Set(
				Object.values(FAULTS)
					.flat()
					.map((one) => one.split(" ")[0]),
			),
		].sort(),
	);
	const leak = events.findIndex((event) => event.kind === "finding" && event.rule === "input-background");
	t.is(events[leak - 1]?.kind, "read");
	t.is(events[leak - 1]?.t, events[leak]?.t);
});

played("of mice it is told who was given what, and from whom it was kept", (t, { state }) => {
	const clients = [...state.clients.values()].filter(
		({ device }) => /^mouse\/\d+:63/.test(device) && !device.includes("/13:"),
	);
	const of = (tag: string) =>
		clients.find(({ persona }) => {
			const { level, names } = state.personas.get(persona) ?? {};
			return level === 0 ? tag === "root" : String(names?.get("tag")) === tag;
		});
	// What the fault gave it nobody has counted as given.
	t.like(of("one"), { delivered: 0, withheld: 1 });
	t.like(of("root"), { delivered: 1, withheld: 0 });
	const two = of("two");
	t.true((two?.delivered ?? 0) > 0 && (two?.withheld ?? 0) > 0, `${two?.delivered} and ${two?.withheld}`);
	t.deepEqual(
		clients.map(({ process }) => String(process.comm)),
		["use_mouse", "use_mouse", "use_mouse"],
	);
});

test("every fault is played, but an LCD's, of which the guest's kernels have none", async (t) => {
	const read = (path: string) => readFile(new URL(`../../../kernel/${path}`, import.meta.url), "utf8");
	const [faults, scenario] = await Promise.all([read("dev_ns/FAULTS.md"), read("scenarios/audit.sh")]);
	for (const [, module, rows = ""] of faults.matchAll(/^\| parameter of `(\w+)` .*\n((?:\|.*\n)+)/gm)) {
		for (const [, name] of rows.matchAll(/^\| `fault_(\w+)`/gm))
			t.true(scenario.includes(`put ${module}.${name} `), `${module}.${name}`);
	}
});
