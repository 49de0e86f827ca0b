/** probes/stock/alarm.bt */
import { ALARM_CLOCKS } from "../event.js";
import type { Lines } from "./lines.js";

export const alarmLines: Lines = {
	al: (fields, t, tell) => {
		const clock = fields.oneOf(ALARM_CLOCKS);
		const persona = fields.inum();
		const process = fields.process();
		tell({ kind: "alarm-set", t, clock, persona, process, errno: fields.errno() });
	},
};
