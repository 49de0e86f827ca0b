/** probes/dev_ns/namespaces.bt */
import { NO_NAME } from "../event.js";
import type { Lines } from "./lines.js";

export const namespaceLines: Lines = {
	na: (fields, t, tell) => {
		const persona = fields.inum();
		const parent = fields.inum();
		const level = fields.whole();
		const initPid = fields.pid();
		const comm = fields.comm();
		const tag = fields.tag();
		tell({ kind: "persona-appeared", t, persona, parent, level, initPid, comm, existing: fields.flag() });
		if (tag !== NO_NAME) tell({ kind: "persona-named", t, persona, source: "tag", name: tag });
	},

	ng: (fields, t, tell) => tell({ kind: "persona-gone", t, persona: fields.inum() }),

	nt: (fields, t, tell) => {
		const persona = fields.inum();
		tell({ kind: "persona-named", t, persona, source: "tag", name: fields.tag() });
	},

	ac: (fields, t, tell) => {
		const persona = fields.inum();
		tell({ kind: "active", t, persona, since: fields.time() });
	},
};
