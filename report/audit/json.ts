import type { Found } from "../../model/audit/found.js";
import type { Moment } from "../../model/audit/moments.js";
import type { Doubt } from "../../model/audit/rule.js";
import type { Outcome, RuleVerdict } from "../../model/audit/verdict.js";
import type { State } from "../../model/state.js";
import { processRecord } from "../records/clients.js";
import { sentence } from "../sentence.js";
import { printable } from "../width.js";

/** Of the records described in docs/audit.md: it grows when a field changes its meaning or goes. */
export const AUDIT_SCHEMA = 1;

const plain = (_key: string, value: unknown): unknown => {
	if (value === undefined) return null;
	return typeof value === "string" ? printable(value) : value;
};

const momentRecord = (state: State, { t, event, persona, device, client }: Moment) => ({
	at_ns: t,
	persona,
	device,
	client,
	text:
		event === undefined
			? "the recording ended"
			: sentence(state, { t, severity: "info", event, persona, device, client, inconsistency: undefined }),
});

const findingRecord = (state: State, { subject, shown, ...found }: Found) => ({
	type: "finding",
	rule: found.rule,
	severity: found.severity,
	persona: found.persona,
	client: found.client,
	process: subject.process && processRecord(subject.process),
	device: found.device,
	since_ns: found.since,
	latest_ns: found.latest,
	count: found.count,
	what: found.what,
	evidence: shown && {
		before: shown.before.map((moment) => momentRecord(state, moment)),
		shown: momentRecord(state, shown.at),
		after: shown.after.map((moment) => momentRecord(state, moment)),
	},
});

const doubtRecord = (rule: string, { reason, personas, devices, since, until }: Doubt) => ({
	type: "doubt",
	rule,
	reason,
	personas,
	devices,
	since_ns: since,
	until_ns: until,
});

const ruleRecords = (state: State, one: RuleVerdict): readonly object[] => [
	{ type: "rule", rule: one.rule, title: one.title, verdict: one.verdict, reason: one.reason, covers: one.covers },
	...one.findings.map((found) => findingRecord(state, found)),
	...one.doubts.map((doubt) => doubtRecord(one.rule, doubt)),
];

/** What the audit says, as NDJSON for programs: the verdict last. */
export const auditJson = (state: State, { verdict, rules, since, until }: Outcome): string =>
	[...rules.flatMap((one) => ruleRecords(state, one)), { type: "verdict", verdict, since_ns: since, until_ns: until }]
		.map((record) => `${JSON.stringify({ schema: AUDIT_SCHEMA, ...record }, plain)}\n`)
		.join("");
