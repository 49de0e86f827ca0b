/** What there is on the observed machine to observe with. Nothing here fails: what can't be read is `undefined`. */
import { typeInformation } from "./btf.js";
import { type Classes, classesFrom, deviceTable } from "./classes.js";
import { layoutOf, MODULES, type Structures } from "./layout.js";
import type { Transport } from "./transport.js";

export interface Survey {
	readonly host: Uint8Array;
	readonly kernel: Uint8Array;
	readonly machine: Uint8Array;
	/** Boot time and wall clock of about the same instant, in ns: to some 10 ms. */
	readonly boot: bigint;
	readonly wallClock: bigint;
	/** CPUs that are online, and how many there can be. */
	readonly cpus: readonly number[];
	readonly possibleCpus: number;
	/** Whether commands there run as root, with the right to use BPF. */
	readonly root: boolean;
	readonly mayUseBpf: boolean;
	readonly bpftrace: BpftraceFound;
	/** Whether the kernel has type information, and what of it the probes need; that is `undefined` where it is not as expected. */
	readonly typeInformation: boolean;
	readonly layout: string | undefined;
	/** Of which further structures the layout knows. */
	readonly structures: ReadonlySet<Structures>;
	/** "none", "integrity" or "confidentiality"; `undefined` where the kernel doesn't say. */
	readonly lockdown: string | undefined;
	/** Tracepoints and functions that can be traced; `undefined` where tracefs can't be read. */
	readonly tracepoints: ReadonlySet<string> | undefined;
	readonly functions: ReadonlySet<string> | undefined;
	/** /proc/fb. */
	readonly framebuffers: Uint8Array;
	/** Which devices are watched here, and of which class each is. */
	readonly classes: Classes;
}

export type BpftraceFound =
	| { readonly is: "absent" }
	| { readonly is: "found"; readonly version: string; readonly minor: number }
	| { readonly is: "failed"; readonly said: string };

const TRACEFS = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
/** What a shell answers for a program that is not there. */
const ABSENT = 127;
const NOTHING = new Uint8Array();

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const read = (transport: Transport, path: string): Promise<Uint8Array | undefined> =>
	transport.readFile(path).catch(() => undefined);

const line = async (transport: Transport, path: string): Promise<Uint8Array> => {
	const bytes = (await read(transport, path)) ?? NOTHING;
	return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
};

/** "0-3,8" */
export const cpuList = (text: string): readonly number[] =>
	text
		.trim()
		.split(",")
		.flatMap((range) => {
			const [first = 0, last = first] = range.split("-").map(Number);
			return Array.from({ length: last - first + 1 }, (_, index) => first + index);
		});

const cpusIn = async (transport: Transport, file: string): Promise<readonly number[]> => {
	const text = textOf(await line(transport, `/sys/devices/system/cpu/${file}`));
	return /^[\d,-]+$/.test(text) ? cpuList(text) : [0];
};

const decimalNanos = (text: string): bigint | undefined => {
	const [, seconds, fraction = ""] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? [];
	return seconds === undefined ? undefined : BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"));
};

/** The machine's time since its boot, to 10 ms; nothing where it does not say. */
export const bootTime = async (transport: Transport): Promise<bigint | undefined> =>
	decimalNanos(textOf(await transport.readFile("/proc/uptime")).split(" ")[0] ?? "");

const clocks = async (transport: Transport): Promise<{ boot: bigint; wallClock: bigint }> => {
	const { stdout } = await transport.run(["sh", "-c", "date +%s.%N; cat /proc/uptime /proc/stat"]);
	const [date = "", uptime = "", ...stat] = stdout.split("\n");
	const boot = decimalNanos(uptime.split(" ")[0] ?? "") ?? 0n;
	const began = stat.find((text) => text.startsWith("btime "))?.slice("btime ".length) ?? "0";
	return { boot, wallClock: decimalNanos(date) ?? BigInt(began) * 1_000_000_000n + boot };
};

const CAP_SYS_ADMIN = 21n;
const CAP_PERFMON = 38n;
const CAP_BPF = 39n;

