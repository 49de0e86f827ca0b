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

const environment = ({ bpftrace, possibleCpus }: Survey): Readonly<Record<string, string>> => {
	const renamed = bpftrace.is === "found" && bpftrace.minor >= RENAMED;
	const pages = Math.min(1024, Math.max(64, powerOfTwo(RING_PAGES / possibleCpus)));
	return {
		[renamed ? "BPFTRACE_MAX_STRLEN" : "BPFTRACE_STRLEN"]: LONGEST,
		[renamed ? "BPFTRACE_MAX_MAP_KEYS" : "BPFTRACE_MAP_KEYS_MAX"]: String(MOST_KEYS),
		BPFTRACE_PERF_RB_PAGES: String(pages),
	};
};

/** 0.17 and 0.23 were seen to work with a few types; what comes after may ask for more of them. */
const SEEN_UNTIL = 23;

/** Bytes as the shell's printf takes them. */
const octal = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/**
 * bpftrace reads its types from a file, which is gone before it begins: it is left a descriptor. Where no file can be made, it takes the
 * kernel's types, which takes longer. `$1` is the types.
 */
const WITH_FEW_TYPES = `{ few=$(mktemp "\${TMPDIR:-/tmp}/devns-top-types.XXXXXX") && printf "$1" >"$few" && exec 3<"$few" &&
	export BPFTRACE_BTF=/proc/self/fd/3; } 2>/dev/null
[ -z "$few" ] || rm -f "$few"
shift
exec bpftrace "$@"`;

/** The name before the types is what the shell calls itself in its complaints. */
const command = ({ bpftrace }: Survey): readonly string[] =>
	bpftrace.is === "found" && bpftrace.minor <= SEEN_UNTIL
		? ["sh", "-c", WITH_FEW_TYPES, "bpftrace", octal(fewTypes())]
		: ["bpftrace"];

/** `$1` in the program is how many CPUs there can be. */
export const startBpftrace = (transport: Transport, program: Program, found: Survey): Process => {
	const argv = [...command(found), "-f", "json", "-e", program.text, String(found.possibleCpus)];
	return transport.spawn(argv, { env: environment(found) });
};
