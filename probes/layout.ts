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

type Defines = Readonly<Record<string, Where>>;

const DEFINES: Defines = {
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
	FILE_INODE: field("file", "f_inode"),
	FILE_FLAGS: field("file", "f_flags"),
	FILE_PRIVATE: field("file", "private_data"),
	INODE_RDEV: field("inode", "i_rdev"),
	INODE_MODE: field("inode", "i_mode"),
	TASK_PARENT: field("task_struct", "real_parent"),
	TASK_FLAGS: field("task_struct", "flags"),
	FAULT_AREA: field("vm_fault", "vma"),
	AREA_FILE: field("vm_area_struct", "vm_file"),
};

/** Of what a kernel may be built without; the probe that uses it then fails alone. */
const OPTIONAL: Readonly<Record<string, Where>> = {
	HANDLE_NAME: field("input_handle", "name"),
	HANDLE_DEVICE: field("input_handle", "dev"),
	BLOCK_DEVT: field("block_device", "bd_dev"),
	DEVICE_GRAB: field("input_dev", "grab"),
	TRIGGER_NAME: field("led_trigger", "name"),
	BACKLIGHT_BRIGHTNESS: field("backlight_device", "props", "brightness"),
	BACKLIGHT_POWER: field("backlight_device", "props", "power"),
	MISC_NAME: field("miscdevice", "name"),
	KIOCB_FILE: field("kiocb", "ki_filp"),
};

const plus = (offset: number | undefined, more: number | undefined): number | undefined =>
	offset === undefined || more === undefined ? undefined : offset + more;

/**
 * What only some probes need, by a name that the catalogue asks for: of the kernel's own, or of a module's types. A driver may be
 * built in as well; then the kernel's types are its own.
 */
const GROUPS = {
	device: {
		DEVICE_DEVT: field("device", "devt"),
		DEVICE_CLASS: field("device", "class"),
		DEVICE_PARENT: field("device", "parent"),
		DEVICE_NAME: field("device", "kobj", "name"),
		DEVICE_KOBJ: field("device", "kobj"),
		CLASS_NAME: field("class", "name"),
		INPUT_DEVICE: field("input_dev", "dev"),
		INPUT_NAME: field("input_dev", "name"),
	},
	evdev: {
		EVDEV_GRAB: field("evdev", "grab"),
		EVDEV_CLIENTS: field("evdev", "client_list"),
		CLIENT_HEAD: field("evdev_client", "head"),
		// Both in one load, as they lie together.
		CLIENT_ENDS: (types) => {
			const head = types.offsetOf("evdev_client", "head");
			return plus(head, 4) === types.offsetOf("evdev_client", "tail") ? head : undefined;
		},
		CLIENT_SIZE: field("evdev_client", "bufsize"),
		CLIENT_BUFFER: field("evdev_client", "buffer"),
		CLIENT_EVDEV: field("evdev_client", "evdev"),
		CLIENT_NODE: field("evdev_client", "node"),
		CLIENT_REVOKED: field("evdev_client", "revoked"),
		CLIENT_MASKS: field("evdev_client", "evmasks"),
	},
	terminal: {
		VC_SIZE: (types) => types.sizeOf("vc"),
		VC_NUMBER: field("vc_data", "vc_num"),
		VC_MODE: field("vc_data", "vt_mode", "mode"),
		VC_PID: field("vc_data", "vt_pid"),
		VC_NEXT: field("vc_data", "vt_newvt"),
		VC_TTY: field("vc_data", "port", "tty"),
		// It has moved, in 5.16.
		TTY_SESSION: (types) => types.offsetOf("tty_struct", "ctrl", "session") ?? types.offsetOf("tty_struct", "session"),
		PID_TASKS: field("pid", "tasks"),
		TASK_LINKS: field("task_struct", "pid_links"),
	},
	netlink: {
		SOCK_PROTOCOL: field("sock", "sk_protocol"),
		SOCK_NET: field("sock", "__sk_common", "skc_net"),
		NET_INUM: field("net", "ns", "inum"),
		SKB_DATA: field("sk_buff", "data"),
		SKB_LEN: field("sk_buff", "len"),
		// Netlink's own part of a message (NETLINK_CB).
		SKB_SENDER: (types) => plus(types.offsetOf("netlink_skb_parms", "sk"), types.offsetOf("sk_buff", "cb")),
	},
	drm: {
		DRM_FILE: field("drm_file", "filp"),
		DRM_MASTER: field("drm_file", "is_master"),
	},
} satisfies Readonly<Record<string, Defines>>;

export type Structures = keyof typeof GROUPS;

/** The modules whose types are looked at, where they are not built in. */
export const MODULES = ["evdev", "drm"] as const;

const textOf = (offsets: Iterable<readonly [string, number | undefined]>): string =>
	Array.from(offsets, ([name, offset]) => `#define ${name} ${offset ?? 0}\n`).join("");

const offsetsIn = (defines: Defines, types: readonly TypeInformation[]) =>
	Object.entries(defines).map(
		([name, where]) => [name, types.map(where).find((offset) => offset !== undefined)] as const,
	);

export interface Layout {
	/** Lines for the beginning of a program; what is not known is 0 there, for programs that do not use it. */
	readonly text: string;
	readonly known: ReadonlySet<Structures>;
}

/** Nothing where the kernel's structures are not what they were. `modules` are the types of those that are loaded. */
export const layoutOf = (kernel: TypeInformation, modules: readonly TypeInformation[] = []): Layout | undefined => {
	const offsets = offsetsIn(DEFINES, [kernel]);
	if (offsets.some(([, offset]) => offset === undefined)) return undefined;
	const known = new Set<Structures>();
	const groups = (Object.keys(GROUPS) as Structures[]).map((group) => {
		const found = offsetsIn(GROUPS[group], [kernel, ...modules]);
		const whole = found.every(([, offset]) => offset !== undefined);
		if (whole) known.add(group);
		return textOf([[`HAS_${group.toUpperCase()}`, whole ? 1 : 0], ...found]);
	});
	const optional = offsetsIn(OPTIONAL, [kernel]).filter(([, offset]) => offset !== undefined);
	return { text: textOf([...offsets, ...optional]) + groups.join(""), known };
};
