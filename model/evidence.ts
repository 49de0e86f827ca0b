import type { Before, Capability, Loss, Probe, ProbeState, Reject } from "../decoders/event.js";
import type { LossCount, ProbeStatus, Severity, State } from "./state.js";

const NO_LOSS: LossCount = { events: 0, times: 0, rejects: 0, reason: "", rejectReason: "" };

/** A probe failed, or ended for a reason: without one it was told to. */
export const hasStopped = ({ state, reason }: Pick<Probe, "state" | "reason">): boolean =>
	state === "failed" || (state === "ended" && reason !== "");

/** That all is as it was wanted is no news: a list of a score of probes, twice, hides what is. */
const severityOf = (event: Probe): Severity | undefined => {
	if (hasStopped(event)) return "problem";
	return event.state === "missing" ? "notice" : undefined;
};

/** What the stream says of itself: which probes watch, and what is missing from it. */
export class Evidence {
	readonly probes = new Map<string, ProbeStatus>();
	loss = NO_LOSS;

	probe(event: Probe): Severity | undefined {
		const { probe, state, gives, reason, t } = event;
		this.probes.set(probe, { probe, state, gives, reason, since: t });
		return severityOf(event);
	}

	lost({ count, reason }: Loss): Severity {
		const { events, times } = this.loss;
		this.loss = { ...this.loss, events: events + count, times: times + 1, reason };
		return "problem";
	}

	/** What a snapshot counts. */
	counted({ lost, losses, lossReason, rejects, rejectReason }: Before): void {
		this.loss = { events: lost, times: losses, rejects, reason: lossReason, rejectReason };
	}

	rejected({ reason }: Reject): Severity {
		this.loss = { ...this.loss, rejects: this.loss.rejects + 1, rejectReason: reason };
		return "problem";
	}
}

/** After "is". */
export const STATE_WORDS: Readonly<Record<ProbeState, string>> = {
	attached: "attached",
	missing: "missing",
	failed: "failed",
	ended: "ended",
	unasked: "not asked for",
};

export type Given = { readonly given: true } | { readonly given: false; readonly reason: string };

const GIVEN: Given = { given: true };

/** A probe that watches, or that watched until it was told to end. */
const watched = ({ state, reason }: ProbeStatus): boolean =>
	state === "attached" || (state === "ended" && reason === "");

/** Of the probes that would give something, the one that is for this kernel: with device namespaces theirs, else the other. */
const nearest = (probes: readonly ProbeStatus[], deviceNamespaces: boolean | undefined): ProbeStatus | undefined =>
	probes.find(({ probe }) => probe.startsWith("dev_ns/") === deviceNamespaces) ?? probes[0];

/** Whether what a capability stands for is seen. Where it is not, what would be shown from it is absent, not 0. */
export const evidence = ({ probes, session }: State, capability: Capability): Given => {
	const giving = [...probes.values()].filter(({ gives }) => gives.includes(capability));
	if (giving.some(watched)) return GIVEN;
	const without = nearest(giving, session?.deviceNamespaces);
	if (!without) return { given: false, reason: `no probe gives ${capability}` };
	const { probe, state, reason } = without;
	return { given: false, reason: `${probe} is ${STATE_WORDS[state]}${reason && `: ${reason}`}` };
};
