import type { UeventTally } from "../../model/state.js";

export const ueventRecord = ({ origin, action, subsystem, count }: UeventTally) => ({
	type: "uevents",
	origin,
	action,
	subsystem: subsystem || undefined,
	count,
});
