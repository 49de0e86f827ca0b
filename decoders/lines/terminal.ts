/** probes/stock/terminal.bt */
import { type Claim, type DeviceNumber, NO_CLIENT } from "../event.js";
import type { Lines } from "./lines.js";

/** A terminal that comes to the foreground takes it from whichever had it, whether that was told to let go or not. */
export const terminalLines = (): Lines => {
	let held: Claim | undefined;
	return {
		vl: (_, t, tell) => {
			if (held) tell({ ...held, t, taken: false, existing: false });
			held = undefined;
		},

		vt: (fields, t, tell) => {
			const existing = fields.flag();
			const device = fields.whole() as DeviceNumber;
			const persona = fields.inum();
			const process = fields.process();
			if (held && held.device !== device) tell({ ...held, t, taken: false, existing: false });
			const role = { class: "terminal", device, client: NO_CLIENT, what: "foreground" } as const;
			held = { kind: "claim", t, ...role, taken: true, persona, process, errno: 0, existing };
			tell(held);
		},
	};
};
