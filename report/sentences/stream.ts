import type { Loss, Probe, Reject, Session } from "../../decoders/event.js";
import { STATE_WORDS } from "../../model/evidence.js";
import { quoted } from "../names.js";
import { amount, time } from "../units.js";

export const session = ({ host, kernel, machine, bpftrace }: Session): string =>
	`the session begins: ${quoted(host)}, Linux ${quoted(kernel)} ${quoted(machine)}, bpftrace ${quoted(bpftrace)}`;

const because = (reason: string): string => (reason === "" ? "" : `: ${reason}`);

export const probe = ({ probe: id, state, reason }: Probe): string => {
	const verb = state === "attached" || state === "ended" ? state : `is ${STATE_WORDS[state]}`;
	return `probe ${id} ${verb}${because(reason)}`;
};

export const loss = ({ where, count: lost, since, t, reason }: Loss): string => {
	const what = lost === 0 ? "events were lost" : amount(lost, "event was lost", "events were lost");
	return `${what} in the ${where} between ${time(since)} and ${time(t)}${because(reason)}`;
};

export const reject = ({ text, reason }: Reject): string => `not understood${because(reason)}: "${text}"`;
