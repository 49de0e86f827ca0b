/** probes/dev_ns/grab.bt */
import { type ClientId, GRAB_ACTIONS } from "../event.js";
import type { Lines } from "./lines.js";

export const grabLines: Lines = {
	gr: (fields, t, tell) => {
		const client = fields.whole() as ClientId;
		const action = fields.oneOf(GRAB_ACTIONS);
		const real = fields.flag();
		const errno = fields.errno();
		tell({ kind: "grab", t, client, action, real, errno, existing: fields.flag() });
	},
};
