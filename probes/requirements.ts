/** What must be there before anything can be observed, each with its cure. The first that is missing ends the collector. */
import type { Survey } from "./survey.js";

export const FINDING_STATES = ["ok", "missing", "degraded"] as const;

export interface Finding {
	/** A requirement, or the id of a probe. */
	readonly what: string;
	/** Without it nothing can be observed. */
	readonly required: boolean;
	readonly state: (typeof FINDING_STATES)[number];
	readonly found: string;
	/** Empty where nothing is wrong. */
	readonly cure: string;
	/** What is not seen for lack of it. */
	readonly costs?: string;
}

const OLDEST_MINOR = 17;
const GET_BPFTRACE = "Install bpftrace 0.17 or newer: apt install bpftrace, dnf install bpftrace.";

const ok = (what: string, found: string): Finding => ({ what, required: true, state: "ok", found, cure: "" });
const missing = (what: string, found: string, cure: string): Finding => ({
	what,
	required: true,
	state: "missing",
	found,
	cure,
});

const privilege = ({ root, mayUseBpf }: Survey): Finding => {
	const what = "privilege";
	if (!root) return missing(what, "Observing a kernel takes root.", "Run it as root: sudo devns-top …");
	if (mayUseBpf) return ok(what, "root");
	return missing(
		what,
		"This root may not use BPF: it lacks CAP_BPF and CAP_PERFMON.",
		"Run it on the host rather than in a container, or give the container CAP_SYS_ADMIN.",
	);
};

const bpftrace = ({ bpftrace: found }: Survey): Finding => {
	const what = "bpftrace";
	if (found.is === "absent") return missing(what, "There is no bpftrace.", GET_BPFTRACE);
	if (found.is === "failed") return missing(what, `bpftrace does not run: ${found.said}`, GET_BPFTRACE);
	if (found.minor >= OLDEST_MINOR) return ok(what, found.version);
	return missing(what, `bpftrace ${found.version} is too old.`, GET_BPFTRACE);
};

const lockdown = ({ lockdown: mode }: Survey): Finding => {
	const what = "lockdown";
	if (mode === "confidentiality")
		return missing(
			what,
			"The kernel is locked down (confidentiality), which forbids tracing.",
			"Turn Secure Boot off in the firmware, or boot without lockdown=confidentiality.",
		);
	if (mode !== "integrity") return ok(what, mode ?? "none");
	return {
		what,
		required: false,
		state: "degraded",
		found: "The kernel is locked down (integrity): unsigned modules, such as dev_ns, are refused.",
		cure: "Sign the modules, or turn Secure Boot off in the firmware.",
	};
};

const typeInformation = ({ typeInformation: there, layout }: Survey): Finding => {
	const what = "type information";
	if (!there)
		return missing(
			what,
			"The kernel has no type information (BTF).",
			"Use a kernel with CONFIG_DEBUG_INFO_BTF=y; those of Debian 11 and later, Fedora and Ubuntu have it.",
		);
	if (layout !== undefined) return ok(what, "/sys/kernel/btf/vmlinux");
	return missing(
		what,
		"The kernel's type information is damaged, or its structures are not those that are known.",
		"Use a kernel between 5.10 and 6.12, or report which kernel this is.",
	);
};

/** Only root may read it, mounted or not. */
export const tracefsCure = ({ root }: Survey): string =>
	root
		? "As root: mount -t tracefs tracefs /sys/kernel/tracing. It takes CONFIG_FUNCTION_TRACER."
		: "Ask as root, who alone may read it: sudo devns-top doctor.";

const tracefs = (survey: Survey): Finding => {
	const { tracepoints, functions } = survey;
	return tracepoints !== undefined && functions !== undefined
		? ok("tracefs", `${tracepoints.size} tracepoints, ${functions.size} functions`)
		: missing("tracefs", "tracefs can't be read.", tracefsCure(survey));
};

export const requirements = (survey: Survey): readonly Finding[] =>
	[privilege, bpftrace, lockdown, typeInformation, tracefs].map((examine) => examine(survey));
