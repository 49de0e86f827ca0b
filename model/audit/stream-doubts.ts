import type { Capability, Event, Nanos, Probe } from "../../decoders/event.js";
import { hasStopped, STATE_WORDS } from "../evidence.js";
import type { Inconsistency, State } from "../state.js";
import { type Doubt, doubt, type Scene } from "./rule.js";

interface Open {
	readonly reason: string;
	readonly since: Nanos;
}

const INCONSISTENT: Readonly<Record<Inconsistency, string>> = {
	"unknown-client": "something was told of a client whose opening was not",
	"unknown-persona": "a persona was named before anybody could identify it",
	"unknown-switch": "something was told of a switch whose request was not",
	"count-backwards": "a count went backwards",
	"missed-end": "a number was taken before its holder's end was told",
	"missed-flip": "another persona was active than the last switch had made active",
	"missed-piece": "a switch went on without all of its pieces",
};

/** What the stream says of itself that casts a doubt on every rule, and which capability was watched when. */
export class StreamDoubts {
	readonly #closed: Doubt[] = [];
	/** Losses, and lines that were not understood, after which it is not known yet who is active. */
	#lost: Open[] = [];
	readonly #inconsistencies = new Map<Inconsistency, number>();
	readonly #probes = new Map<string, Probe>();
	/** Since when each capability is not watched, for a reason. */
	readonly #unwatched = new Map<Capability, Open>();
	readonly #gaps = new Map<Capability, Doubt[]>();

	take(event: Event, scene: Scene): void {
		const { t } = event;
		if (event.kind === "probe") this.#probe(event, scene);
		if (event.kind === "loss") this.#lost.push({ reason: `something was lost: ${event.reason}`, since: event.since });
		if (event.kind === "reject") this.#lost.push({ reason: `something was not understood: ${event.reason}`, since: t });
		this.#closeLosses(t, scene);
		this.#compare(t, scene.state);
	}

	/** Of every rule, at the end of the stream. */
	general({ state }: Scene): readonly Doubt[] {
		const { now } = state;
		const open = this.#lost.map(({ reason, since }) => doubt(reason, { since, until: now }));
		const unknown = [...state.personas.values()].filter(({ unseen }) => unseen).map(({ key }) => key);
		return [
			...(!state.ready
				? [doubt("what existed before the probes was not told to its end", { since: 0 as Nanos, until: now })]
				: []),
			...this.#closed,
			...open,
			...(unknown.length > 0
				? [doubt("a persona could not be identified", { since: 0 as Nanos, until: now }, { personas: unknown })]
				: []),
		];
	}

	/** Of a rule that needs these, likewise. */
	missing(needs: readonly Capability[], now: Nanos): readonly Doubt[] {
		return needs.flatMap((capability) => {
			const open = this.#unwatched.get(capability);
			const never = ![...this.#probes.values()].some(({ gives }) => gives.includes(capability));
			return [
				...(this.#gaps.get(capability) ?? []),
				...(open ? [doubt(open.reason, { since: open.since, until: now })] : []),
				...(never ? [doubt(`no probe gives ${capability}`, { since: 0 as Nanos, until: now })] : []),
			];
		});
	}

	#closeLosses(t: Nanos, { course }: Scene): void {
		if (this.#lost.length === 0 || course.active === undefined) return;
		for (const { reason, since } of this.#lost) this.#closed.push(doubt(reason, { since, until: t }));
		this.#lost = [];
	}

	/** The model counts what does not fit. */
	#compare(t: Nanos, { inconsistencies }: State): void {
		for (const [what, times] of inconsistencies) {
			if (times <= (this.#inconsistencies.get(what) ?? 0)) continue;
			this.#inconsistencies.set(what, times);
			this.#closed.push(doubt(INCONSISTENT[what], { since: t, until: t }));
		}
	}

	#probe(event: Probe, { state }: Scene): void {
		this.#probes.set(event.probe, event);
		for (const capability of event.gives) this.#settle(capability, event, state.ready);
	}

	/**
	 * Whether a capability is watched, now that one of its probes came to be in another state. Which are missing is told before the others are
	 * attached: what is watched by the time that the state is whole was watched all the time.
	 */
	#settle(capability: Capability, { t, probe, state, reason }: Probe, ready: boolean): void {
		const able = [...this.#probes.values()].filter(({ gives }) => gives.includes(capability));
		const open = this.#unwatched.get(capability);
		if (able.some(isWatching)) {
			this.#unwatched.delete(capability);
			if (open === undefined || !ready) return;
			const gap = doubt(open.reason, { since: open.since, until: t });
			this.#gaps.set(capability, [...(this.#gaps.get(capability) ?? []), gap]);
		} else if (open === undefined) {
			const why = `${probe} is ${STATE_WORDS[state]}${reason === "" ? "" : `: ${reason}`}`;
			this.#unwatched.set(capability, { reason: `${capability} was not watched (${why})`, since: t });
		}
	}
}

/** Ended without a reason it was told to, which is how a session ends. */
const isWatching = (probe: Probe): boolean =>
	probe.state === "attached" || (probe.state === "ended" && !hasStopped(probe));
