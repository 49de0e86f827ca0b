/** probes/dev_ns/switch.bt */
import { SWITCH_REASONS, type SwitchId } from "../event.js";
import type { Lines } from "./lines.js";

export const switchLines: Lines = {
	sr: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		const to = fields.inum();
		const reason = fields.oneOf(SWITCH_REASONS);
		const pid = fields.pid();
		const innerPid = fields.innerPid();
		const askerPersona = fields.inum();
		const process = { pid, innerPid, comm: fields.comm() };
		tell({ kind: "switch-requested", t, switch: id, to, reason, process, askerPersona });
	},

	// `to` is told by the request already, and again by the flip.
	sl: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		const from = fields.inum();
		fields.inum();
		tell({ kind: "switch-locked", t, switch: id, from });
	},

	sf: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		tell({ kind: "switch-flipped", t, switch: id, from: fields.inum(), to: fields.inum() });
	},

	se: (fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		fields.inum();
		fields.inum();
		tell({ kind: "switch-ended", t, switch: id, errno: fields.errno() });
	},
};
