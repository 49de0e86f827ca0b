/** Edge: the collector as a process of its own, which alone keeps root. */
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { UserError } from "../decoders/user-error.js";
import type { Control } from "./control/client.js";
import { connect } from "./control/connect.js";
import { socketOf } from "./control/place.js";

const MAIN = fileURLToPath(new URL("main.js", import.meta.url));

export interface CollectorProcess {
	/** The packet stream. */
	readonly packets: AsyncIterable<Uint8Array>;
	/** Asks it to end: the last tallies still come, then the stream ends. */
	stop(): void;
	/** Asks it for something else, once its stream has begun. */
	control(): Promise<Control>;
	/** Settles when it is gone; throws with what it said where it failed. */
	readonly ended: Promise<void>;
}

/** How a collector is told what to collect; it is an option of every command that starts one. */
export interface Collected {
	readonly via?: string | undefined;
	readonly active?: string | undefined;
	readonly classes?: string | undefined;
	readonly verifyScreen?: true | undefined;
	/** With the witnesses of an audit. */
	readonly audit?: true | undefined;
	/** Each delivery instead of tallies. */
	readonly eachDelivery?: true | undefined;
}

const VALUES = ["via", "active", "classes"] as const;

const optionsOf = (collected: Collected): readonly string[] => [
	...VALUES.flatMap((name) => {
		const value = collected[name];
		return value === undefined ? [] : [`--${name}`, value];
	}),
	...(collected.verifyScreen ? ["--verify-screen"] : []),
	...(collected.audit ? ["--audit"] : []),
	...(collected.eachDelivery ? ["--each-delivery"] : []),
];

const ERROR = "\ndevns-top: ";

/** What it ended with, which is what it said last, after whatever else. */
const lastError = (said: string): string => {
	const text = `\n${said.trim()}`;
	const at = text.lastIndexOf(ERROR);
	return at === -1 ? text.trim() : text.slice(at + ERROR.length);
};

/** `record -o -` is the collector: what a pipe between two machines would carry, a child's pipe carries here. */
export const startCollector = (collected: Collected): CollectorProcess => {
	const child = execa(process.execPath, [MAIN, "record", "-o", "-", "--while-fed", ...optionsOf(collected)], {
		// Whoever has given root up can't send it signals; that its standard input ends, it notices however this process ends.
		stdin: "pipe",
		buffer: { stdout: false },
		encoding: "buffer",
		reject: false,
		// A terminal's Ctrl-C goes to the whole process group; the dashboard decides when the collector ends.
		detached: true,
	});
	// One that is gone already needs no telling.
	child.stdin.on("error", () => {});
	const ended = child.then((result) => {
		if (result.exitCode === 0) return;
		const [message = "", ...cure] = lastError(Buffer.from(result.stderr).toString("utf8")).split("\n");
		throw new UserError(
			message || "The collector ended unexpectedly.",
			cure.join("\n").trim() || "Try: devns-top doctor",
		);
	});
	ended.catch(() => {});
	const stop = (): void => void child.stdin.end();
	const control = () => connect(socketOf(child.pid ?? 0));
	return { packets: child.stdout, stop, control, ended };
};
