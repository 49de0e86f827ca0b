/** What is known, told as events: a model that begins with them knows it too. Snapshots and ring buffers are made of this. */
import {
	type ClientsBefore,
	type DeviceNumber,
	type Event,
	type Inum,
	type Nanos,
	NO_CLIENT,
	NO_DEVICE,
	NO_NAME,
	NO_PERSONA,
	NO_PROCESS,
	type Session,
} from "../decoders/event.js";
import { later, START } from "./nanos.js";
import { ROOT_KEY } from "./personas.js";
import type { Client, Device, DeviceKey, FindingSeen, PairTally, Persona, PersonaKey, State, Switch } from "./state.js";

export type Told = Exclude<Event, Session>;

export interface Retelling {
	/** How many of the latest switches are told; those that run are told in any case. */
	readonly switches: number;
}

const inumOf = ({ personas }: State, key: PersonaKey | undefined): Inum => {
	if (key === undefined) return NO_PERSONA;
	return personas.get(key)?.inum ?? (Number(key.split("#", 1)[0]) as Inum);
};

/**
 * What is retold of each, and what follows from the rest. A field that a record gets and that is in neither list does not compile: whoever
 * adds one says here how a snapshot keeps it.
 */
type Retold = {
	persona: keyof Pick<
		Persona,
		"inum" | "parent" | "level" | "initPid" | "names" | "appeared" | "existing" | "unseen" | "gone" | "key" | "turn"
	>;
	device:
		| keyof Pick<Device, "class" | "number" | "name" | "node" | "appeared" | "existing" | "unseen" | "gone">
		| keyof Pick<Device, "mode" | "owner" | "maker" | "claims" | "requests" | "ignored">
		| keyof Pick<Device, "lastRequest" | "lastApplied" | "appliedSince" | "key" | "open">;
	client:
		| keyof Pick<
				Client,
				"id" | "device" | "persona" | "process" | "flags" | "opened" | "existing" | "entered" | "closed"
		  >
		| keyof Pick<Client, "grab" | "grabSince" | "revoked" | "delivered" | "withheld" | "dropped" | "final">
		| keyof Pick<Client, "filtered" | "injected" | "polls" | "writes" | "bytes" | "pans" | "faults">
		| keyof Pick<Client, "shown" | "kept">
		| keyof Pick<Client, "deliveredRate" | "withheldRate" | "updateRate" | "shownRate" | "keptRate">;
};
type Complete<Nothing extends never> = Nothing;
export type NotRetold = Complete<
	| Exclude<keyof Persona, Retold["persona"]>
	| Exclude<keyof Device, Retold["device"]>
	| Exclude<keyof Client, Retold["client"]>
>;

const isLater = (t: Nanos | undefined): t is Nanos => t !== undefined;

const personaEvents = (persona: Persona): readonly Told[] => {
	const { key, inum, parent, level, initPid, names, appeared, existing, unseen, gone } = persona;
	if (unseen || parent === undefined || level === undefined || initPid === undefined) return [];
	const comm = names.get("comm") ?? NO_NAME;
	const t = key === ROOT_KEY ? START : appeared;
	return [
		{ kind: "persona-appeared", t, persona: inum, parent, level, initPid, comm, existing },
		...Array.from(names, ([source, name]): Told => ({ kind: "persona-named", t, persona: inum, source, name })),
		...(isLater(gone) ? [{ kind: "persona-gone", t: gone, persona: inum } as const] : []),
	];
};

const requestEvents = (state: State, { class: deviceClass, name, ...device }: Device): readonly Told[] => {
	const { lastApplied, lastRequest, appliedSince, requests, ignored, appeared } = device;
	const request = (seen: typeof lastApplied, t: Nanos | undefined, applied: boolean): readonly Told[] =>
		seen === undefined || t === undefined
			? []
			: [
					{
						kind: "request",
						t,
						class: deviceClass,
						name,
						persona: inumOf(state, seen.persona),
						process: seen.process,
						value: seen.value,
						applied,
					},
				];
	if (requests === 0) return [];
	return [
		...request(lastApplied, appliedSince === lastApplied?.t ? undefined : appliedSince, true),
		...request(lastApplied, lastApplied?.t, true),
		...request(lastRequest, lastRequest?.t === lastApplied?.t ? undefined : lastRequest?.t, false),
		{
			kind: "requests-before",
			t: lastRequest?.t ?? appeared,
			class: deviceClass,
			name,
			requests,
			ignored,
		},
	];
};

