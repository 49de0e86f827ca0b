import { shortcomings } from "../../model/completeness.js";
import type { ProbeStatus, State } from "../../model/state.js";
import { utc } from "../units.js";
import { shortcomingText } from "../verdict.js";

export const sessionRecord = ({ session, earlier, now, events, ready }: State) => ({
	type: "session",
	sessions_before: earlier.sessions,
	violations_before: earlier.violations,
	host: session?.host,
	kernel: session?.kernel,
	machine: session?.machine,
	bpftrace: session?.bpftrace,
	collector: session?.collector,
	device_namespaces: session?.deviceNamespaces,
	redacted: session?.redacted,
	origin_boottime_ns: session && Number(session.origin),
	wall_clock_utc: session && utc(session.wallClock),
	until_ns: now,
	events,
	ready,
});

export const probeRecord = ({ probe, state, gives, reason, since }: ProbeStatus) => ({
	type: "probe",
	probe,
	state,
	gives,
	reason: reason === "" ? undefined : reason,
	since_ns: since,
});

export const lossRecord = ({ loss, inconsistencies }: State) => ({
	type: "loss",
	events: loss.events,
	times: loss.times,
	rejects: loss.rejects,
	last_loss_reason: loss.times > 0 ? loss.reason : undefined,
	last_reject_reason: loss.rejects > 0 ? loss.rejectReason : undefined,
	inconsistencies: Object.fromEntries(inconsistencies),
});

export const forgottenRecord = (state: State) => ({
	type: "forgotten",
	switches: state.switchesForgotten,
	clients: state.clientsForgotten,
	personas: state.personasForgotten,
	devices: state.devicesForgotten,
	findings: state.findingsForgotten,
});

export const verdictRecord = (state: State) => {
	const found = shortcomings(state);
	return {
		type: "verdict",
		complete: found.length === 0,
		shortcomings: found.map((one) => ({ is: one.is, text: shortcomingText(one) })),
	};
};
