/** What there is to worry about, in one line: the worst first. */
import type { EventKind } from "../decoders/event.js";
import { type Shortcoming, shortcomings, unwatched } from "../model/completeness.js";
import { hasStopped } from "../model/evidence.js";
import type { FindingSeen, LogEntry, State } from "../model/state.js";
import { amount, count, time } from "../report/units.js";
import { shortcomingText } from "../report/verdict.js";

export interface Verdict {
	/**
	 * `wrong`: something must not be. `lost`: nobody can tell, as something is missing. `noted`: something may be meant so.
	 * `partial`: not all was seen. `quiet`: nothing was lost, and nothing was found so far, which is all that is known: no
	 * verdict on what nobody looks for.
	 */
	readonly is: "quiet" | "waiting" | "partial" | "noted" | "wrong" | "lost";
	readonly short: string;
	/** What to read further, where there is room. */
	readonly long: string;
	/** What shows all of it. */
	readonly shownBy?: "findings" | "log" | "probes";
}

const lost = ({ loss }: State): Verdict | undefined => {
	const parts = [
		...(loss.times === 0 ? [] : [loss.events === 0 ? "EVENTS LOST" : `${count(loss.events)} EVENTS LOST`]),
		...(loss.rejects === 0 ? [] : [`${count(loss.rejects)} NOT UNDERSTOOD`]),
	];
	const reason = loss.reason === "" ? loss.rejectReason : loss.reason;
	return parts.length === 0 ? undefined : { is: "lost", short: parts.join(", "), long: reason, shownBy: "probes" };
};

const stopped = ({ probes }: State): Verdict | undefined => {
	const [first, ...others] = [...probes.values()].filter(hasStopped);
	if (first === undefined) return undefined;
	const short = others.length === 0 ? `PROBE ${first.state.toUpperCase()}` : `${others.length + 1} PROBES STOPPED`;
	return { is: "lost", short, long: `${first.probe}: ${first.reason}`, shownBy: "probes" };
};

const findings = ({ findings: all }: State, severity: FindingSeen["severity"]): Verdict | undefined => {
	const found = [...all.values()].filter((one) => one.severity === severity);
	const latest = found.reduce<FindingSeen | undefined>(
		(one, other) => (one !== undefined && one.latest >= other.latest ? one : other),
		undefined,
	);
	if (latest === undefined) return undefined;
	const is = severity === "violation" ? "wrong" : "noted";
	return { is, short: amount(found.length, severity), long: `${latest.rule}: ${latest.what}`, shownBy: "findings" };
};

const TOLD_OF: ReadonlySet<EventKind> = new Set(["finding", "loss", "reject", "probe"]);

/** Problems that a reader finds in the log; what was lost and what does not fit is told of otherwise. */
const problems = ({ log }: State): Verdict | undefined => {
	let found = 0;
	let latest: LogEntry | undefined;
	// The whole log, for each picture: nothing is put together on the way.
	for (const entry of log) {
		if (entry.severity !== "problem" || entry.inconsistency !== undefined || TOLD_OF.has(entry.event.kind)) continue;
		found++;
		latest = entry;
	}
	if (latest === undefined) return undefined;
	return { is: "wrong", short: amount(found, "problem"), long: `the latest at ${time(latest.t)}`, shownBy: "log" };
};

const contradictions = ({ inconsistencies }: State): Verdict | undefined => {
	const times = [...inconsistencies.values()].reduce((sum, one) => sum + one, 0);
	if (times === 0) return undefined;
	return {
		is: "wrong",
		short: amount(times, "contradiction"),
		long: "what is told does not fit together",
		shownBy: "probes",
	};
};

const partial = (state: State): Verdict | undefined => {
	const [first, ...others] = unwatched(state);
	if (first === undefined) return undefined;
	const more = others.length === 0 ? "" : ` and ${others.length} more`;
	return { is: "partial", short: "not all is watched", long: `${first.capability}${more}`, shownBy: "probes" };
};

/** What has no words of its own is told of elsewhere in the verdict. */
const briefly = (shortcoming: Shortcoming): string => {
	switch (shortcoming.is) {
		case "not-ready":
			return "it broke off early";
		case "earlier":
			return "nor was an earlier session";
		case "torn":
			return `${amount(shortcoming.switches, "switch", "switches")} torn`;
		case "no-last-counts":
			return `${amount(shortcoming.clients, "client")} without last counts`;
		default:
			return shortcomingText(shortcoming);
	}
};

/** Whatever else a report would call incomplete, so that the two never say different things. */
const incomplete = (state: State): Verdict | undefined => {
	const [first] = shortcomings(state);
	return first && { is: "partial", short: "not complete", long: briefly(first) };
};

export const verdict = (state: State, ended: boolean): Verdict => {
	if (state.session === undefined) return { is: "waiting", short: "nothing yet", long: "" };
	const found =
		lost(state) ?? stopped(state) ?? findings(state, "violation") ?? problems(state) ?? contradictions(state);
	if (found !== undefined) return found;
	if (!state.ready && !ended) return { is: "waiting", short: "attaching probes …", long: "" };
	const doubtful = findings(state, "warning") ?? partial(state) ?? incomplete(state);
	return doubtful ?? { is: "quiet", short: "nothing lost", long: "no finding so far" };
};