const roleEvents = (
	state: State,
	{ class: deviceClass, number = NO_DEVICE, name, ...device }: Device,
): readonly Told[] => {
	const base = { class: deviceClass, device: number };
	const { appeared, mode, owner, maker, claims } = device;
	// When it was told is not kept; its persona was there by then.
	const since = (key: PersonaKey | undefined) => later(appeared, (key && state.personas.get(key)?.appeared) ?? START);
	return [
		...(mode === "follow"
			? []
			: [
					{
						...base,
						kind: "device-declared",
						t: since(owner),
						name,
						mode,
						persona: inumOf(state, owner),
						existing: true,
					} as const,
				]),
		...(maker
			? [
					{
						...base,
						kind: "device-made",
						t: since(maker.persona),
						persona: inumOf(state, maker.persona),
						process: maker.process,
					} as const,
				]
			: []),
		...Array.from(claims, ([what, { persona, process, client, since: t }]): Told => {
			const claim = { ...base, kind: "claim", t, client, what, process } as const;
			return { ...claim, taken: true, persona: inumOf(state, persona), errno: 0, existing: true };
		}),
	];
};

const deviceEvents = (state: State, device: Device): readonly Told[] => {
	const { class: deviceClass, number = NO_DEVICE, name, node, appeared, existing, unseen, gone } = device;
	return [
		...(unseen
			? []
			: [{ kind: "device-appeared", t: appeared, class: deviceClass, device: number, name, node, existing } as const]),
		...roleEvents(state, device),
		...requestEvents(state, device),
		...(isLater(gone) ? [{ kind: "device-gone", t: gone, class: deviceClass, device: number } as const] : []),
	];
};

const numberOf = ({ devices }: State, key: DeviceKey): Pick<ClientsBefore, "class" | "device"> | undefined => {
	const device = devices.get(key);
	return device?.number === undefined ? undefined : { class: device.class, device: device.number };
};

const countEvents = (client: Client): readonly Told[] => {
	const { id, opened, delivered, withheld = 0, dropped = 0, writes, bytes = 0, pans = 0, faults = 0, final } = client;
	const { filtered, injected = 0, polls = 0, shown, kept = 0 } = client;
	const base = { t: opened, client: id, final };
	return [
		...(delivered === undefined ? [] : [{ ...base, kind: "delivery", delivered, withheld, dropped } as const]),
		...(filtered === undefined ? [] : [{ ...base, kind: "usage", filtered, injected, polls } as const]),
		...(writes === undefined ? [] : [{ ...base, kind: "update", writes, bytes, pans, faults } as const]),
		...(shown === undefined ? [] : [{ ...base, kind: "showing", shown, kept } as const]),
	];
};

const clientEvents = (state: State, client: Client): readonly Told[] => {
	const { id, device, persona, process, flags, opened, existing, entered, closed, grab, grabSince, revoked } = client;
	const named = numberOf(state, device);
	if (!named) return [];
	const base = { kind: "grab", client: id, errno: 0, existing: true } as const;
	return [
		...(entered ? [{ kind: "entered", t: opened, persona: inumOf(state, persona), process } as const] : []),
		{
			kind: "opened",
			t: opened,
			client: id,
			...named,
			persona: inumOf(state, persona),
			process,
			flags,
			existing,
			origin: entered === undefined ? "unknown" : entered ? "outside" : "inside",
		},
		...countEvents(client),
		...(revoked ? [{ ...base, t: opened, action: "revoke", real: false } as const] : []),
		...(grab === "none" || grabSince === undefined
			? []
			: [{ ...base, t: grabSince, action: "take", real: grab === "real" } as const]),
		...(isLater(closed) ? [{ kind: "closed", t: closed, client: id } as const] : []),
	];
};

const driverEvents = (state: State, one: Switch): readonly Told[] =>
	one.drivers.flatMap(({ driver, phase, began, ended, errno }) => {
		const base = { switch: one.id, driver, phase, persona: inumOf(state, phase === "activate" ? one.to : one.from) };
		return [
			...(isLater(began) ? [{ ...base, kind: "driver-began", t: began } as const] : []),
			...(isLater(ended) ? [{ ...base, kind: "driver-ended", t: ended, errno } as const] : []),
		];
	});

