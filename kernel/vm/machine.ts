/** A running QEMU and the sockets to it. It never outlives this process. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { type Listening, listen, type Ports } from "./ports.js";
import { type Machine, qemuArguments } from "./qemu.js";
import { Qmp } from "./qmp.js";
import { tied } from "./tied.js";

export interface Ended {
	/** QEMU's own complaint, where it did not end as it should. */
	readonly complaint: string | undefined;
}

export interface Running {
	readonly pid: number | undefined;
	/** Nothing where QEMU ended before it had started. */
	readonly ports: Ports | undefined;
	readonly qmp: Qmp | undefined;
	readonly kill: () => void;
	readonly ended: Promise<Ended>;
}

/** For QEMU to be there; it takes a fraction of a second (ms). */
const UP_MS = 60_000;

/** The sockets' paths may have 107 bytes. */
const scratchFolder = (): Promise<string> => mkdtemp(join(tmpdir().length > 60 ? "/tmp" : tmpdir(), "devns-vm-"));

const spawn = (args: readonly string[]) =>
	execa(...tied("KILL", "qemu-system-x86_64", args), {
		stdin: "ignore",
		stdout: "ignore",
		reject: false,
		forceKillAfterDelay: 3000,
	});

const connect = async (process: ReturnType<typeof spawn>, listening: Listening) => {
	const ports = await Promise.race([listening.connected, process.then(() => undefined)]);
	listening.close();
	const qmp = ports && new Qmp(ports.qmp);
	await qmp?.execute("qmp_capabilities").catch(() => undefined);
	return { ports, qmp };
};

export const startMachine = async (
	machine: Omit<Machine, "socket" | "initramfs">,
	initramfs: Buffer,
): Promise<Running> => {
	const scratch = await scratchFolder();
	try {
		const image = join(scratch, "initramfs");
		await writeFile(image, initramfs);
		const listening = await listen(scratch);
		const process = spawn(qemuArguments({ ...machine, initramfs: image, socket: listening.path }));
		let late: string | undefined;
		const limit = setTimeout(() => {
			late = `QEMU was not there within ${UP_MS / 1000} s: has the host memory, and time, for one more?`;
			process.kill("SIGKILL");
		}, UP_MS);
		const ended = process.then((result) => ({
			complaint: late ?? (result.failed && !result.isTerminated ? result.stderr || result.shortMessage : undefined),
		}));
		const { ports, qmp } = await connect(process, listening).finally(() => clearTimeout(limit));
		return { pid: process.pid, ports, qmp, ended, kill: () => process.kill() };
	} finally {
		// QEMU has read the image and connected, or is gone.
		await rm(scratch, { recursive: true, force: true });
	}
};
