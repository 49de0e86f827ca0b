/** Edge: the terminal that a dashboard uses. */
import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { UserError } from "../decoders/user-error.js";
import { requireTerminal } from "../tui/terminal.js";

/** Unlike standard input, it would keep the process from ending, and take what is typed next from the shell. */
const closedWhenPaused = (input: ReadStream): ReadStream => input.once("pause", () => input.destroy());

const controllingTerminal = (): ReadStream => {
	try {
		return closedWhenPaused(new ReadStream(openSync("/dev/tty", "r")));
	} catch {
		throw new UserError(
			"The stream comes in on standard input, and there is no terminal to take keys from.",
			"Write it to a file (devns-top record -o FILE) and replay that, or use: devns-top report -",
		);
	}
};

/**
 * Where the dashboard draws and takes keys from: where events come in on standard input, keys come from the terminal
 * itself. Asked for before a source is started, so that nothing is started in vain.
 */
export const terminal = (stdinIsTaken = false) => {
	const input = stdinIsTaken ? controllingTerminal() : process.stdin;
	requireTerminal(input, process.stdout, process.env);
	return { input, output: process.stdout, env: process.env };
};
