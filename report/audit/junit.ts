import type { Outcome, RuleVerdict } from "../../model/audit/verdict.js";
import type { State } from "../../model/state.js";
import { amount } from "../units.js";
import { printable } from "../width.js";
import { extent, who } from "./words.js";

const ENTITIES: Readonly<Record<string, string>> = {
	"<": "&lt;",
	">": "&gt;",
	"&": "&amp;",
	'"': "&quot;",
	"'": "&apos;",
};

/** XML 1.0 has no way to write control characters; `printable` leaves none. */
const xml = (text: string): string => printable(text).replaceAll(/[<>&"']/g, (character) => ENTITIES[character] ?? "");

const body = (state: State, { verdict, findings, doubts, reason }: RuleVerdict): readonly string[] => {
	const doubted = doubts.map((doubt) => `${doubt.reason}; ${extent(state, doubt)}`);
	switch (verdict) {
		case "pass":
			return [];
		case "fail":
			return findings.map(
				(found) =>
					`    <failure type="${found.severity}" message="${xml(`${who(state, found)}: ${found.what}`)}">${amount(found.count, "time")} since ${found.since} ns</failure>`,
			);
		case "inconclusive":
			return [`    <error type="inconclusive" message="${xml(doubted[0] ?? "")}">${xml(doubted.join(" | "))}</error>`];
		case "not-applicable":
			return [`    <skipped message="${xml(reason ?? "")}"/>`];
	}
};

const testcase = (state: State, one: RuleVerdict): readonly string[] => {
	const lines = body(state, one);
	const head = `  <testcase classname="devns-top.audit" name="${xml(`${one.rule}: ${one.title}`)}"`;
	return lines.length === 0 ? [`${head}/>`] : [`${head}>`, ...lines, "  </testcase>"];
};

/** A test case a rule: broken is a failure, inconclusive an error, not applicable skipped. */
export const auditJunit = (state: State, { rules, since, until }: Outcome): string => {
	const number = (wanted: RuleVerdict["verdict"]): number => rules.filter(({ verdict }) => verdict === wanted).length;
	const seconds = ((until - since) / 1e9).toFixed(3);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuite name="devns-top audit" tests="${rules.length}" failures="${number("fail")}" errors="${number("inconclusive")}" skipped="${number("not-applicable")}" time="${seconds}">`,
		...rules.flatMap((one) => testcase(state, one)),
		"</testsuite>",
		"",
	].join("\n");
};
