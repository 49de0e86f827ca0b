/** QEMU's command line for a guest. */
import type { PortName } from "./ports.js";

export interface Share {
	readonly tag: string;
	readonly path: string;
	readonly writable?: boolean;
}

export interface Machine {
	readonly linux: string;
	readonly initramfs: string;
	readonly memoryMiB: number;
	readonly shares: readonly Share[];
	readonly socket: (name: PortName) => string;
	readonly kernelArguments: readonly string[];
	/** Time is a count of instructions. */
	readonly counted: boolean;
}

/** In QEMU's options a comma is doubled to be itself. */
const value = (text: string): string => text.replaceAll(",", ",,");

/**
 * All that can be emulated, but for what is quick in hardware alone: five levels of page tables, and strings that are copied and cleared
 * byte by byte. Without them a guest takes a twentieth less time.
 */
const EMULATED_CPU = "max,la57=off,erms=off,fsrm=off";

/**
 * Instead of the host's clock, a count of instructions, each a nanosecond: what is timed in the guest is then what was executed, whatever
 * else the host does. One CPU alone, as the others' instructions would count as well.
 */
const COUNTED = ["-icount", "shift=0", "-smp", "1"];

const processor = (counted: boolean): readonly string[] => {
	if (counted) return ["-accel", "tcg,thread=single", "-cpu", EMULATED_CPU, ...COUNTED];
	if (process.env.DEVNS_KVM === "1") return ["-accel", "kvm", "-cpu", "host", "-smp", "2"];
	return ["-accel", "tcg,thread=multi", "-cpu", EMULATED_CPU, "-smp", "2"];
};

const share = ({ tag, path, writable }: Share): readonly string[] => [
	"-fsdev",
	`local,id=${tag},path=${value(path)},security_model=none,multidevs=remap${writable ? "" : ",readonly=on"}`,
	"-device",
	`virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`,
];

const KERNEL_ARGUMENTS: readonly string[] = [
	"console=ttyS0",
	"panic=-1",
	"panic_on_warn=1",
	"oops=panic",
	"sysrq_always_enabled",
	// The emulated CPUs' counters are the host's one. The kernel does not know that, and every clock would be a device that is slow
	// to read; nor would two CPUs agree on what came first.
	"tsc=reliable",
	// An emulated CPU that the host does not run is no lockup.
	"nowatchdog",
	"rcupdate.rcu_cpu_stall_suppress=1",
	// What guards a real CPU against its own flaws guards nothing here, and costs a fifteenth of all time.
	"mitigations=off",
	// Memory that is cleared for everybody hides who forgets to.
	"init_on_alloc=0",
];

const VIRTIO_PORTS = ["status", "results", "packets", "control"] as const;

export const qemuArguments = (machine: Machine): readonly string[] => {
	const chardev = (name: PortName) => ["-chardev", `socket,id=${name},path=${value(machine.socket(name))}`];
	return [
		...["-name", "devns-guest", "-no-user-config", "-nodefaults", "-no-reboot", "-display", "none", "-vga", "std"],
		...["-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"],
		...processor(machine.counted),
		...["-machine", "q35", "-m", String(machine.memoryMiB)],
		...["-kernel", machine.linux, "-initrd", machine.initramfs],
		...["-append", [...KERNEL_ARGUMENTS, ...machine.kernelArguments].join(" ")],
		...chardev("console"),
		...["-serial", "chardev:console"],
		...chardev("qmp"),
		...["-mon", "chardev=qmp,mode=control"],
		...["-device", "virtio-serial-pci"],
		...VIRTIO_PORTS.flatMap((name) => [
			...chardev(name),
			"-device",
			`virtserialport,chardev=${name},name=devns.${name}`,
		]),
		...machine.shares.flatMap(share),
	];
};
