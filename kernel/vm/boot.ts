/** Boots a guest with our modules and the personas' programs in it, and runs a scenario. */

import type { Guest } from "./guest.js";
import { type BootOptions, launch, scenarioPath } from "./launch.js";
import { modules } from "./modules.js";
import type { Run } from "./run.js";

export const boot = async (guest: Guest, options: BootOptions): Promise<Run> => {
	options.signal?.throwIfAborted();
	if (options.scenario !== undefined) await scenarioPath(options.scenario);
	const built = await modules(guest);
	return launch(guest, options, [
		{ tag: "modules", path: built.modules },
		{ tag: "faults", path: built.faults },
		{ tag: "bin", path: built.bin },
	]);
};
