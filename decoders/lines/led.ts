/** probes/dev_ns/led.bt */
import type { Lines } from "./lines.js";

export const ledLines: Lines = {
	lr: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const value = fields.whole();
		const applied = fields.flag();
		tell({ kind: "request", t, class: "led", name: fields.name(), persona, process, value, applied });
	},
};
