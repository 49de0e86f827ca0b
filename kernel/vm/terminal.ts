/** The guest's serial line on this terminal. */
import { UserError } from "../../decoders/user-error.js";
import { boot } from "./boot.js";
import type { Guest } from "./guest.js";

const LEAVE = 0x1d; // Ctrl-]
const A_DAY = 86_400_000;

export const useTerminal = async (guest: Guest, out: string | undefined): Promise<number> => {
	const { stdin, stdout } = process;
	if (!stdin.isTTY) throw new UserError("a shell needs a terminal", "To run a script: npm run vm -- run SCRIPT");
	process.stderr.write("Booting; leave with Ctrl-] or exit.\n");
	const run = await boot(guest, {
		out,
		timeoutMs: A_DAY,
		env: { TERM: process.env.TERM ?? "linux", ROWS: String(stdout.rows), COLUMNS: String(stdout.columns) },
		onConsole: (bytes) => void stdout.write(bytes),
		kernelArguments: ["quiet", "loglevel=4"],
	});
	const type = (bytes: Buffer) => {
		if (bytes.includes(LEAVE)) void run.stop();
		else run.serial.write(bytes);
	};
	const stop = () => void run.stop();
	process.on("SIGTERM", stop).on("SIGHUP", stop);
	stdin.setRawMode(true).on("data", type).resume();
	try {
		const outcome = await run.done;
		if (outcome.why === "splat" || outcome.why === "qemu") {
			process.stderr.write(`\r\ndevns vm: ${outcome.why}; the whole console: ${outcome.console}\r\n`);
			return 2;
		}
		return 0;
	} finally {
		stdin.setRawMode(false).off("data", type).pause();
		process.stderr.write("\r\n");
	}
};