const privilege = async (transport: Transport): Promise<{ root: boolean; mayUseBpf: boolean }> => {
	const status = textOf((await read(transport, "/proc/self/status")) ?? NOTHING);
	const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
	const has = (capability: bigint): boolean => ((effective >> capability) & 1n) === 1n;
	return {
		root: /^Uid:\s*\d+\s+0\s/m.test(status),
		mayUseBpf: has(CAP_SYS_ADMIN) || (has(CAP_BPF) && has(CAP_PERFMON)),
	};
};

const bpftraceOf = async (transport: Transport): Promise<BpftraceFound> => {
	const { stdout, stderr, exitCode } = await transport.run(["bpftrace", "--version"]);
	const [version, major = "0", minor = "0"] = /v(\d+)\.(\d+)[.\w+-]*/.exec(stdout) ?? [];
	if (exitCode === ABSENT) return { is: "absent" };
	if (version === undefined) return { is: "failed", said: stderr.trim() || `it ended with ${exitCode}` };
	return { is: "found", version, minor: Number(major) * 1000 + Number(minor) };
};

const traceable = async (transport: Transport, file: string): Promise<ReadonlySet<string> | undefined> => {
	for (const folder of TRACEFS) {
		const bytes = await read(transport, `${folder}/${file}`);
		// "evdev_open [evdev]"
		if (bytes !== undefined) return new Set(textOf(bytes).match(/^\S+/gm));
	}
	return undefined;
};

const lockdownOf = async (transport: Transport): Promise<string | undefined> =>
	/\[(\w+)\]/.exec(textOf(await line(transport, "/sys/kernel/security/lockdown")))?.[1];

const typesOf = async (transport: Transport): Promise<Pick<Survey, "typeInformation" | "layout" | "structures">> => {
	const bytes = await read(transport, "/sys/kernel/btf/vmlinux");
	const kernel = bytes && typeInformation(bytes);
	const modules = await Promise.all(
		MODULES.map(async (module) => {
			const types = await read(transport, `/sys/kernel/btf/${module}`);
			return types && typeInformation(types, kernel);
		}),
	);
	const layout =
		kernel &&
		layoutOf(
			kernel,
			modules.filter((types) => types !== undefined),
		);
	return { typeInformation: bytes !== undefined, layout: layout?.text, structures: layout?.known ?? new Set() };
};

/** `own` is a file with lines of the user's own. */
export const classesOf = async (transport: Transport, own: string | undefined): Promise<Classes> =>
	classesFrom(
		await deviceTable(own),
		textOf((await read(transport, "/proc/devices")) ?? NOTHING),
		textOf((await read(transport, "/proc/misc")) ?? NOTHING),
		textOf(await line(transport, "/sys/class/tty/console/active")),
	);

const small = async (transport: Transport, classes: string | undefined) => ({
	host: await line(transport, "/proc/sys/kernel/hostname"),
	kernel: await line(transport, "/proc/sys/kernel/osrelease"),
	machine: await line(transport, "/proc/sys/kernel/arch"),
	cpus: await cpusIn(transport, "online"),
	possibleCpus: Math.max(...(await cpusIn(transport, "possible"))) + 1,
	...(await privilege(transport)),
	lockdown: await lockdownOf(transport),
	tracepoints: await traceable(transport, "available_events"),
	framebuffers: (await read(transport, "/proc/fb")) ?? NOTHING,
	classes: await classesOf(transport, classes),
	...(await clocks(transport)),
});

/** `classes` is a file with a table of device classes of the user's own. The slow pieces side by side, and not more of them: each is a connection of its own to a machine that is far. */
export const survey = async (transport: Transport, classes?: string): Promise<Survey> => {
	const [pieces, bpftrace, functions, types] = await Promise.all([
		small(transport, classes),
		bpftraceOf(transport),
		traceable(transport, "available_filter_functions"),
		typesOf(transport),
	]);
	return { ...pieces, ...types, bpftrace, functions };
};
