import type { Nanos } from "../decoders/event.js";
import type { ShareDraft, SwitchDraft } from "./draft.js";
import { add, START, span } from "./nanos.js";
import type { SwitchOutcome } from "./state.js";

/** Nothing where an end is missing, and nothing where time would run backwards. */
const between = (from: Nanos | undefined, to: Nanos | undefined): Nanos | undefined =>
	from === undefined || to === undefined || to < from ? undefined : span(from, to);

const sumOf = (shares: readonly ShareDraft[]): Nanos | undefined => {
	let sum = START;
	for (const { took } of shares) {
		if (took === undefined) return undefined;
		sum = add(sum, took);
	}
	return sum;
};

const outcomeOf = ({ outcome, ended, errno, flipped, from, to }: SwitchDraft): SwitchOutcome => {
	if (ended === undefined) return outcome;
	if (errno !== 0) return "failed";
	if (flipped !== undefined) return "done";
	if (from === undefined || to === undefined) return "unknown";
	return from === to ? "unchanged" : "done";
};

/** Whether a switch that is over lacks a piece that it must have had. One can fail before it has the lock. */
export const lacksPieces = ({ ended, total, lockWait, flipped, outcome, drivers }: SwitchDraft): boolean => {
	if (ended === undefined) return outcome === "unknown";
	if (total === undefined || drivers.some(({ took }) => took === undefined)) return true;
	if (outcome === "failed") return false;
	return lockWait === undefined || outcome === "unknown" || (outcome === "done" && flipped === undefined);
};

/** Works out, after a piece of a switch was told, what follows from all of them. */
export const settle = (one: SwitchDraft): void => {
	for (const share of one.drivers) share.took = between(share.began, share.ended);
	one.outcome = outcomeOf(one);
	one.total = between(one.requested, one.ended);
	one.lockWait = between(one.requested, one.locked);
	const shares = sumOf(one.drivers);
	one.remainder =
		one.total === undefined || one.lockWait === undefined || shares === undefined
			? undefined
			: span(add(one.lockWait, shares), one.total);
	one.torn = one.lossy || lacksPieces(one);
};
