/** probes/dev_ns/drivers.bt */
import { PHASES, type SwitchId } from "../event.js";
import type { Lines } from "./lines.js";

export const driverLines: Lines = {
	db: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		const phase = fields.oneOf(PHASES);
		const persona = fields.inum();
		tell({ kind: "driver-began", t, switch: id, driver: fields.name(), phase, persona });
	},

	de: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		const phase = fields.oneOf(PHASES);
		const persona = fields.inum();
		const errno = fields.errno();
		tell({ kind: "driver-ended", t, switch: id, driver: fields.name(), phase, persona, errno });
	},
};
