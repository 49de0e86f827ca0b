/** What people look for in the past, and see on the scrubber. */
import type { LogEntry, State } from "../model/state.js";

/** `sign`: whatever stands out but for switches. */
export type Landmark = "switch" | "sign";

export type Standout = "mark" | "warning" | "problem" | "loss";

/** What an entry of the log is to who looks for what went wrong, or was marked; `undefined` for all others. */
export const standout = ({ severity, event, inconsistency }: LogEntry): Standout | undefined => {
	if (event.kind === "loss" || event.kind === "mark") return event.kind;
	if (severity === "problem" || inconsistency !== undefined) return "problem";
	return event.kind === "finding" ? "warning" : undefined;
};

/** When they were known, in their order. */
export const timesOf = ({ switches, log }: State, landmark: Landmark): readonly number[] =>
	landmark === "switch"
		? switches.flatMap(({ ended }) => (ended === undefined ? [] : [ended]))
		: log.flatMap((entry) => (standout(entry) === undefined ? [] : [entry.t]));
