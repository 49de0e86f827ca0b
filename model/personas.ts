import {
	type Entered,
	type Inum,
	type Name,
	type NameSource,
	type Nanos,
	NO_NAME,
	type Opened,
	type PersonaAppeared,
	type PersonaGone,
	type PersonaNamed,
	type Pid,
	ROOT_INIT_PID,
	ROOT_INUM,
} from "../decoders/event.js";
import type { PersonaDraft } from "./draft.js";
import type { Inconsistencies } from "./inconsistencies.js";
import { START } from "./nanos.js";
import { Retirement } from "./retirement.js";
import type { Persona, PersonaKey, Severity, State } from "./state.js";

/** Those that are gone, or were never told of, beyond what is still referred to. */
const ENDED_KEPT = 64;

/** Of each persona, the latest processes that came from outside. */
const ENTERED_KEPT = 256;

const keyOf = (inum: Inum, turn: number): PersonaKey => `${inum}#${turn}` as PersonaKey;

export const ROOT_KEY: PersonaKey = keyOf(ROOT_INUM, 1);

const setName = (names: PersonaDraft["names"], source: NameSource, name: Name): void => {
	if (name === NO_NAME) names.delete(source);
	else names.set(source, name);
};

/** Whether an appearance tells again of the persona that has the number, rather than of the next one to have it. */
const isToldAgain = (holder: PersonaDraft, event: PersonaAppeared): boolean => {
	if (holder.inum === ROOT_INUM) return true;
	if (holder.unseen && holder.gone === undefined) return event.existing;
	const isSame = holder.initPid === event.initPid && holder.parent === event.parent;
	// A state dump can tell of one that is just ending.
	return isSame && (holder.gone === undefined || event.existing);
};

export class Personas {
	readonly known = new Map<PersonaKey, PersonaDraft>();
	forgotten = 0;
	/** The latest to have each number. The kernel gives the lowest free number, so there are few. */
	readonly #latest = new Map<Inum, PersonaDraft>();
	readonly #inconsistencies: Inconsistencies;
	readonly #retirement = new Retirement(this.known, ({ gone, unseen }) => gone !== undefined || unseen, ENDED_KEPT);

	/** Processes from outside, by persona, in the order in which they were told. */
	readonly #entered = new Map<PersonaKey, Set<Pid>>();

	constructor(inconsistencies: Inconsistencies) {
		this.#inconsistencies = inconsistencies;
		const root = this.#add(ROOT_INUM, START);
		root.parent = ROOT_INUM;
		root.level = 0;
		root.initPid = ROOT_INIT_PID;
		root.existing = true;
		root.unseen = false;
	}

	/** Whom a number means now: its latest holder, even one that is gone, as what outlives it is told after its end. */
	at(inum: Inum, t: Nanos): PersonaKey {
		return this.#holder(inum, t).key;
	}

	latest(inum: Inum): PersonaKey | undefined {
		return this.#latest.get(inum)?.key;
	}

	appeared(event: PersonaAppeared): Severity | undefined {
		const holder = this.#latest.get(event.persona);
		if (holder && isToldAgain(holder, event)) {
			this.#fill(holder, event);
			return undefined;
		}
		this.#succeed(holder, event);
		return event.existing ? undefined : "info";
	}

	gone(event: PersonaGone, active: PersonaKey | undefined): Severity | undefined {
		const persona = this.#holder(event.persona, event.t);
		if (persona.gone !== undefined || persona.key === ROOT_KEY) return undefined;
		this.#end(persona, event.t);
		return persona.key === active ? "notice" : "info";
	}

	named(event: PersonaNamed): Severity | undefined {
		const { names } = this.#holder(event.persona, event.t);
		const before = names.get(event.source);
		setName(names, event.source, event.name);
		return before === names.get(event.source) || event.source === "cgroup" ? undefined : "info";
	}

