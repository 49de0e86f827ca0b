import { type Shortcoming, shortcomings } from "../model/completeness.js";
import type { State } from "../model/state.js";
import { INCONSISTENT } from "./sentence.js";
import { amount, count } from "./units.js";

const times = (number: number): string => (number === 1 ? "once" : `${count(number)} times`);

/** A shortcoming as a sentence. */
export const shortcomingText = (shortcoming: Shortcoming): string => {
	switch (shortcoming.is) {
		case "not-ready":
			return "What existed before the probes was not told to its end.";
		case "loss": {
			const { events, times: often, reason } = shortcoming.loss;
			return `Events were lost ${times(often)}, ${events === 0 ? "how many is not known" : `${count(events)} at least`}; last: ${reason}`;
		}
		case "rejects":
			return `${amount(shortcoming.loss.rejects, "line was", "lines were")} not understood; last: ${shortcoming.loss.rejectReason}`;
		case "inconsistency":
			return `Inconsistent ${times(shortcoming.times)}: ${INCONSISTENT[shortcoming.inconsistency]}.`;
		case "probe": {
			const { probe, state, reason } = shortcoming.probe;
			return `Probe ${probe} ${state === "failed" ? "failed" : "ended"}: ${reason}`;
		}
		case "missing":
			return `Not seen: ${shortcoming.capability} (${shortcoming.reason}).`;
		case "no-last-counts":
			return `${amount(shortcoming.clients, "client")} closed without last counts.`;
		case "torn":
			return `${amount(shortcoming.switches, "switch has", "switches have")} figures that are no evidence, as something was lost.`;
		case "earlier":
			return `This is the last session of several: ${amount(shortcoming.earlier.incomplete, "part")} of the stream before it ${shortcoming.earlier.incomplete === 1 ? "is" : "are"} not complete.`;
	}
};

/** Whether what the report says is all that happened: the first line says it, the others why not. */
export const verdictLines = (state: State): readonly string[] => {
	const found = shortcomings(state);
	if (found.length === 0) return ["COMPLETE: nothing is known to be missing."];
	return [
		"INCOMPLETE: what is shown happened, but not all that happened is shown.",
		...found.map((one) => `- ${shortcomingText(one)}`),
	];
};
