/**
 * Offsets in the kernel's structures, as the #defines that the probes use. bpftrace can follow pointers by itself, but in a program that reads
 * tracepoints as well it then compiles all of the kernel's types, which takes far longer than everything else.
 */
import type { TypeInformation } from "./btf.js";

const POINTER = 8;
/** In signal_struct.pids: that of the thread group. */
const PIDTYPE_TGID = 1;

type Where = (types: TypeInformation) => number | undefined;

const field =
	(structure: string, ...path: readonly string[]): Where =>
	(types) =>
		types.offsetOf(structure, ...path);

const DEFINES: Readonly<Record<string, Where>> = {
	TASK_PID: field("task_struct", "thread_pid"),
	TASK_SIGNAL: field("task_struct", "signal"),
	TASK_COMM: field("task_struct", "comm"),
	SIGNAL_TGID: (types) => plus(types.offsetOf("signal_struct", "pids"), PIDTYPE_TGID * POINTER),
	PID_LEVEL: field("pid", "level"),
	PID_NUMBERS: field("pid", "numbers"),
	UPID_SIZE: (types) => types.sizeOf("upid"),
	UPID_NR: field("upid", "nr"),
	UPID_NS: field("upid", "ns"),
	NS_LEVEL: field("pid_namespace", "level"),
	NS_INUM: field("pid_namespace", "ns", "inum"),
	FILE_PRIVATE: field("file", "private_data"),
	FILE_INODE: field("file", "f_inode"),
	FILE_FLAGS: field("file", "f_flags"),
	INODE_RDEV: field("inode", "i_rdev"),
	FAULT_AREA: field("vm_fault", "vma"),
	AREA_FILE: field("vm_area_struct", "vm_file"),
};

/** Of what a kernel may be built without; the probe that uses it then fails alone. */
const OPTIONAL: Readonly<Record<string, Where>> = {
	HANDLE_NAME: field("input_handle", "name"),
	HANDLE_DEVICE: field("input_handle", "dev"),
	DEVICE_GRAB: field("input_dev", "grab"),
	TRIGGER_NAME: field("led_trigger", "name"),
};

const plus = (offset: number | undefined, more: number): number | undefined =>
	offset === undefined ? undefined : offset + more;

/** Lines for the beginning of a program; nothing where the kernel's structures are not what they were. */
export const layoutText = (types: TypeInformation): string | undefined => {
	const offsets = Object.entries(DEFINES).map(([name, where]) => [name, where(types)] as const);
	if (offsets.some(([, offset]) => offset === undefined)) return undefined;
	const more = Object.entries(OPTIONAL)
		.map(([name, where]) => [name, where(types)] as const)
		.filter(([, offset]) => offset !== undefined);
	return [...offsets, ...more].map(([name, offset]) => `#define ${name} ${offset}\n`).join("");
};
