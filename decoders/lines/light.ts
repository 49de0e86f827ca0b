/** probes/stock/light.bt */

import type { Lines } from "./lines.js";
import { Malformed } from "./malformed.js";

const CLASSES = ["led", "backlight"] as const;

export const lightLines: Lines = {
	li: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const returned = fields.signed();
		const kind = fields.oneOf(CLASSES);
		const text = fields.name();
		const name = fields.name();
		const [, number] = /^\s*\+?(\d{1,10})(?:\\x0a)?$/.exec(text) ?? [];
		// What is no number the kernel refuses: there is no request then.
		if (number === undefined && returned > 0) throw new Malformed("no brightness");
		if (number === undefined) return;
		tell({ kind: "request", t, class: kind, name, persona, process, value: Number(number), applied: returned > 0 });
	},
};
