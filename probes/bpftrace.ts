/** Edge: bpftrace as a process. */
import { MOST_KEYS } from "../decoders/lines/tallies.js";
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

/** `$1` in the program is how many CPUs there can be. */
export const startBpftrace = (transport: Transport, program: Program, found: Survey): Process => {
	const argv = ["bpftrace", "-f", "json", "-e", program.text, String(found.possibleCpus)];
	return transport.spawn(argv, { env: environment(found) });
};
