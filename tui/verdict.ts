/** What there is to worry about, in one line: the worst first. */
import { CAPABILITIES } from "../decoders/event.js";
import { evidence, hasStopped } from "../model/evidence.js";
import type { State } from "../model/state.js";
import { amount, count, time } from "../report/units.js";

export interface Verdict {
	/** `wrong`: something must not be. `lost`: nobody can tell, as something is missing. `partial`: not all is watched. */
	readonly is: "fine" | "waiting" | "partial" | "wrong" | "lost";
	readonly short: string;
	/** What to read further, where there is room. */
	readonly long: string;
}

const lost = ({ loss }: State): Verdict | undefined => {
	const parts = [
		...(loss.times === 0 ? [] : [loss.events === 0 ? "EVENTS LOST" : `${count(loss.events)} EVENTS LOST`]),
		...(loss.rejects === 0 ? [] : [`${count(loss.rejects)} NOT UNDERSTOOD`]),
	];
	const reason = loss.reason === "" ? loss.rejectReason : loss.reason;
	return parts.length === 0 ? undefined : { is: "lost", short: parts.join(", "), long: reason };
};

const stopped = ({ probes }: State): Verdict | undefined => {
	const [first, ...others] = [...probes.values()].filter(hasStopped);
	if (first === undefined) return undefined;
	const short = others.length === 0 ? `PROBE ${first.state.toUpperCase()}` : `${others.length + 1} PROBES STOPPED`;
	return { is: "lost", short, long: `${first.probe}: ${first.reason}` };
};

const findings = ({ findings: all }: State): Verdict | undefined => {
	const violations = [...all.values()].filter(({ severity }) => severity === "violation");
	const latest = violations.reduce<(typeof violations)[number] | undefined>(
		(one, other) => (one !== undefined && one.latest >= other.latest ? one : other),
		undefined,
	);
	if (latest === undefined) return undefined;
	return { is: "wrong", short: amount(violations.length, "violation"), long: `${latest.rule}: ${latest.what}` };
};

/** Problems that a reader finds in the log; what was lost and what does not fit is told of otherwise. */
const problems = ({ log }: State): Verdict | undefined => {
	const found = log.filter(
		({ severity, event, inconsistency }) =>
			severity === "problem" &&
			inconsistency === undefined &&
			event.kind !== "finding" &&
			event.kind !== "loss" &&
			event.kind !== "reject" &&
			event.kind !== "probe",
	);
	const latest = found.at(-1);
	if (latest === undefined) return undefined;
	return { is: "wrong", short: amount(found.length, "problem"), long: `the latest at ${time(latest.t)}` };
};

const contradictions = ({ inconsistencies }: State): Verdict | undefined => {
	const times = [...inconsistencies.values()].reduce((sum, one) => sum + one, 0);
	if (times === 0) return undefined;
	return { is: "wrong", short: amount(times, "contradiction"), long: "what is told does not fit together" };
};

const unwatched = (state: State): Verdict | undefined => {
	const missing = CAPABILITIES.filter((capability) => !evidence(state, capability).given);
	if (missing.length === 0) return undefined;
	const [first = ""] = missing;
	const others = missing.length === 1 ? "" : ` and ${missing.length - 1} more`;
	return { is: "partial", short: "not all is watched", long: `${first}${others}: P tells why` };
};

export const verdict = (state: State, ended: boolean): Verdict => {
	if (state.session === undefined) return { is: "waiting", short: "nothing yet", long: "" };
	const found = lost(state) ?? stopped(state) ?? findings(state) ?? problems(state) ?? contradictions(state);
	if (found !== undefined) return found;
	if (!state.ready && !ended) return { is: "waiting", short: "attaching probes …", long: "" };
	return unwatched(state) ?? { is: "fine", short: "all is well", long: "nothing lost, nothing wrong" };
};
