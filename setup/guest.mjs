/** The guest that everything is tried on: host packages, then the guest itself. Needs `prepare()` before. */
import { hasProgram, installPackages } from "./packages.mjs";
import { say } from "./steps.mjs";

/**
 * Gives the reason why there can be no guest of one of these releases on this machine, or nothing.
 * `besides` names programs that are wanted too, with their packages; the guest does without them.
 */
export const prepareGuest = async ({ releases = ["bookworm"], besides = {} } = {}) => {
	if (process.platform !== "linux" || process.arch !== "x64")
		return `the guest is for x86-64 Linux; this is ${process.arch} ${process.platform}`;
	const { ensureGuest, missing } = await import("../dist/kernel/vm/index.js");
	const wanted = Object.keys(besides).filter((program) => !hasProgram(program));
	const refused = await installPackages([...(await missing()), ...wanted.map((program) => besides[program])]);
	if (refused && (await missing()).length > 0) return refused;
	try {
		for (const release of releases) await ensureGuest({ release, log: say });
		return undefined;
	} catch (error) {
		if (!error.cure) throw error;
		return `${error.message} ${error.cure}`;
	}
};
