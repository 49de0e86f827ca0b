import { copyDevice, copyPersona, copySwitch, snapshot } from "./snapshot.js";
import type {
	Client,
	Device,
	FindingSeen,
	LogEntry,
	Persona,
	ProbeStatus,
	State,
	Switch,
	UeventTally,
} from "./state.js";

/** Estimates, in bytes, of what a copy keeps alive; see `test/model/timeline.test.ts` for how good they are. */
const OBJECT = 320;
const ENTRY = 48;
const SLOT = 8;

/** Counts what a snapshot has of its own, rather than from the one before. */
interface Weight {
	bytes: number;
}

const sameMap = <Key, Item>(a: ReadonlyMap<Key, Item>, b: ReadonlyMap<Key, Item>): boolean => {
	if (a.size !== b.size) return false;
	for (const [key, item] of a) if (b.get(key) !== item) return false;
	return true;
};

const sameSet = <Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean => {
	if (a.size !== b.size) return false;
	for (const item of a) if (!b.has(item)) return false;
	return true;
};

/** Fields that are objects of their own, changed in place, are compared by `inner`. */
const sameFields =
	<Item extends object>(inner: { readonly [Field in keyof Item]?: (a: Item[Field], b: Item[Field]) => boolean }) =>
	(a: Item, b: Item): boolean => {
		for (const field in a) {
			const same = inner[field];
			if (same === undefined ? a[field] !== b[field] : !same(a[field], b[field])) return false;
		}
		return true;
	};

const samePersona = sameFields<Persona>({ names: sameMap });
const sameDevice = sameFields<Device>({ open: sameSet, claims: sameMap });
const sameClient = sameFields<Client>({});
const sameFinding = sameFields<FindingSeen>({});
const sameUevents = sameFields<UeventTally>({});
const sameProbe = (a: ProbeStatus, b: ProbeStatus): boolean => a === b;
const sameShare = sameFields<Switch["drivers"][number]>({});
/** What has ended changes no more but by its firsts, and by a loss that makes it no evidence. */
const isPast = (a: Switch, b: Switch): boolean =>
	a.ended !== undefined && a.ended === b.ended && a.firsts.size === b.firsts.size && a.torn === b.torn;

const sameSwitch = sameFields<Switch>({
	firsts: sameMap,
	drivers: (a, b) =>
		a.length === b.length &&
		a.every((share, index) => {
			const other = b[index];
			return other !== undefined && sameShare(share, other);
		}),
});

const shareMap = <Key, Item>(
	before: ReadonlyMap<Key, Item>,
	now: ReadonlyMap<Key, Item>,
	same: (a: Item, b: Item) => boolean,
	copy: (item: Item) => Item,
	weight: Weight,
): ReadonlyMap<Key, Item> => {
	let changed = before.size !== now.size;
	const made = new Map<Key, Item>();
	for (const [key, item] of now) {
		const known = before.get(key);
		if (known !== undefined && same(item, known)) {
			made.set(key, known);
			continue;
		}
		changed = true;
		weight.bytes += OBJECT;
		made.set(key, copy(item));
	}
	if (!changed) return before;
	weight.bytes += made.size * ENTRY;
	return made;
};

const shareSwitches = (before: State, now: State, weight: Weight): readonly Switch[] => {
	const offset = now.switchesForgotten - before.switchesForgotten;
	let changed = offset !== 0 || before.switches.length !== now.switches.length;
	const made = now.switches.map((one, index) => {
		const known = before.switches[index + offset];
		if (known !== undefined && known.id === one.id && (isPast(one, known) || sameSwitch(one, known))) return known;
		changed = true;
		weight.bytes += 3 * OBJECT;
		return copySwitch(one);
	});
	if (!changed) return before.switches;
	weight.bytes += made.length * SLOT;
	return made;
};

/** Entries are never changed, so it is the same where nothing was added. */
const shareLog = (before: State, now: State, weight: Weight): readonly LogEntry[] => {
	if (before.log.length === now.log.length && before.logForgotten === now.logForgotten) return before.log;
	const added = now.log.length + now.logForgotten - before.log.length - before.logForgotten;
	weight.bytes += now.log.length * SLOT + Math.min(added, now.log.length) * 2 * OBJECT;
	return [...now.log];
};

export interface Shared {
	readonly state: State;
	/** What it has that the state before has not. */
	readonly bytes: number;
}

/** Of a state that has nothing in common with another. */
export const sizeOf = (state: State): number =>
	OBJECT +
	(state.personas.size +
		state.devices.size +
		state.clients.size +
		state.findings.size +
		state.uevents.size +
		3 * state.switches.length +
		2 * state.log.length) *
		(OBJECT + ENTRY);

/** The state as it is now, for good. What is as it was in `before` is not copied again. */
export const snapshotAfter = (before: State | undefined, state: State): Shared => {
	if (before === undefined || before.session !== state.session) return { state: snapshot(state), bytes: sizeOf(state) };
	const weight = { bytes: 3 * OBJECT };
	const shared: State = {
		...state,
		personas: shareMap(before.personas, state.personas, samePersona, copyPersona, weight),
		devices: shareMap(before.devices, state.devices, sameDevice, copyDevice, weight),
		clients: shareMap(before.clients, state.clients, sameClient, (client) => ({ ...client }), weight),
		switches: shareSwitches(before, state, weight),
		findings: shareMap(before.findings, state.findings, sameFinding, (finding) => ({ ...finding }), weight),
		uevents: shareMap(before.uevents, state.uevents, sameUevents, (tally) => ({ ...tally }), weight),
		log: shareLog(before, state, weight),
		probes: shareMap(before.probes, state.probes, sameProbe, (probe) => probe, weight),
		inconsistencies: sameMap(before.inconsistencies, state.inconsistencies)
			? before.inconsistencies
			: new Map(state.inconsistencies),
	};
	return { state: shared, bytes: weight.bytes };
};
