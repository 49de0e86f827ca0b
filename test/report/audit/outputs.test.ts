/** The audit's verdict as text, NDJSON, JUnit XML and SARIF: each on its own must say what happened. */
import test from "ava";
import { nameFromText } from "../../../decoders/names.js";
import { createAudit } from "../../../model/audit/audit.js";
import { RULES } from "../../../model/audit/rules.js";
import { auditJson } from "../../../report/audit/json.js";
import { auditJunit } from "../../../report/audit/junit.js";
import { auditSarif } from "../../../report/audit/sarif.js";
import { auditText, ruleExplained, ruleList } from "../../../report/audit/text.js";
import { wholeSwitch } from "../../model/at.js";
import { at, BLUE, ROOT, STAGE } from "../../model/audit/story.js";

const HOSTILE = '</failure><x a="\u0007\u202e&';

const made = createAudit(RULES);
made.take([
	...STAGE,
	at(4).personaNamed({ persona: BLUE, name: nameFromText(HOSTILE) }),
	...wholeSwitch(100, 1, ROOT, BLUE),
	...wholeSwitch(1000, 2, BLUE, ROOT),
	at(2e9).leak({ count: 3 }),
	at(2.5e9).leak({ count: 4 }),
	at(3e9).delivery({ delivered: 9 }),
	at(3e9).read({ read: 8, settled: 7 }),
]);
const { outcome } = made.end();
const { state } = made;
const wild = /[\p{Cc}\p{Cf}]/u;

test("text: the verdict first, each rule with its findings, evidence, doubts and how to see the moment", (t) => {
	const text = auditText(state, outcome, "a.devns");
	const lines = text.trimEnd().split("\n");
	t.regex(lines[0] ?? "", /^FAIL: \d of 12 rules broken/);
	t.regex(text, /FAIL {2}input-background: Input reaches clients of the active persona only/);
	t.regex(
		text,
		/reader 11\/1 of .*, event0: input was delivered to it in the background \(7 times, last at 00:00:02\.500\)/,
	);
	t.regex(text, /shown {2}00:00:02\.000 {2}reader 11\/1 of .* got 3 events of event0 while root was active/);
	t.regex(text, /see it: devns-top replay a\.devns --at 2\.000s/);
	t.regex(text, /What else may have happened:/);
	t.regex(text, /INCONCLUSIVE {2}keys-held/);
	t.regex(text, /had not read all that was due to it.*; for .* on event0, from 00:00:00\.000 to 00:00:03\.000/);
	t.regex(text, /PASS {2}request-background/);
	t.regex(text, /covers: read\(2\) of event nodes/);
	t.deepEqual(
		lines.filter((line) => wild.test(line)),
		[],
	);
});

test("NDJSON: every line says its schema and type, the verdict is last, what is absent is null", (t) => {
	const records = auditJson(state, outcome)
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line));
	t.true(records.every(({ schema }) => schema === 1));
	t.like(records.at(-1), { type: "verdict", verdict: "fail", until_ns: 3e9 });
	t.is(records.filter(({ type }) => type === "rule").length, RULES.length);
	const found = records.find(({ type, rule }) => type === "finding" && rule === "input-background");
	t.like(found, { client: 1, persona: `${BLUE}#1`, device: "input/13:64", since_ns: 2e9, latest_ns: 2.5e9, count: 7 });
	t.deepEqual(found.process, { pid: 11, inner_pid: 1, comm: "reader" });
	t.is(found.evidence.shown.at_ns, 2e9);
	t.true(records.some(({ type, rule }) => type === "doubt" && rule === "keys-held"));
	t.notRegex(auditJson(state, outcome), /[\p{Cf}]|[^\P{Cc}\n]/u);
});

test("JUnit: a case a rule, broken a failure, inconclusive an error, and no name breaks the XML", (t) => {
	const xml = auditJunit(state, outcome);
	const number = (what: RegExp) => xml.match(what)?.length ?? 0;
	t.is(number(/<testcase /g), RULES.length);
	const [, tests, failures, errors, skipped] =
		/tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ?? [];
	t.is(Number(tests), RULES.length);
	t.is(Number(failures), outcome.rules.filter(({ verdict }) => verdict === "fail").length);
	t.is(number(/<error /g), Number(errors));
	t.is(number(/<skipped /g), Number(skipped));
	t.false(xml.includes("<x "));
	t.is(number(/<failure /g), number(/<\/failure>/g));
	t.deepEqual(
		xml.split("\n").filter((line) => wild.test(line)),
		[],
	);
	// Every tag that is opened is closed, in order.
	const open: string[] = [];
	for (const [, end, name, rest] of xml.matchAll(/<(\/?)([a-z]+)((?:[^<>"]|"[^"<]*")*)>/g)) {
		if (end) t.is(open.pop(), name);
		else if (!rest?.endsWith("/")) open.push(name ?? "");
	}
	t.deepEqual(open, []);
});

test("SARIF: a result a finding, with its rule described, and our verdicts as its kinds", (t) => {
	const log = JSON.parse(auditSarif(state, outcome, "a.devns", RULES));
	t.is(log.version, "2.1.0");
	const [run] = log.runs;
	t.deepEqual(
		run.tool.driver.rules.map(({ id }: { id: string }) => id),
		RULES.map(({ id }) => id),
	);
	const of = (id: string) => run.results.filter(({ ruleId }: { ruleId: string }) => ruleId === id);
	t.like(of("input-background")[0], { kind: "fail", level: "error", occurrenceCount: 7 });
	t.is(of("input-background")[0].locations[0].physicalLocation.artifactLocation.uri, "a.devns");
	t.is(of("keys-held")[0].kind, "open");
	t.is(of("request-background")[0].kind, "pass");
	t.is(run.properties.verdict, "fail");
});

test("a rule that has nothing to say is skipped, with the reason, in each", (t) => {
	const stock = createAudit(RULES);
	stock.take(STAGE.map((event) => (event.kind === "session" ? { ...event, deviceNamespaces: false } : event)));
	const { outcome: nothing } = stock.end();
	t.regex(
		auditText(stock.state, nothing, "a"),
		/NOT APPLICABLE {2}input-background.*\n {2}this kernel has no device namespaces/,
	);
	t.is(auditJunit(stock.state, nothing).match(/<skipped message="this kernel/g)?.length, RULES.length);
	t.is(JSON.parse(auditSarif(stock.state, nothing, "a", RULES)).runs[0].results[0].kind, "notApplicable");
});

test("rules are listed and explained", (t) => {
	t.deepEqual(
		ruleList(RULES)
			.trimEnd()
			.split("\n")
			.map((line) => line.split(" ")[0]),
		RULES.map(({ id }) => id),
	);
	for (const rule of RULES) {
		const text = ruleExplained(rule);
		for (const part of ["Why it matters:", "What makes it conclusive:", "What must be watched:", "It covers:"])
			t.true(text.includes(part), `${rule.id}: ${part}`);
	}
});
