/** `devns-top audit -- COMMAND` on the real kernel: what it ends with, and what it says. */
import type { ExecutionContext } from "ava";
import type { Guest } from "../../kernel/vm/index.js";
import { RULES } from "../../model/audit/rules.js";
import { bootFor, guestTest } from "../vm/guest.js";

const TIMEOUT_MS = 600_000;

/** Of what docs/audit.md describes. */
interface Line {
	readonly type: string;
	readonly rule?: string;
	readonly verdict?: string;
	readonly reason?: string;
	readonly count?: number;
	readonly process?: { readonly pid: number };
}

interface Said {
	readonly exit: string;
	readonly records: readonly Line[];
	readonly told: string;
}

const play = async (t: ExecutionContext, guest: Guest): Promise<void> => {
	const run = await bootFor(t, guest, { scenario: "kernel/scenarios/audit-live.sh", timeoutMs: TIMEOUT_MS });
	const lines: string[] = [];
	for await (const line of run.results) lines.push(line);
	const outcome = await run.done;
	t.true(outcome.ok, `${outcome.why}\n${outcome.tail.join("\n")}`);
	const after = (beginning: string): readonly string[] =>
		lines.flatMap((line) => (line.startsWith(beginning) ? [line.slice(beginning.length)] : []));
	const of = (name: string): Said => ({
		exit: after(`ended ${name} exit=`).join(),
		records: after(`said ${name} `).map((line) => JSON.parse(line)),
		told: after(`told ${name} `).join("\n"),
	});
	t.deepEqual(
		lines.filter((line) => line.startsWith("not ok")),
		[],
	);

	const clean = of("clean");
	const verdicts = clean.records.flatMap(({ type, rule, verdict }) => (type === "rule" ? [`${rule} ${verdict}`] : []));
	/** Of screens, logs and alarms, whose modules are not loaded. */
	const OF_OTHERS = ["screen-background", "screen-restored", "drawing-kept", "log-own", "alarm-own", "display-bypass"];
	t.deepEqual(
		verdicts,
		RULES.map(({ id }) => `${id} ${OF_OTHERS.includes(id) ? "not-applicable" : "pass"}`),
		JSON.stringify(clean.records),
	);
	t.is(clean.exit, "0", clean.told);

	const bad = of("bad");
	const findings = bad.records.filter(({ type }) => type === "finding");
	const readers = ["a", "b"].map((name) => Number(after(`reader bad.${name} pid=`).join()));
	t.deepEqual(
		findings.map(({ rule, count, process }) => [rule, count, process?.pid]).sort(),
		readers.map((pid) => ["input-background", 20, pid]).sort(),
		`what was lost is no violation, and takes none away: ${JSON.stringify(findings)}`,
	);
	t.is(bad.exit, "1", bad.told);
	t.regex(bad.told, /input-background/, "it is told as it happens");
	const reasons = bad.records.flatMap(({ type, reason }) => (type === "doubt" ? [reason ?? ""] : []));
	t.true(
		reasons.some((reason) => /something was lost: bpftrace's buffer was full/.test(reason)),
		reasons.join("\n"),
	);
	t.deepEqual(
		bad.records.flatMap(({ type, rule, verdict }) => (type === "rule" && verdict === "pass" ? [rule] : [])),
		[],
		"nothing passes of which something was lost",
	);
};

guestTest("an audit around a command: a pass, a violation, and no pass of what was lost", play, {
	timeoutMs: TIMEOUT_MS,
});
