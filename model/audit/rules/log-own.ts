import type { Event } from "../../../decoders/event.js";
import { Crossings } from "../crossings.js";
import type { Rule } from "../rule.js";

const isOfLogs = ({ kind }: Event): boolean => kind === "log-written" || kind === "log-read";

export const logOwn: Rule = {
	id: "log-own",
	title: "No persona reads log entries that another one wrote",
	severity: "violation",
	of: "namespaces",
	why: "Logs hold what programs did for their user: addresses, numbers, names, sometimes passwords.",
	evidence: `Each entry is followed by its place in the kernel's memory, from the process that writes it to those that read it, without the driver's help. Of one
that was written before the probes it is not known who wrote it. Root may read all.`,
	needs: ["log", "log.given"],
	covers: "the logs of device namespaces; not: other logs, such as the kernel's, that a persona can read",
	notApplicable: () => "nobody was seen to use a log of device namespaces",
	absentBy: ["log"],
	begin: () => new Crossings("log", isOfLogs),
};
