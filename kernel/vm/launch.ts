/** Starts a guest with what is to be shared with it and what it is told to do. */
import { mkdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { UserError } from "../../decoders/user-error.js";
import { evidenceFolder } from "./evidence.js";
import { checkout, type Guest } from "./guest.js";
import { initramfs } from "./initramfs.js";
import { startMachine } from "./machine.js";
import { ordersText } from "./orders.js";
import type { Share } from "./qemu.js";
import { follow, type Run } from "./run.js";

export interface BootOptions {
	/** Path of a shell script in the checkout; without one there is a shell on the serial line. */
	readonly scenario?: string | undefined;
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Five minutes if not given. */
	readonly timeoutMs?: number;
	readonly memoryMiB?: number;
	/** Folder for console.log; by default one in the cache. */
	readonly evidence?: string | undefined;
	readonly signal?: AbortSignal | undefined;
	/** A folder that the guest may write to, as /out. */
	readonly out?: string | undefined;
	/** Told of the console's bytes as they come. */
	readonly onConsole?: (bytes: Buffer) => void;
	/** Added to the kernel's command line. */
	readonly kernelArguments?: readonly string[];
	/** Time is a count of instructions, a nanosecond each, on one CPU: what is timed does not depend on what else the host does. */
	readonly counted?: boolean;
}

const FIVE_MINUTES = 300_000;
/** The guest's own watchdog gives the host's limit the time to act first. */
const LATER_SECONDS = 30;

/** A scenario's path from the checkout's top folder. */
export const scenarioPath = async (scenario: string): Promise<string> => {
	const path = relative(checkout, resolve(checkout, scenario));
	const found = await stat(join(checkout, path)).catch(() => undefined);
	if (found?.isFile() && !path.startsWith("..")) return path;
	throw new UserError(
		`${scenario} is no file of this checkout`,
		"A guest runs scripts of the checkout, named from its top folder.",
	);
};

const sharedFolder = async (path: string): Promise<Share> => {
	await mkdir(path, { recursive: true });
	return { tag: "out", path: resolve(path), writable: true };
};

/** `built` are the shares that hold what was built for the guest. */
export const launch = async (guest: Guest, options: BootOptions, built: readonly Share[]): Promise<Run> => {
	const { timeoutMs = FIVE_MINUTES, memoryMiB = 2048, signal, out } = options;
	const scenario = options.scenario === undefined ? undefined : await scenarioPath(options.scenario);
	const evidence = resolve(options.evidence ?? (await evidenceFolder(guest.cache, scenario)));
	await mkdir(evidence, { recursive: true });
	const beside = [{ tag: "repo", path: checkout }, ...built, ...(out === undefined ? [] : [await sharedFolder(out)])];
	const orders = ordersText({
		scenario,
		args: options.args ?? [],
		env: options.env ?? {},
		limit: Math.ceil(timeoutMs / 1000) + LATER_SECONDS,
		shares: beside.map(({ tag }) => tag),
		systemd: guest.systemd,
	});
	const image = await initramfs(guest, orders);
	signal?.throwIfAborted();
	const machine = await startMachine(
		{
			linux: guest.linux,
			memoryMiB,
			shares: [{ tag: "root", path: guest.root }, ...beside],
			kernelArguments: options.kernelArguments ?? [],
			counted: options.counted ?? false,
		},
		image,
	);
	return follow(machine, {
		consoleLog: join(evidence, "console.log"),
		timeoutMs,
		signal,
		onConsole: options.onConsole,
	});
};
