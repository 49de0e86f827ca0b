/** probes/dev_ns/alarm.bt and probes/dev_ns/log.bt */
import { ALARM_ACTIONS, NO_PROCESS } from "../event.js";
import type { Lines } from "./lines.js";
import { Malformed } from "./malformed.js";

/** A bit of a number that JavaScript's own operators would take for a sign at 31. */
const bit = (type: number): number => {
	if (type > 31) throw new Malformed("no type of alarm");
	return 2 ** type;
};

export const androidLines: Lines = {
	aq: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const action = fields.oneOf(ALARM_ACTIONS.slice(0, -1));
		const type = fields.whole();
		// Who waited is told bits, all others name one alarm.
		tell({
			kind: "alarm",
			t,
			action,
			persona,
			process,
			alarms: action === "told" ? type : bit(type),
			errno: fields.errno(),
		});
	},

	af: (fields, t, tell) => {
		const persona = fields.inum();
		tell({ kind: "alarm", t, action: "fired", persona, process: NO_PROCESS, alarms: bit(fields.whole()), errno: 0 });
	},

	lw: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const bytes = fields.whole();
		const total = fields.whole();
		tell({ kind: "log-written", t, persona, process, bytes, total, log: fields.name() });
	},

	lx: (fields, t, tell) => {
		const persona = fields.inum();
		const of = fields.inum();
		const bytes = fields.whole();
		tell({ kind: "log-read", t, persona, of, bytes, log: fields.name() });
	},
};
