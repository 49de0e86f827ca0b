/** Asks the kernel of the observed machine to make another persona active. */
import { UserError } from "../decoders/user-error.js";
import type { Transport } from "./transport.js";

const ACTIVE = "/proc/dev_ns/active_ns_pid";

/** By what the system says: its code here, its words where another machine's shell tells them. */
const CURES: readonly { readonly says: RegExp; readonly what: (pid: number) => string; readonly cure: string }[] = [
	{
		says: /ENOENT|No such file/i,
		what: () => "This kernel has no device namespaces to switch between.",
		cure: "Load the dev_ns modules: see kernel/dev_ns/README.md",
	},
	{
		says: /EINVAL|Invalid argument/i,
		what: (pid) => `There is no process ${pid}.`,
		cure: "Name any process of the persona by its PID in the root PID namespace, as the dashboard shows it.",
	},
	{
		says: /EPERM|EACCES|not permitted|Permission denied/i,
		what: () => "The collector may not switch personas.",
		cure: "It needs CAP_SYS_ADMIN in the root PID namespace: run it with sudo, outside of any container.",
	},
];

/** Makes the persona of a process active; resolves when the switch is complete. */
export const makeActive = async (transport: Transport, pid: number): Promise<void> => {
	try {
		await transport.writeFile(ACTIVE, `${pid}\n`);
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		const known = CURES.find(({ says }) => says.test(said));
		throw known
			? new UserError(known.what(pid), known.cure)
			: new UserError(`The kernel refused to switch: ${said}`, "See dmesg.");
	}
};
