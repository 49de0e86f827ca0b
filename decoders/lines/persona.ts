/** probes/stock/persona.bt */
import type { Lines } from "./lines.js";

export const personaLines: Lines = {
	pa: (fields, t, tell) => {
		const persona = fields.inum();
		const parent = fields.inum();
		const level = fields.whole();
		const initPid = fields.pid();
		tell({ kind: "persona-appeared", t, persona, parent, level, initPid, comm: fields.comm(), existing: false });
	},

	px: (fields, t, tell) => {
		const persona = fields.inum();
		tell({ kind: "persona-named", t, persona, source: "comm", name: fields.comm() });
	},

	pg: (fields, t, tell) => tell({ kind: "persona-gone", t, persona: fields.inum() }),
};
