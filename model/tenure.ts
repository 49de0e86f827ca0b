/** Who owned what from when to when, over a whole session. */
import type { DeliveryRun, Event, EventKind, Nanos } from "../decoders/event.js";
import { SwitchTally } from "./latency.js";
import { createModel, type Model, type ModelOptions } from "./model.js";
import { START, span } from "./nanos.js";
import { owner } from "./ownership.js";
import { type Share, Shares } from "./shares.js";
import type { DeviceKey, Ownership, PersonaKey, State } from "./state.js";

/** A time without a change of owner. */
export interface Spell {
	readonly from: Nanos;
	readonly to: Nanos;
	readonly ownership: Ownership;
}

/** What can change an owner. Counts can't, and are nearly all that there is of a long recording. */
const CHANGES: ReadonlySet<EventKind> = new Set<EventKind>([
	"session",
	"probe",
	"ready",
	"persona-gone",
	"device-appeared",
	"device-gone",
	"device-declared",
	"active",
	"switch-locked",
	"switch-flipped",
	"opened",
	"closed",
	"grab",
	"claim",
	"request",
]);

/** Of these, what can change an owner only where it made another persona active. */
const TURNS: ReadonlySet<EventKind> = new Set<EventKind>(["active", "switch-locked", "switch-flipped"]);

/** Of each device, so many spells are kept; the rest is in the shares alone. */
const MOST = 4000;

const same = (one: Ownership, other: Ownership): boolean => {
	if (one.is === "owned") return other.is === "owned" && one.persona === other.persona && one.by === other.by;
	if (one.is === "shared") return other.is === "shared" && one.personas.join() === other.personas.join();
	return one.is === other.is;
};

/** Of these, what can change the owner of no device but its own. */
const OF_ONE: ReadonlySet<EventKind> = new Set<EventKind>(["request", "opened", "closed", "grab"]);

interface Running {
	readonly since: Nanos;
	readonly ownership: Ownership;
}

export class Tenures {
	readonly #model: Model;
	readonly #running = new Map<DeviceKey, Running>();
	readonly #spells = new Map<DeviceKey, Spell[]>();
	#shares = new Shares();
	#active: { readonly persona: PersonaKey; readonly since: Nanos } | undefined;
	#turns: { readonly persona: PersonaKey; readonly from: Nanos; readonly to: Nanos }[] = [];
	#began = START;
	/** Devices that there had been when all were looked at. */
	#looked = 0;
	/** Spells that are not kept. */
	forgotten = 0;

	/** Switches of the session that are not known any more. */
	past = new SwitchTally();

	/** Applies events to a model of its own, and watches. */
	constructor(options: Omit<ModelOptions, "passed"> = {}) {
		this.#model = createModel({
			...options,
			passed: (one) => this.past.add(one),
			after: (event) => this.#after(event),
		});
	}

	get state(): State {
		return this.#model.state;
	}

	/** When the state was whole: from then on they are told. */
	get began(): Nanos {
		return this.#began;
	}

	apply(events: readonly (Event | DeliveryRun)[]): void {
		this.#model.apply(events);
	}

	/** Of each device, with the one that runs now. */
	get spells(): ReadonlyMap<DeviceKey, readonly Spell[]> {
		const { now } = this.state;
		return new Map(
			Array.from(this.#running, ([device, { since, ownership }]) => [
				device,
				[...(this.#spells.get(device) ?? []), { from: since, to: now, ownership }],
			]),
		);
	}

	/** Who was active, one after the other. */
	get turns(): readonly { readonly persona: PersonaKey; readonly from: Nanos; readonly to: Nanos }[] {
		if (!this.#active) return this.#turns;
		return [...this.#turns, { persona: this.#active.persona, from: this.#active.since, to: this.state.now }];
	}

	get shares(): readonly Share[] {
		const all = this.#shares.copy();
		for (const [device, { since, ownership }] of this.#running) all.add(device, ownership, span(since, this.state.now));
		return all.list;
	}

	#forget(): void {
		this.past = new SwitchTally();
		this.#running.clear();
		this.#spells.clear();
		this.#shares = new Shares();
		this.#turns = [];
		this.#active = undefined;
		this.forgotten = 0;
	}

	#after(event: Event): void {
		if (!CHANGES.has(event.kind)) return;
		if (event.kind === "session") this.#forget();
		if (event.kind === "ready" && this.#running.size === 0) this.#began = event.t;
		if (this.state.ready) this.#look(event);
	}

	#look(event: Event): void {
		const { state } = this;
		const { t } = event;
		if (TURNS.has(event.kind) && this.#isOld()) return;
		const concerned = OF_ONE.has(event.kind) ? this.#model.about(event).device : undefined;
		if (concerned === undefined) this.#lookAtAll(t);
		else this.#lookAt(concerned, t, owner(state, concerned));
		const { active } = state;
		if (active?.persona === this.#active?.persona) return;
		if (this.#active && this.#turns.length < MOST)
			this.#turns.push({ persona: this.#active.persona, from: this.#active.since, to: t });
		this.#active = active && { persona: active.persona, since: t };
	}

	/** Since all devices were looked at, nobody else became active, and no device came. */
	#isOld(): boolean {
		const { active, devices, devicesForgotten } = this.state;
		return active?.persona === this.#active?.persona && devices.size + devicesForgotten === this.#looked;
	}

	#lookAtAll(t: Nanos): void {
		const { state } = this;
		for (const key of state.devices.keys()) this.#lookAt(key, t, owner(state, key));
		this.#looked = state.devices.size + state.devicesForgotten;
	}

	#lookAt(device: DeviceKey, t: Nanos, ownership: Ownership): void {
		const running = this.#running.get(device);
		if (running && same(running.ownership, ownership)) return;
		this.#running.set(device, { since: t, ownership });
		if (!running || running.since === t) return;
		this.#shares.add(device, running.ownership, span(running.since, t));
		const spells = this.#spells.get(device) ?? [];
		this.#spells.set(device, spells);
		if (spells.length >= MOST) this.forgotten++;
		else spells.push({ from: running.since, to: t, ownership: running.ownership });
	}
}