	entered(event: Entered): Severity {
		const { key } = this.#holder(event.persona, event.t);
		const pids = this.#entered.get(key) ?? new Set<Pid>();
		this.#entered.set(key, pids.add(event.process.pid));
		const [oldest] = pids;
		if (pids.size > ENTERED_KEPT && oldest !== undefined) pids.delete(oldest);
		return "info";
	}

	/** Whether who opened came from outside; `undefined` where nobody said. PIDs are used again: ask when it opens. */
	entry(persona: PersonaKey, { origin, process }: Opened): boolean | undefined {
		if (origin !== "unknown") return origin === "outside";
		return this.#entered.get(persona)?.has(process.pid) || undefined;
	}

	get forgetDue(): boolean {
		return this.#retirement.due;
	}

	forget(referred: ReadonlySet<PersonaKey | undefined>): void {
		this.forgotten += this.#retirement.forget(referred).length;
	}

	#holder(inum: Inum, t: Nanos): PersonaDraft {
		const holder = this.#latest.get(inum);
		if (holder && this.known.has(holder.key)) return holder;
		this.#inconsistencies.found("unknown-persona");
		this.#retirement.more();
		return this.#add(inum, t);
	}

	#fill(persona: PersonaDraft, event: PersonaAppeared): void {
		persona.parent = event.parent;
		persona.level = event.level;
		persona.initPid = event.initPid;
		persona.unseen = false;
		if (!event.existing && persona.existing && persona.key !== ROOT_KEY) {
			persona.existing = false;
			persona.appeared = event.t;
		}
		setName(persona.names, "comm", event.comm);
	}

	#succeed(holder: PersonaDraft | undefined, event: PersonaAppeared): void {
		if (holder && holder.gone === undefined) {
			this.#inconsistencies.found("missed-end");
			this.#end(holder, event.t);
		}
		const persona = this.#add(event.persona, event.t);
		persona.existing = event.existing;
		this.#fill(persona, event);
	}

	#end(persona: PersonaDraft, t: Nanos): void {
		persona.gone = t;
		this.#entered.delete(persona.key);
		if (!persona.unseen) this.#retirement.more();
	}

	/** A persona of which nothing but the number is known. */
	#add(inum: Inum, t: Nanos): PersonaDraft {
		const turn = (this.#latest.get(inum)?.turn ?? 0) + 1;
		const persona: PersonaDraft = {
			key: keyOf(inum, turn),
			inum,
			turn,
			parent: undefined,
			level: undefined,
			initPid: undefined,
			names: new Map(),
			appeared: t,
			existing: true,
			unseen: true,
			gone: undefined,
		};
		this.known.set(persona.key, persona);
		this.#latest.set(inum, persona);
		return persona;
	}
}

/** Of those that were there before the probes nobody saw the beginning: their inits' PIDs tell it, until PIDs begin anew. */
const byAppearance = (a: Persona, b: Persona): number =>
	Number(b.key === ROOT_KEY) - Number(a.key === ROOT_KEY) ||
	Number(b.existing) - Number(a.existing) ||
	(a.existing
		? (a.initPid ?? Number.POSITIVE_INFINITY) - (b.initPid ?? Number.POSITIVE_INFINITY)
		: a.appeared - b.appeared) ||
	a.inum - b.inum ||
	a.turn - b.turn;

/**
 * Root, then all others in the order in which they appeared. That of the map is the order in which something was first
 * told of them, which is whoever did something first while the probes were being attached.
 */
export const inOrder = ({ personas }: Pick<State, "personas">): readonly Persona[] =>
	[...personas.values()].sort(byAppearance);

/** Whom a number means at this instant, as the events that come next will mean it. */
export const personaOf = ({ personas }: State, inum: Inum): Persona | undefined => {
	let latest: Persona | undefined;
	for (const persona of personas.values())
		if (persona.inum === inum && persona.turn > (latest?.turn ?? 0)) latest = persona;
	return latest;
};
