/** How a run of a scenario can end. */

export type Why =
	/** The scenario ended with 0. */
	| "finished"
	/** It ended with something else, or the guest ended without saying how. */
	| "failed"
	| "timeout"
	/** The kernel complained about itself. */
	| "splat"
	/** By the caller. */
	| "stopped"
	/** QEMU did not start, or broke. */
	| "qemu";

export interface Outcome {
	readonly ok: boolean;
	readonly why: Why;
	/** The scenario's, if it came to its end. */
	readonly exitCode: number | undefined;
	/** Path of everything that the serial line said. */
	readonly console: string;
	/** Its last lines, those from the kernel's first complaint on, or QEMU's complaint. */
	readonly tail: readonly string[];
}

/** What the guest says on its status port when the scenario has ended. */
export interface Report {
	readonly exitCode: number;
	/** Bytes that went into each port. */
	readonly sent: ReadonlyMap<string, number>;
}

export const reportOf = (line: string): Report | undefined => {
	const [, code, counts = ""] = /^exit (\d+)(.*)$/.exec(line) ?? [];
	if (code === undefined) return undefined;
	const sent = [...counts.matchAll(/(\S+)=(\d+)/g)].map(([, port = "", bytes]) => [port, Number(bytes)] as const);
	return { exitCode: Number(code), sent: new Map(sent) };
};
