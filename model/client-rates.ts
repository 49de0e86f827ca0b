import type { Nanos } from "../decoders/event.js";
import type { ClientDraft } from "./draft.js";
import { Meter } from "./meter.js";

interface Meters {
	readonly delivered: Meter;
	readonly withheld: Meter;
	readonly updates: Meter;
	readonly shown: Meter;
	readonly kept: Meter;
	dropTold: boolean;
	/** Is to be settled: something of it is in the last second, or may be. */
	moving: boolean;
}

/** What a count was before the first one was told: an opened client began at nothing, an existing one with that. */
const before = (client: ClientDraft, known: number | undefined, first: number | undefined): number =>
	known ?? (client.existing ? (first ?? 0) : 0);

/** The rates of open clients. Those at rest cost nothing. */
export class ClientRates {
	readonly #meters = new Map<ClientDraft, Meters>();
	readonly #moving = new Set<ClientDraft>();

	/** After the client's counts changed; `delivered` and `withheld` are what they were. */
	delivered(client: ClientDraft, t: Nanos, delivered: number | undefined, withheld: number | undefined): void {
		const arrived = (client.delivered ?? 0) - before(client, delivered, client.delivered);
		const kept = (client.withheld ?? 0) - before(client, withheld, client.withheld);
		if (arrived === 0 && kept === 0) return;
		const meters = this.#metersOf(client);
		if (!meters) return;
		if (arrived > 0) meters.delivered.add(t, arrived);
		if (kept > 0) meters.withheld.add(t, kept);
		this.#move(client, meters);
	}

	/** After the client's counts changed; `known` is how many updates there were. They are counted from 0 for all. */
	updated(client: ClientDraft, t: Nanos, known: number): void {
		const arrived = (client.writes ?? 0) + (client.pans ?? 0) + (client.faults ?? 0) - known;
		const meters = arrived > 0 ? this.#metersOf(client) : undefined;
		if (!meters) return;
		meters.updates.add(t, arrived);
		this.#move(client, meters);
	}

	/** Likewise, of where the updates went. */
	showed(client: ClientDraft, t: Nanos, shown: number | undefined, kept: number | undefined): void {
		const onScreen = (client.shown ?? 0) - before(client, shown, client.shown);
		const inBuffer = (client.kept ?? 0) - before(client, kept, client.kept);
		const meters = onScreen > 0 || inBuffer > 0 ? this.#metersOf(client) : undefined;
		if (!meters) return;
		if (onScreen > 0) meters.shown.add(t, onScreen);
		if (inBuffer > 0) meters.kept.add(t, inBuffer);
		this.#move(client, meters);
	}

	/** Whether this is the first time that an event is seen to be dropped; `known` is what the count was. */
	isFirstDrop(client: ClientDraft, known: number | undefined): boolean {
		if ((client.dropped ?? 0) <= before(client, known, client.dropped)) return false;
		const meters = this.#metersOf(client);
		if (!meters || meters.dropTold) return false;
		meters.dropTold = true;
		return true;
	}

	settle(now: Nanos): void {
		for (const client of this.#moving) {
			const meters = this.#meters.get(client);
			if (!meters) continue;
			client.deliveredRate = meters.delivered.rate(now);
			client.withheldRate = meters.withheld.rate(now);
			client.updateRate = meters.updates.rate(now);
			client.shownRate = meters.shown.rate(now);
			client.keptRate = meters.kept.rate(now);
			const { delivered, withheld, updates, shown, kept } = meters;
			if (![delivered, withheld, updates, shown, kept].every((meter) => meter.isIdle(now))) continue;
			meters.moving = false;
			this.#moving.delete(client);
		}
	}

	end(client: ClientDraft): void {
		this.#meters.delete(client);
		this.#moving.delete(client);
		client.deliveredRate = 0;
		client.withheldRate = 0;
		client.updateRate = 0;
		client.shownRate = 0;
		client.keptRate = 0;
	}

	/** A flag is asked sooner than a set. */
	#move(client: ClientDraft, meters: Meters): void {
		if (meters.moving) return;
		meters.moving = true;
		this.#moving.add(client);
	}

	#metersOf(client: ClientDraft): Meters | undefined {
		if (client.closed !== undefined) return undefined;
		const known = this.#meters.get(client);
		if (known) return known;
		const made = {
			delivered: new Meter(),
			withheld: new Meter(),
			updates: new Meter(),
			shown: new Meter(),
			kept: new Meter(),
			dropTold: false,
			moving: false,
		};
		this.#meters.set(client, made);
		return made;
	}
}
