/** A command of devns-top that watches a played machine, and what it says meanwhile. */
import type { ExecutionContext } from "ava";
import { execa, type Options } from "execa";
import { until } from "../tui/until.js";
import { MAIN } from "./command.js";
import type { PlayedMachine } from "./played-machine.js";

export const watching = (
	t: ExecutionContext,
	{ via }: PlayedMachine,
	[command = "", ...args]: readonly string[],
	options: Options = {},
) => {
	const child = execa(process.execPath, [MAIN, command, "--via", via, ...args], {
		reject: false,
		encoding: "buffer",
		...options,
	});
	let said = "";
	child.stderr?.on("data", (chunk) => {
		said += chunk;
	});
	t.teardown(() => child.kill("SIGKILL"));
	/** Waits until it has said that. */
	const says = (what: RegExp): Promise<void> =>
		until(
			() => what.test(said),
			() => `${what} in: ${said}`,
		);
	return { child, says, said: () => said };
};
