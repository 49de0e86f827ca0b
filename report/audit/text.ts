import type { Found } from "../../model/audit/found.js";
import type { Moment } from "../../model/audit/moments.js";
import type { Rule } from "../../model/audit/rule.js";
import type { Outcome, RuleVerdict, Verdict } from "../../model/audit/verdict.js";
import { START } from "../../model/nanos.js";
import type { State } from "../../model/state.js";
import { sentence } from "../sentence.js";
import { amount, count, duration, time } from "../units.js";
import { printable } from "../width.js";
import { extent, WORDS, who } from "./words.js";

/** Of findings and doubts of one rule, so many are told; the rest is counted. */
const MOST_TOLD = 20;

const momentLine = (state: State, word: string, { t, event, persona, device, client }: Moment): string => {
	if (event === undefined) return `${word} ${time(t)}  the recording ended`;
	const told = { t, severity: "info" as const, event, persona, device, client, inconsistency: undefined };
	return `${word} ${time(t)}  ${sentence(state, told)}`;
};

const findingLines = (state: State, found: Found, source: string): readonly string[] => {
	const often = found.count === 1 ? "" : ` (${count(found.count)} times, last at ${time(found.latest)})`;
	const { shown } = found;
	return [
		`${who(state, found)}: ${found.what}${often}`,
		...(shown
			? [
					...shown.before.map((moment) => momentLine(state, "  before", moment)),
					momentLine(state, "  shown ", shown.at),
					...shown.after.map((moment) => momentLine(state, "  after ", moment)),
				]
			: []),
		`  see it: devns-top replay ${source} --at ${(found.since / 1e9).toFixed(3)}s`,
	];
};

const some = (lines: readonly string[], what: string): readonly string[] =>
	lines.length <= MOST_TOLD
		? lines
		: [...lines.slice(0, MOST_TOLD), `${amount(lines.length - MOST_TOLD, `more ${what}`)}`];

const ruleLines = (state: State, one: RuleVerdict, source: string): readonly string[] => {
	const { rule, title, verdict, findings, doubts, reason, covers } = one;
	const told = findings.slice(0, MOST_TOLD).flatMap((found) => findingLines(state, found, source));
	const more = findings.length - MOST_TOLD;
	return [
		`${WORDS[verdict]}  ${rule}: ${title}`,
		...[
			...told,
			...(more > 0 ? [amount(more, "more finding")] : []),
			...(verdict === "fail" && doubts.length > 0 ? ["What else may have happened:"] : []),
			...some(
				doubts.map((doubt) => `- ${doubt.reason}; ${extent(state, doubt)}`),
				"reason",
			),
			...(reason === undefined ? [] : [reason]),
			...(covers === "" ? [] : [`covers: ${covers}`]),
		].map((line) => `  ${line}`),
	];
};

const tally = (rules: readonly RuleVerdict[], wanted: Verdict): number =>
	rules.filter(({ verdict }) => verdict === wanted).length;

const summary = ({ rules }: Outcome): string =>
	[
		`${tally(rules, "fail")} of ${amount(rules.length, "rule")} broken`,
		`${tally(rules, "inconclusive")} inconclusive`,
		`${tally(rules, "pass")} kept`,
		`${tally(rules, "not-applicable")} not applicable`,
	].join(", ");

/** What the audit says, for people: the verdict first. `source` is the recording's name. */
export const auditText = (state: State, outcome: Outcome, source: string): string => {
	const { rules, since, until } = outcome;
	const span = until > since ? duration(until - since) : duration(START);
	const lines = [
		`${WORDS[outcome.verdict]}: ${summary(outcome)}`,
		`watched from ${time(since)} to ${time(until)}, ${span}`,
		...rules.flatMap((one) => ["", ...ruleLines(state, one, source)]),
	];
	return `${lines.map(printable).join("\n")}\n`;
};

export const ruleList = (rules: readonly Rule[]): string =>
	`${rules.map(({ id, title }) => `${id.padEnd(20)} ${title}`).join("\n")}\n`;

export const ruleExplained = ({ id, title, why, evidence, needs, covers, severity }: Rule): string =>
	[
		`${id}: ${title}`,
		"",
		`Severity: ${severity}`,
		`Why it matters: ${why}`,
		`What makes it conclusive: ${evidence.replaceAll("\n", " ")}`,
		`What must be watched: ${needs.join(", ") || "nothing more"}`,
		`It covers: ${covers}`,
		"",
	].join("\n");
