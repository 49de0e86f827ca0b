import type { Nanos } from "../../decoders/event.js";
import { shortcomings } from "../../model/completeness.js";
import type { PersonaKey, State, Switch } from "../../model/state.js";
import { pairTallies } from "../../model/tallies.js";
import { deviceName, displayName } from "../names.js";
import type { ExportRow, ExportTable } from "./table.js";

const text = (name: string) => ({ name, type: "text" }) as const;
const whole = (name: string) => ({ name, type: "whole" }) as const;
const flag = (name: string) => ({ name, type: "flag" }) as const;

/** With these begins every row: which recording, and which session of it, from 0. */
const KEY = [text("recording"), whole("session")];

/** Where a row is from. */
export interface From {
	readonly recording: string;
	readonly session: number;
}

export const SESSIONS: ExportTable = {
	name: "sessions",
	columns: [
		...KEY,
		text("host"),
		text("kernel"),
		text("machine"),
		text("bpftrace"),
		text("collector"),
		flag("device_namespaces"),
		whole("began_unix_ns"),
		whole("observed_ns"),
		whole("events"),
		whole("lost_events"),
		whole("lost_times"),
		flag("complete"),
	],
};

export const SWITCHES: ExportTable = {
	name: "switches",
	columns: [
		...KEY,
		whole("switch"),
		text("reason"),
		text("from_persona"),
		text("from_name"),
		text("to_persona"),
		text("to_name"),
		whole("requested_unix_ns"),
		whole("requested_ns"),
		text("outcome"),
		whole("errno"),
		flag("torn"),
		whole("total_ns"),
		whole("lock_wait_ns"),
		whole("remainder_ns"),
		whole("first_frame_ns"),
		whole("first_input_ns"),
	],
};

export const SHARES: ExportTable = {
	name: "shares",
	columns: [
		...KEY,
		whole("switch"),
		text("driver"),
		text("phase"),
		whole("began_ns"),
		whole("took_ns"),
		whole("errno"),
		flag("torn"),
	],
};

export const TALLIES: ExportTable = {
	name: "tallies",
	columns: [
		...KEY,
		text("persona"),
		text("persona_name"),
		text("device"),
		text("device_name"),
		text("class"),
		whole("clients"),
		whole("delivered"),
		whole("withheld"),
		whole("dropped"),
		whole("writes"),
		whole("written_bytes"),
		whole("pans"),
		whole("faults"),
	],
};

export const FINDINGS: ExportTable = {
	name: "findings",
	columns: [
		...KEY,
		text("rule"),
		text("severity"),
		text("persona"),
		text("persona_name"),
		text("device"),
		whole("since_ns"),
		whole("latest_ns"),
		whole("count"),
		text("what"),
	],
};

export const UEVENTS: ExportTable = {
	name: "uevents",
	columns: [...KEY, text("origin"), text("action"), text("subsystem"), whole("count")],
};

export const TABLES: readonly ExportTable[] = [SESSIONS, SWITCHES, SHARES, TALLIES, FINDINGS, UEVENTS];

const nameOf = ({ personas }: State, key: PersonaKey | undefined): string | undefined => {
	const persona = key && personas.get(key);
	return persona ? displayName(persona) : undefined;
};

const unixOf = ({ session }: State, t: Nanos | undefined): bigint | undefined =>
	session && t !== undefined ? session.wallClock + BigInt(t) : undefined;

export const sessionRow = (state: State, { recording, session: number }: From): ExportRow => {
	const { session, now, events, loss } = state;
	return [
		recording,
		number,
		session?.host,
		session?.kernel,
		session?.machine,
		session?.bpftrace,
		session?.collector,
		session?.deviceNamespaces,
		session?.wallClock,
		now,
		events,
		loss.events,
		loss.times,
		shortcomings(state).length === 0,
	];
};

export const switchRow = (state: State, one: Switch, { recording, session }: From): ExportRow => [
	recording,
	session,
	one.id,
	one.reason,
	one.from,
	nameOf(state, one.from),
	one.to,
	nameOf(state, one.to),
	unixOf(state, one.requested),
	one.requested,
	one.outcome,
	one.errno,
	one.torn,
	one.total,
	one.lockWait,
	one.remainder,
	one.firsts.get("frame"),
	one.firsts.get("input"),
];

export const shareRows = (one: Switch, { recording, session }: From): readonly ExportRow[] =>
	one.drivers.map(({ driver, phase, began, took, errno }) => [
		recording,
		session,
		one.id,
		driver,
		phase,
		began,
		took,
		errno,
		one.torn,
	]);

export const tallyRows = (state: State, { recording, session }: From): readonly ExportRow[] =>
	pairTallies(state).map(({ persona, device: key, clients, ...counts }) => {
		const device = state.devices.get(key);
		const { delivered, withheld, dropped, writes, bytes, pans, faults } = counts;
		return [
			recording,
			session,
			persona,
			nameOf(state, persona),
			key,
			device && (device.name || deviceName(device)),
			device?.class,
			clients,
			delivered,
			withheld,
			dropped,
			writes,
			bytes,
			pans,
			faults,
		];
	});

export const findingRows = (state: State, { recording, session }: From): readonly ExportRow[] =>
	Array.from(state.findings.values(), ({ rule, severity, persona, device, since, latest, count, what }) => [
		recording,
		session,
		rule,
		severity,
		persona,
		nameOf(state, persona),
		device,
		since,
		latest,
		count,
		what,
	]);

export const ueventRows = (state: State, { recording, session }: From): readonly ExportRow[] =>
	Array.from(state.uevents.values(), ({ origin, action, subsystem, count }) => [
		recording,
		session,
		origin,
		action,
		subsystem || undefined,
		count,
	]);
