import {
	type ClientId,
	type ClientsBefore,
	type Closed,
	type Delivery,
	type DeliveryRun,
	type Grab,
	type Nanos,
	NO_CLIENT,
	type Opened,
	type Showing,
	type Update,
	type Usage,
} from "../decoders/event.js";
import { ClientRates } from "./client-rates.js";
import { takeDelivery, takeShowing, takeUpdate, takeUsage } from "./counts.js";
import type { Devices } from "./devices.js";
import type { ClientDraft } from "./draft.js";
import { grab } from "./grabs.js";
import type { Inconsistencies } from "./inconsistencies.js";
import { START } from "./nanos.js";
import type { PersonaKey, Severity } from "./state.js";
import { PairTallies } from "./tallies.js";

export class Clients {
	readonly known = new Map<ClientId, ClientDraft>();
	/** Of clients that are forgotten, so that totals stay whole. */
	readonly tallies = new PairTallies();
	forgotten = 0;
	readonly #rates = new ClientRates();
	/** In the order in which they closed. */
	readonly #closed = new Set<ClientDraft>();
	readonly #devices: Devices;
	readonly #inconsistencies: Inconsistencies;
	readonly #closedLimit: number;

	constructor(devices: Devices, inconsistencies: Inconsistencies, closedLimit: number) {
		this.#devices = devices;
		this.#inconsistencies = inconsistencies;
		this.#closedLimit = closedLimit;
	}

	opened(event: Opened, persona: PersonaKey, entered: boolean | undefined): Severity | undefined {
		const known = this.known.get(event.client);
		if (!known) this.#add(event, persona, entered);
		else if (!event.existing) {
			// Told by the state dump before; the client's own event knows more exactly.
			known.existing = false;
			known.opened = event.t;
			known.process = event.process;
			known.flags = event.flags;
			known.entered = entered ?? known.entered;
		}
		return event.existing ? undefined : "info";
	}

	closed(event: Closed): Severity | undefined {
		const client = this.#find(event.client);
		if (!client || client.closed !== undefined) return undefined;
		client.closed = event.t;
		client.grab = "none";
		client.grabSince = undefined;
		this.#rates.end(client);
		this.#devices.known.get(client.device)?.open.delete(client.id);
		this.#devices.released(client.device, client.id);
		this.#closed.add(client);
		if (this.#closed.size > this.#closedLimit) this.#forgetOldest();
		return "info";
	}

	delivered(event: Delivery): Severity | undefined {
		const client = this.#find(event.client);
		if (!client) return undefined;
		const { delivered, withheld, dropped } = client;
		if (!takeDelivery(client, event)) this.#inconsistencies.found("count-backwards");
		if (event.final) client.final = true;
		this.#rates.delivered(client, event.t, delivered, withheld);
		return this.#rates.isFirstDrop(client, dropped) ? "notice" : undefined;
	}

	/**
	 * Takes rows of a run, from `from` on, up to the first of which there is more to say than its counts: that is an event like others.
	 * Returns that row, or the run's end. Does what `delivered` would.
	 */
	takes({ columns, times, ahead, to }: DeliveryRun, from: number): number {
		for (let row = from; row < to; row++) {
			const client = this.known.get(columns.client[row] ?? NO_CLIENT);
			if (client?.delivered === undefined || client.withheld === undefined || client.final || columns.final[row])
				return row;
			const { delivered, withheld } = client;
			const arrived = columns.delivered[row] ?? 0;
			const kept = columns.withheld[row] ?? 0;
			if (arrived < delivered || kept < withheld || columns.dropped[row] !== client.dropped) return row;
			client.delivered = arrived;
			client.withheld = kept;
			this.#rates.delivered(client, times[row + ahead] ?? START, delivered, withheld);
		}
		return to;
	}

	updated(event: Update): undefined {
		const client = this.#find(event.client);
		if (!client) return;
		const before = (client.writes ?? 0) + (client.pans ?? 0) + (client.faults ?? 0);
		if (!takeUpdate(client, event)) this.#inconsistencies.found("count-backwards");
		if (event.final) client.final = true;
		this.#rates.updated(client, event.t, before);
	}

	showed(event: Showing): undefined {
		const client = this.#find(event.client);
		if (!client) return;
		const { shown, kept } = client;
		if (!takeShowing(client, event)) this.#inconsistencies.found("count-backwards");
		this.#rates.showed(client, event.t, shown, kept);
	}

	used(event: Usage): undefined {
		const client = this.#find(event.client);
		if (client && !takeUsage(client, event)) this.#inconsistencies.found("count-backwards");
	}

	grabbed(event: Grab): Severity | undefined {
		const client = this.#find(event.client);
		return client && grab(client, event);
	}

	/** Clients that a snapshot only counts. */
	counted(event: ClientsBefore, persona: PersonaKey): void {
		const { input, drawing, showing, delivered, withheld, dropped, writes, bytes, pans, faults, shown, kept } = event;
		const device = this.#devices.at(event.class, event.device, event.t).key;
		this.tallies.add(persona, device, event.clients, {
			...(input ? { delivered, withheld, dropped } : { delivered: undefined, withheld: undefined, dropped: undefined }),
			...(drawing
				? { writes, bytes, pans, faults }
				: { writes: undefined, bytes: undefined, pans: undefined, faults: undefined }),
			...(showing ? { shown, kept } : { shown: undefined, kept: undefined }),
		});
	}

	/** Brings the rates of all that moved to `now`. */
	settleRates(now: Nanos): void {
		this.#rates.settle(now);
	}

	/** What is told of a client that was never opened can't be attributed to anybody, so it is counted and left. */
	#find(id: ClientId): ClientDraft | undefined {
		const client = this.known.get(id);
		if (!client) this.#inconsistencies.found("unknown-client");
		return client;
	}

	#forgetOldest(): void {
		for (const client of this.#closed) {
			this.#closed.delete(client);
			this.known.delete(client.id);
			this.tallies.add(client.persona, client.device, 1, client);
			this.forgotten++;
			return;
		}
	}

	#add(event: Opened, persona: PersonaKey, entered: boolean | undefined): void {
		const device = this.#devices.at(event.class, event.device, event.t);
		device.open.add(event.client);
		this.known.set(event.client, {
			id: event.client,
			device: device.key,
			persona,
			process: event.process,
			flags: event.flags,
			opened: event.t,
			existing: event.existing,
			entered,
			closed: undefined,
			grab: "none",
			grabSince: undefined,
			revoked: false,
			delivered: undefined,
			withheld: undefined,
			dropped: undefined,
			filtered: undefined,
			injected: undefined,
			polls: undefined,
			writes: undefined,
			bytes: undefined,
			pans: undefined,
			faults: undefined,
			shown: undefined,
			kept: undefined,
			final: false,
			deliveredRate: 0,
			withheldRate: 0,
			updateRate: 0,
			shownRate: 0,
			keptRate: 0,
		});
	}
}
