import type { Found } from "../../model/audit/found.js";
import type { Rule } from "../../model/audit/rule.js";
import type { Outcome, RuleVerdict } from "../../model/audit/verdict.js";
import type { State } from "../../model/state.js";
import { printable } from "../width.js";
import { extent, who } from "./words.js";

const message = (text: string) => ({ text: printable(text) });

/** Where it is: a recording has no lines, so the device is named, and the time. */
const location = (state: State, found: Found, source: string) => ({
	physicalLocation: { artifactLocation: { uri: source } },
	logicalLocations: [{ fullyQualifiedName: printable(found.device ?? who(state, found)), kind: "resource" }],
});

const results = (state: State, { rule, verdict, findings, doubts, reason }: RuleVerdict, source: string) => {
	switch (verdict) {
		case "pass":
			return [{ ruleId: rule, kind: "pass", message: message("kept") }];
		case "fail":
			return findings.map((found) => ({
				ruleId: rule,
				kind: "fail",
				level: found.severity === "violation" ? "error" : "warning",
				message: message(`${who(state, found)}: ${found.what}`),
				occurrenceCount: found.count,
				locations: [location(state, found, source)],
				properties: { since_ns: found.since, latest_ns: found.latest },
			}));
		case "inconclusive":
			return [
				{
					ruleId: rule,
					kind: "open",
					message: message(doubts.map((doubt) => `${doubt.reason}; ${extent(state, doubt)}`).join("\n")),
				},
			];
		case "not-applicable":
			return [{ ruleId: rule, kind: "notApplicable", message: message(reason ?? "") }];
	}
};

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), whose kinds of results are our verdicts. */
export const auditSarif = (state: State, outcome: Outcome, source: string, rules: readonly Rule[]): string => {
	const driver = {
		name: "devns-top",
		rules: rules.map(({ id, title, why, evidence }) => ({
			id,
			shortDescription: message(title),
			fullDescription: message(why),
			help: message(evidence.replaceAll("\n", " ")),
		})),
	};
	const run = {
		tool: { driver },
		results: outcome.rules.flatMap((one) => results(state, one, source)),
		properties: { verdict: outcome.verdict },
	};
	const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
	return `${JSON.stringify(log, null, 2)}\n`;
};
