/** Edge: bpftrace as a process. */
import { MOST_KEYS } from "../decoders/lines/tallies.js";
import { fewTypes } from "./few-types.js";
import type { Program } from "./program.js";
import type { Survey } from "./survey.js";
import type { Process, Transport } from "./transport.js";

/** Longest string or buffer that a probe prints, and a little more than that. */
const LONGEST = "96";
/** Pages of all CPUs' ring buffers together, which are locked memory. */
const RING_PAGES = 8192;
/** Since 0.20, limits have other names. */
const RENAMED = 20;

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(most));

export const environment = ({ bpftrace, possibleCpus }: Survey): Readonly<Record<string, string>> => {
	const renamed = bpftrace.is === "found" && bpftrace.minor >= RENAMED;
	const pages = Math.min(1024, Math.max(64, powerOfTwo(RING_PAGES / possibleCpus)));
	return {
		[renamed ? "BPFTRACE_MAX_STRLEN" : "BPFTRACE_STRLEN"]: LONGEST,
		[renamed ? "BPFTRACE_MAX_MAP_KEYS" : "BPFTRACE_MAP_KEYS_MAX"]: String(MOST_KEYS),
		BPFTRACE_PERF_RB_PAGES: String(pages),
	};
};

/** 0.17 and 0.23 were seen to work with little; what comes after may ask for more. */
const SEEN_UNTIL = 23;

/** Where the kernel lists its tracepoints; bpftrace reads either. */
const LISTS = ["/sys/kernel/debug/tracing/available_events", "/sys/kernel/tracing/available_events"];

/** Bytes as the shell's printf takes them. */
const octal = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/**
 * `$1` is the types, `$2` the list of tracepoints, `$3` where that is to be. What can't be had is left out: bpftrace then takes what the
 * kernel has, which takes longer.
 *
 * Types are read from a file that is gone before bpftrace begins: it is left a descriptor. The list is mounted over the kernel's own in a
 * mount namespace that nobody else is in.
 */
const WITH_LITTLE = `types=$1 events=$2 lists=$3
shift 3
exec 4>&2 2>/dev/null
if little=$(mktemp -d "\${TMPDIR:-/tmp}/devns-top.XXXXXX"); then
	printf "$types" >"$little/types" && exec 3<"$little/types" && export BPFTRACE_BTF=/proc/self/fd/3
	if printf %s "$events" >"$little/events" && unshare -m true; then
		exec unshare -m sh -c 'for list in $1; do [ ! -e "$list" ] || mount -o bind "$2/events" "$list"; done
			rm -rf "$2"
			shift 2
			exec bpftrace "$@" 2>&4 4>&-' bpftrace "$lists" "$little" "$@"
	fi
	rm -rf "$little"
fi
exec bpftrace "$@" 2>&4 4>&-`;

const tracepointsOf = ({ text }: Program): string =>
	[...new Set(Array.from(text.matchAll(/\btracepoint:(\w+:\w+)/g), ([, name]) => `${name}\n`))].join("");

/**
 * What starts bpftrace with no more than a program needs. It searches all types that it knows for each cast, and reads the list of all
 * tracepoints for each field of one that is used, ten times over: 0.17 spends three quarters of its time so. The name before the types is
 * what the shell calls itself in its complaints.
 */
export const withLittle = (program: Program, lists: readonly string[] = LISTS): readonly string[] => [
	...["sh", "-c", WITH_LITTLE, "bpftrace"],
	...[octal(fewTypes()), tracepointsOf(program), lists.join(" ")],
];

/** `$1` in the program is how many CPUs there can be. */
export const bpftraceArguments = ({ text }: Program, { possibleCpus }: Survey): readonly string[] => [
	...["-f", "json", "-e", text],
	String(possibleCpus),
];

export const startBpftrace = (transport: Transport, program: Program, found: Survey): Process => {
	const { bpftrace } = found;
	const command = bpftrace.is === "found" && bpftrace.minor <= SEEN_UNTIL ? withLittle(program) : ["bpftrace"];
	return transport.spawn([...command, ...bpftraceArguments(program, found)], { env: environment(found) });
};
