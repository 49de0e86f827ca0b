/**
 * Counts that the kernel keeps in maps, one for each count, which are printed one after the other now and then. The map
 * with the times of the latest changes is written first and printed last, so that its time is no earlier than anything
 * that the counts include.
 */
import type { ClientId, Event, Nanos } from "../event.js";
import type { Lines, Tell } from "./lines.js";
import type { MapEntries } from "./map-entries.js";

/** Keys that a map can hold: bpftrace is told so when it is started. What comes after them is not counted, silently. */
export const MOST_KEYS = 4096;

export interface Tally {
	/** The counts' maps, with their @, in the order of the event's counts. */
	readonly maps: readonly string[];
	/** The map with the times, or with the time and the first count together: one write in the kernel instead of two. */
	readonly at: string;
	/** Whose the entry is; nothing where that is not known yet. Entries of one client are added up. */
	clientOf(key: string): ClientId | undefined;
	event(t: Nanos, client: ClientId, counts: readonly number[]): Event;
}

const BEYOND_SIGNED = /^\d{19,20}(?=,)/;

/** An address as the lines write it, with a sign, which bpftrace did in keys as well until 0.23; 0.27 does not. */
const asInLines = (key: string): string =>
	key.replace(BEYOND_SIGNED, (address) => `${BigInt.asIntN(64, BigInt(address))}`);

interface Entry {
	readonly counts: number[];
	client: ClientId | undefined;
	time: Nanos;
	/** The print that it was last seen in. */
	print: number;
}

interface Sum {
	readonly counts: number[];
	time: Nanos;
}

/** One tally's entries, as they were when each of its maps was printed last. */
class Reading {
	readonly #tally: Tally;
	readonly #entries = new Map<string, Entry>();
	#told = new Map<ClientId, readonly number[]>();
	#print = 1;
	/** Entries of the map with the times, which has all of them. */
	#held = 0;

	constructor(tally: Tally) {
		this.#tally = tally;
	}

	/** Whether the times were among what was read: then there is something to tell. */
	read(map: string, entries: MapEntries): boolean {
		const index = this.#tally.maps.indexOf(map);
		if (index === -1) this.#held = entries.times((key, time, count) => this.#seen(key, time, count));
		else
			entries.counts((key, count) => {
				this.#entry(key).counts[index] = count;
			});
		return index === -1;
	}

	/** Tells of each client whose counts have changed; the print began at `t`. */
	tell(t: Nanos, tell: Tell): void {
		const sums = this.#sums();
		for (const [client, { counts, time }] of sums) {
			const before = this.#told.get(client);
			if (before?.every((count, index) => count === counts[index])) continue;
			this.#told.set(client, counts);
			tell(this.#tally.event(time > t ? time : t, client, counts));
		}
		for (const client of this.#told.keys()) if (!sums.has(client)) this.#told.delete(client);
		if (this.#held >= MOST_KEYS) tell(full(this.#tally, t));
		this.#print++;
	}

	/** By client. An entry that was not printed any more is forgotten: its client has closed, and its last counts come. */
	#sums(): ReadonlyMap<ClientId, Sum> {
		const sums = new Map<ClientId, Sum>();
		for (const [key, entry] of this.#entries) {
			entry.client ??= this.#tally.clientOf(asInLines(key));
			if (entry.print !== this.#print) this.#entries.delete(key);
			else if (entry.client !== undefined) add(sums, entry.client, entry);
		}
		return sums;
	}

	#seen(key: string, time: Nanos, count: number | undefined): void {
		const entry = this.#entry(key);
		if (count !== undefined) entry.counts[0] = count;
		entry.time = time;
		entry.print = this.#print;
	}

	#entry(key: string): Entry {
		const known = this.#entries.get(key);
		if (known) return known;
		const counts = this.#tally.maps.map(() => 0);
		const entry: Entry = { counts, client: undefined, time: 0 as Nanos, print: 0 };
		this.#entries.set(key, entry);
		return entry;
	}
}

const add = (sums: Map<ClientId, Sum>, client: ClientId, { counts, time }: Entry): void => {
	const sum = sums.get(client);
	if (sum === undefined) {
		sums.set(client, { counts: [...counts], time });
		return;
	}
	if (time > sum.time) sum.time = time;
	for (const [index, count] of counts.entries()) sum.counts[index] = (sum.counts[index] ?? 0) + count;
};

const full = (tally: Tally, t: Nanos): Event => ({
	kind: "loss",
	t,
	where: "kernel",
	count: 0,
	since: t,
	reason: `${tally.at} holds ${MOST_KEYS} entries: whatever came after them is not counted`,
});

export class Tallies {
	readonly #readings = new Map<string, Reading>();
	readonly #timed = new Set<Reading>();
	/** When the print that comes next began. */
	#printed = 0 as Nanos;
	#ending = false;

	constructor(tallies: readonly Tally[]) {
		for (const tally of tallies) {
			const reading = new Reading(tally);
			for (const map of [...tally.maps, tally.at]) this.#readings.set(map, reading);
		}
	}

	/** What the probes say around their maps. */
	readonly lines: Lines = {
		tl: (_fields, t) => {
			this.#printed = t;
		},
		en: (_fields, t) => {
			this.#printed = t;
			this.#ending = true;
		},
	};

	has(map: string): boolean {
		return this.#readings.has(map);
	}

	/**
	 * A map without entries is not printed at all, so it is the times, which the probes print last, with which a tally is
	 * told. When bpftrace ends, it prints all maps by itself, by name: then it waits for `end`.
	 */
	read(map: string, entries: MapEntries, tell: Tell): void {
		const reading = this.#readings.get(map);
		if (!reading?.read(map, entries)) return;
		if (this.#ending) this.#timed.add(reading);
		else reading.tell(this.#printed, tell);
	}

	end(tell: Tell): void {
		for (const reading of this.#timed) reading.tell(this.#printed, tell);
	}
}
