import type { Nanos } from "../../decoders/event.js";
import type { Found } from "./found.js";
import type { Doubt, Rule } from "./rule.js";

/** The worse come first. */
export const VERDICTS = ["fail", "inconclusive", "pass", "not-applicable"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface RuleVerdict {
	readonly rule: string;
	readonly title: string;
	readonly verdict: Verdict;
	readonly findings: readonly Found[];
	/** Why it is inconclusive; where it failed, what else may have happened. */
	readonly doubts: readonly Doubt[];
	/** Why it is not applicable. */
	readonly reason: string | undefined;
	readonly covers: string;
}

export interface Outcome {
	readonly verdict: Verdict;
	readonly rules: readonly RuleVerdict[];
	/** The time that the verdict is about. */
	readonly since: Nanos;
	readonly until: Nanos;
}

interface Judged {
	readonly findings: readonly Found[];
	readonly doubts: readonly Doubt[];
	readonly notApplicable: string | undefined;
}

/** A violation is one whatever else was lost; a rule of what was not there has nothing to say; what may have been missed is no pass. */
export const judge = ({ id, title, covers }: Rule, { findings, doubts, notApplicable }: Judged): RuleVerdict => {
	const is: Verdict = findings.some(({ severity }) => severity === "violation")
		? "fail"
		: notApplicable !== undefined
			? "not-applicable"
			: doubts.length > 0
				? "inconclusive"
				: "pass";
	const reason = is === "not-applicable" ? notApplicable : undefined;
	return { rule: id, title, verdict: is, findings, doubts, reason, covers };
};

/** Of a rule that is known by what a recording tells only. */
export const recordedVerdict = (rule: string, findings: readonly Found[]): RuleVerdict => ({
	rule,
	title: "found when the recording was made",
	verdict: findings.some(({ severity }) => severity === "violation") ? "fail" : "inconclusive",
	findings,
	doubts: [],
	reason: undefined,
	covers: "",
});

export const worst = (verdicts: readonly Verdict[]): Verdict =>
	VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? "inconclusive";

/** Of all rules together: something must have been shown for a pass. */
export const overall = (rules: readonly RuleVerdict[]): Verdict => {
	const some = (wanted: Verdict): boolean => rules.some(({ verdict }) => verdict === wanted);
	if (some("fail")) return "fail";
	if (some("inconclusive") || !some("pass")) return "inconclusive";
	return "pass";
};