const switchEvents = (state: State, one: Switch): readonly Told[] => {
	const { id, reason, process, asker, requested, locked, flipped, ended, errno, firsts } = one;
	const [from, to] = [inumOf(state, one.from), inumOf(state, one.to)];
	const base = { switch: id };
	return [
		...(isLater(requested) && reason && process
			? [
					{
						...base,
						kind: "switch-requested",
						t: requested,
						to,
						reason,
						process,
						askerPersona: inumOf(state, asker),
					} as const,
				]
			: []),
		...(isLater(locked) ? [{ ...base, kind: "switch-locked", t: locked, from } as const] : []),
		...driverEvents(state, one),
		...(isLater(flipped) ? [{ ...base, kind: "switch-flipped", t: flipped, from, to } as const] : []),
		...(isLater(ended) ? [{ ...base, kind: "switch-ended", t: ended, errno } as const] : []),
		...(isLater(flipped)
			? Array.from(firsts, ([what, after]): Told => {
					const t = (flipped + after) as Nanos;
					return { ...base, kind: "switch-first", t, what, persona: to };
				})
			: []),
	];
};

const findingEvent = (state: State, { rule, severity, client, process, ...found }: FindingSeen): Told => {
	const device = found.device === undefined ? undefined : state.devices.get(found.device);
	return {
		kind: "finding",
		t: found.latest,
		rule,
		severity,
		persona: inumOf(state, found.persona),
		client: client ?? NO_CLIENT,
		process: process ?? NO_PROCESS,
		class: device?.class ?? "other",
		device: device?.number ?? NO_DEVICE,
		name: device?.number === undefined ? (device?.name ?? NO_NAME) : NO_NAME,
		since: found.since,
		count: found.count,
		what: found.what,
	};
};

const tallyEvents = (state: State, { persona, device, clients, ...counts }: PairTally): readonly Told[] => {
	const named = numberOf(state, device);
	const { delivered, withheld = 0, dropped = 0, writes, bytes = 0, pans = 0, faults = 0 } = counts;
	const { shown, kept = 0 } = counts;
	if (!named) return [];
	return [
		{
			kind: "clients-before",
			t: state.now,
			persona: inumOf(state, persona),
			class: named.class,
			device: named.device as DeviceNumber,
			clients,
			input: delivered !== undefined,
			drawing: writes !== undefined,
			delivered: delivered ?? 0,
			withheld,
			dropped,
			writes: writes ?? 0,
			bytes,
			pans,
			faults,
			showing: shown !== undefined,
			shown: shown ?? 0,
			kept,
		},
	];
};

const ueventEvents = ({ now, uevents }: State): readonly Told[] =>
	Array.from(uevents.values(), (tally): Told => ({ kind: "uevents-before", t: now, ...tally }));

/** The switches that are told: what something was lost of can't be told as it is. */
const toldSwitches = ({ switches }: State, most: number): readonly Switch[] => {
	const ended = switches.filter(({ outcome }) => outcome !== "running");
	const kept = new Set(most === 0 ? [] : ended.slice(-most).filter(({ torn }) => !torn));
	return switches.filter((one) => one.outcome === "running" || kept.has(one));
};

const before = (state: State, told: number): Told => {
	const { loss, inconsistencies, log } = state;
	return {
		kind: "before",
		t: state.now,
		events: state.events,
		switches: state.switchesForgotten + state.switches.length - told,
		logged: state.logForgotten + log.length,
		clients: state.clientsForgotten,
		personas: state.personasForgotten,
		devices: state.devicesForgotten,
		losses: loss.times,
		lost: loss.events,
		lossReason: loss.reason,
		rejects: loss.rejects,
		rejectReason: loss.rejectReason,
		inconsistencies: [...inconsistencies.keys()],
		times: [...inconsistencies.values()],
	};
};

/**
 * In the order in which it happened. The last event counts what came before, told again or not, so that the retelling itself
 * is not counted.
 */
export const retell = (state: State, { switches: most }: Retelling): readonly Told[] => {
	const switches = toldSwitches(state, most);
	const past = [
		...Array.from(state.probes.values(), ({ probe, state, gives, reason, since }): Told => {
			return { kind: "probe", t: since, probe, state, gives, reason };
		}),
		...[...state.personas.values()].flatMap(personaEvents),
		...[...state.devices.values()].flatMap((device) => deviceEvents(state, device)),
		...[...state.clients.values()].flatMap((client) => clientEvents(state, client)),
		...switches.flatMap((one) => switchEvents(state, one)),
		...Array.from(state.findings.values(), (found) => findingEvent(state, found)),
	].toSorted((a, b) => a.t - b.t);
	const { active, now, ready } = state;
	return [
		...past,
		...state.forgottenTallies.flatMap((tally) => tallyEvents(state, tally)),
		...ueventEvents(state),
		...(active
			? [{ kind: "active", t: now, persona: inumOf(state, active.persona), since: active.since } as const]
			: []),
		...(ready ? [{ kind: "ready", t: now } as const] : []),
		before(state, switches.length),
	];
};
