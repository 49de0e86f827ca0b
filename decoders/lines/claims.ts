/** A role on a device that is claimed past an open file that is known. */
import { type Claimed, type DeviceClass, type DeviceNumber, NO_CLIENT } from "../event.js";
import type { Decode } from "./lines.js";

/** TAKEN DEV NS PID VPID COMM0 COMM1 RET */
export const claimed =
	(deviceClass: DeviceClass, what: Claimed): Decode =>
	(fields, t, tell) => {
		const taken = fields.flag();
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const process = fields.process();
		const errno = fields.errno();
		const role = { class: deviceClass, device, client: NO_CLIENT, what } as const;
		tell({ kind: "claim", t, ...role, taken, persona, process, errno, existing: false });
	};
