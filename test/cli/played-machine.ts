/**
 * A machine of files in a folder, with a bpftrace that plays what one printed in a real run: `--via` leads to it. All else of it is
 * real: processes, pipes and signals.
 */
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownFolder } from "../folder.js";
import { TRACEPOINTS } from "../probes/machine.js";
import { Builder, INT } from "../probes/types.js";
import { checkout } from "./command.js";

const PRINTED = readFileSync(join(checkout, "fixtures/three-personas.jsonl"), "utf8").split(/(?<=\n)/);

/** Times of lines of a kind, in ns since the machine booted. */
const timesOf = (kind: string): readonly number[] =>
	PRINTED.flatMap((line) => {
		const [, time] = new RegExp(`^\\{"type": "printf", "data": "${kind} (\\d+) `).exec(line) ?? [];
		return time === undefined ? [] : [Number(time)];
	});

/** When it was attached, and a while after its last word. */
const BEGAN = timesOf("bg")[0] ?? 0;
const LATER = Math.max(...timesOf("sn")) + 100e9;

/** Switches that ended while it watched. */
export const SWITCHES = timesOf("se").length;

/** The structures that a layout needs, with their fields. */
const STRUCTURES = {
	task_struct: "thread_pid signal comm real_parent flags",
	signal_struct: "pids",
	pid: "level numbers",
	upid: "nr ns",
	file: "f_inode f_flags private_data",
	inode: "i_rdev i_mode",
	vm_fault: "vma",
	vm_area_struct: "vm_file",
};

const typesOfKernel = (): Uint8Array => {
	const types = new Builder();
	types.word(types.text("int"), INT, 4, 32);
	types.structure("ns_common", 4, [{ name: "inum", type: 1, bits: 0 }]);
	types.structure("pid_namespace", 8, [
		{ name: "level", type: 1, bits: 0 },
		{ name: "ns", type: 2, bits: 32 },
	]);
	for (const [name, fields] of Object.entries(STRUCTURES)) {
		const members = fields.split(" ").map((field, at) => ({ name: field, type: 1, bits: 32 * at }));
		types.structure(name, 4 * members.length, members);
	}
	return types.bytes();
};

const FILES: Readonly<Record<string, string | Uint8Array>> = {
	"/proc/sys/kernel/hostname": "played\n",
	"/proc/sys/kernel/osrelease": "6.1.0-played\n",
	"/proc/sys/kernel/arch": "x86_64\n",
	"/proc/self/status": "Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n",
	"/proc/uptime": `${(BEGAN / 1e9).toFixed(2)} 1.00\n`,
	"/proc/stat": "btime 1700000000\n",
	"/proc/devices": "Character devices:\n 13 input\n 29 fb\n",
	"/proc/misc": "",
	"/proc/dev_ns/statedump": "",
	"/sys/devices/system/cpu/online": "0-1\n",
	"/sys/devices/system/cpu/possible": "0-1\n",
	"/sys/kernel/tracing/available_events": `${TRACEPOINTS.join("\n")}\n`,
	"/sys/kernel/tracing/available_filter_functions": "nothing_of_use\n",
	"/sys/kernel/btf/vmlinux": typesOfKernel(),
};

/** What bpftrace does once it has printed its lines. */
export type Afterwards = "stays" | "dies";

const bpftrace = (folder: string, afterwards: Afterwards): string => `#!/bin/sh
if [ "$1" = --version ]; then echo bpftrace v0.17.0; exit; fi
trap 'exit 0' INT
echo $$ >>${folder}/lives
if [ "$(wc -l <${folder}/lives)" -eq 1 ]; then cat ${folder}/first; else cat ${folder}/later; fi
${afterwards === "dies" ? "kill -KILL $$" : "while :; do sleep 0.02; done"}
`;

/** Files of the machine stand in the folder. */
const cat = (folder: string): string => `#!/bin/sh
[ "$1" != -- ] || shift
for file in "$@"; do
	case $file in /proc/* | /sys/*) set -- "$@" "${folder}/root$file" ;; *) set -- "$@" "$file" ;; esac
	shift
done
exec /bin/cat "$@"
`;

const command = (folder: string): string => `#!/bin/sh
PATH=${folder}/bin:$PATH
export PATH
exec sh -c "$(printf %s "$1" | sed "s|/proc/dev_ns/|${folder}/root/proc/dev_ns/|")"
`;

export interface PlayedMachine {
	/** For \`--via\`. */
	readonly via: string;
	readonly folder: string;
	/** The processes that were a bpftrace, one after the other. */
	readonly lives: () => readonly number[];
}

/** What another bpftrace says first, and that time goes on. */
const AGAIN = [
	'{"type": "attached_probes", "data": {"probes": 3}}\n',
	...[`bg ${LATER} 0`, `sn ${LATER + 1} 0`, `sn ${LATER + 1} 1`, `sn ${LATER + 1e10} 0`, `sn ${LATER + 1e10} 1`].map(
		(line) => `{"type": "printf", "data": "${line}\\n"}\n`,
	),
];

export const playedMachine = (afterwards: Afterwards = "stays"): PlayedMachine => {
	const folder = ownFolder();
	const put = (path: string, content: string | Uint8Array): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	for (const [path, content] of Object.entries(FILES)) put(join("root", path), content);
	put("first", PRINTED.join(""));
	put("later", AGAIN.join(""));
	const programs = { "bin/bpftrace": bpftrace(folder, afterwards), "bin/cat": cat(folder), machine: command(folder) };
	for (const [path, text] of Object.entries(programs)) {
		put(path, text);
		chmodSync(join(folder, path), 0o755);
	}
	appendFileSync(join(folder, "lives"), "");
	return {
		via: join(folder, "machine"),
		folder,
		lives: () => readFileSync(join(folder, "lives"), "utf8").split("\n").filter(Boolean).map(Number),
	};
};

export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);
