/** Who owned what from when to when, over a whole session. */
import type { Event, EventKind, Nanos } from "../decoders/event.js";
import { SwitchTally } from "./latency.js";
import { createModel, type Model, type ModelOptions } from "./model.js";
import { START, span } from "./nanos.js";
import { owner } from "./ownership.js";
import type { DeviceKey, Ownership, PersonaKey, State } from "./state.js";

/** A time without a change of owner. */
export interface Spell {
	readonly from: Nanos;
	readonly to: Nanos;
	readonly ownership: Ownership;
}

/** All spells of one persona on one device. */
export interface Share {
	readonly device: DeviceKey;
	readonly persona: PersonaKey;
	readonly by: string;
	readonly spells: number;
	readonly owned: Nanos;
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

/** Of each device, so many spells are kept; the rest is in the shares alone. */
const MOST = 4000;

const same = (one: Ownership, other: Ownership): boolean => {
	if (one.is === "owned") return other.is === "owned" && one.persona === other.persona && one.by === other.by;
	if (one.is === "shared") return other.is === "shared" && one.personas.join() === other.personas.join();
	return one.is === other.is;
};

/** The one device whose owner it can change; nothing where that may be any. */
const concerning = ({ clients }: State, event: Event): readonly DeviceKey[] | undefined => {
	if (event.kind === "request") return [`${event.class}/${event.name}` as DeviceKey];
	if (event.kind !== "opened" && event.kind !== "closed" && event.kind !== "grab") return undefined;
	const device = clients.get(event.client)?.device;
	return device === undefined ? undefined : [device];
};

interface Running {
	readonly since: Nanos;
	readonly ownership: Ownership;
}

export class Tenures {
	readonly #model: Model;
	readonly #running = new Map<DeviceKey, Running>();
	readonly #spells = new Map<DeviceKey, Spell[]>();
	readonly #shares = new Map<string, Share>();
	#active: { readonly persona: PersonaKey; readonly since: Nanos } | undefined;
	#turns: { readonly persona: PersonaKey; readonly from: Nanos; readonly to: Nanos }[] = [];
	#began = START;
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

	apply(events: readonly Event[]): void {
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
		const all = new Map(this.#shares);
		for (const [device, { since, ownership }] of this.#running)
			addShare(all, device, ownership, span(since, this.state.now));
		return [...all.values()];
	}

	#forget(): void {
		this.past = new SwitchTally();
		this.#running.clear();
		this.#spells.clear();
		this.#shares.clear();
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
		const concerned = concerning(state, event);
		for (const key of concerned ?? state.devices.keys()) this.#lookAt(key, t, owner(state, key));
		const { active } = state;
		if (active === undefined || active.persona === this.#active?.persona) return;
		if (this.#active && this.#turns.length < MOST)
			this.#turns.push({ persona: this.#active.persona, from: this.#active.since, to: t });
		this.#active = { persona: active.persona, since: t };
	}

	#lookAt(device: DeviceKey, t: Nanos, ownership: Ownership): void {
		const running = this.#running.get(device);
		if (running && same(running.ownership, ownership)) return;
		this.#running.set(device, { since: t, ownership });
		if (!running || running.since === t) return;
		addShare(this.#shares, device, running.ownership, span(running.since, t));
		const spells = this.#spells.get(device) ?? [];
		this.#spells.set(device, spells);
		if (spells.length >= MOST) this.forgotten++;
		else spells.push({ from: running.since, to: t, ownership: running.ownership });
	}
}

const addShare = (shares: Map<string, Share>, device: DeviceKey, ownership: Ownership, owned: Nanos): void => {
	if (ownership.is !== "owned") return;
	const { persona, by } = ownership;
	const key = `${device} ${persona} ${by}`;
	const before = shares.get(key) ?? { device, persona, by, spells: 0, owned: START };
	shares.set(key, { ...before, spells: before.spells + 1, owned: (before.owned + owned) as Nanos });
};
