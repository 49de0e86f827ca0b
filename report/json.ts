import { inOrder } from "../model/personas.js";
import type { State } from "../model/state.js";
import { pairTallies } from "../model/tallies.js";
import type { Tenures } from "../model/tenure.js";
import { ownershipRecords } from "./ownership.js";
import { clientRecord, tallyRecord } from "./records/clients.js";
import { deviceRecord } from "./records/devices.js";
import { findingRecord } from "./records/findings.js";
import { personaRecord } from "./records/personas.js";
import { forgottenRecord, lossRecord, probeRecord, sessionRecord, verdictRecord } from "./records/session.js";
import { summaryRecord, switchRecord } from "./records/switches.js";
import { ueventRecord } from "./records/uevents.js";
import { ALL, type Selection } from "./selection.js";
import { printable } from "./width.js";

/** Of the records described in `docs/report-json.md`: it grows when a field changes its meaning or goes. */
export const SCHEMA = 1;

/** What is absent is `null`, and what another program said can't reach a terminal as it came. */
const plain = (_key: string, value: unknown): unknown => {
	if (value === undefined) return null;
	return typeof value === "string" ? printable(value) : value;
};

export const line = (record: object): string => JSON.stringify({ schema: SCHEMA, ...record }, plain);

/** What is known, as NDJSON for programs. */
export const reportJson = (state: State, tenures?: Tenures, only: Selection = ALL): string => {
	const switches = state.switches.filter(only.switched);
	const records = [
		{ ...sessionRecord(state), ...(only === ALL ? {} : { filter: only.filter }) },
		...inOrder(state)
			.filter(only.persona)
			.map((persona) => personaRecord(state, persona)),
		...[...state.devices.values()].filter(only.device).map((device) => deviceRecord(state, device)),
		...[...state.clients.values()].filter(only.pair).map(clientRecord),
		...pairTallies(state).filter(only.pair).map(tallyRecord),
		...(tenures ? ownershipRecords(tenures) : []),
		...switches.map(switchRecord),
		summaryRecord({ switches, switchesForgotten: state.switchesForgotten }, tenures?.past),
		...Array.from(state.uevents.values(), ueventRecord),
		...[...state.findings.values()].filter(only.finding).map(findingRecord),
		...Array.from(state.probes.values(), probeRecord),
		lossRecord(state),
		forgottenRecord(state),
		verdictRecord(state),
	];
	return records.map((record) => `${line(record)}\n`).join("");
};
