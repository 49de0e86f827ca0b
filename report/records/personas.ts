import type { Persona, State } from "../../model/state.js";
import { tally } from "../../model/tallies.js";
import { displayName } from "../names.js";
import { countsRecord } from "./clients.js";

export const personaRecord = (state: State, persona: Persona) => {
	const { key, inum, turn, parent, level, initPid, names, appeared, existing, unseen, gone } = persona;
	const active = state.active?.persona === key ? state.active : undefined;
	const total = tally(state, { persona: key });
	return {
		type: "persona",
		persona: key,
		display_name: displayName(persona),
		inum,
		turn,
		parent_inum: parent,
		level,
		init_pid: initPid,
		tag: names.get("tag"),
		container: names.get("container"),
		hostname: names.get("hostname"),
		comm: names.get("comm"),
		appeared_at_ns: appeared,
		existing,
		unseen,
		gone_at_ns: gone,
		active: active !== undefined,
		active_since_ns: active?.since,
		clients: total.clients,
		...countsRecord(total),
	};
};
