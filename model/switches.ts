import type {
	DriverBegan,
	DriverEnded,
	Loss,
	SwitchEnded,
	SwitchFirst,
	SwitchFlipped,
	SwitchId,
	SwitchLocked,
	SwitchRequested,
} from "../decoders/event.js";
import type { ShareDraft, SwitchDraft } from "./draft.js";
import type { Inconsistencies } from "./inconsistencies.js";
import { span } from "./nanos.js";
import type { PersonaKey, Severity, Switch } from "./state.js";
import { lacksPieces, settle } from "./switch-figures.js";

const bare = (id: SwitchId): SwitchDraft => ({
	id,
	reason: undefined,
	process: undefined,
	asker: undefined,
	from: undefined,
	to: undefined,
	requested: undefined,
	locked: undefined,
	flipped: undefined,
	ended: undefined,
	outcome: "running",
	errno: 0,
	drivers: [],
	total: undefined,
	lockWait: undefined,
	remainder: undefined,
	firsts: new Map(),
	torn: false,
	lossy: false,
	early: false,
});

/** The driver's phase that an event belongs to: the first that still lacks this end of it. */
const shareOf = (
	{ drivers }: SwitchDraft,
	{ driver, phase }: DriverBegan | DriverEnded,
	lacking: "began" | "ended",
): ShareDraft => {
	const found = drivers.find(
		(share) => share.driver === driver && share.phase === phase && share[lacking] === undefined,
	);
	if (found) return found;
	const made = { driver, phase, began: undefined, ended: undefined, took: undefined, errno: 0 };
	drivers.push(made);
	return made;
};

export class Switches {
	/** In the order in which they were first told of. */
	readonly known: SwitchDraft[] = [];
	forgotten = 0;
	readonly #byId = new Map<SwitchId, SwitchDraft>();
	readonly #running = new Set<SwitchDraft>();
	readonly #inconsistencies: Inconsistencies;
	readonly #limit: number;
	readonly #passed: (one: Switch) => void;
	#lastForgotten = 0;
	#lastFlipped: SwitchDraft | undefined;

	/** `passed` takes those that are forgotten. */
	constructor(inconsistencies: Inconsistencies, limit: number, passed: (one: Switch) => void) {
		this.#passed = passed;
		this.#inconsistencies = inconsistencies;
		this.#limit = limit;
	}

	find(id: SwitchId): SwitchDraft | undefined {
		return this.#byId.get(id);
	}

	requested(event: SwitchRequested, to: PersonaKey | undefined, asker: PersonaKey): Severity | undefined {
		const one = this.#byId.get(event.switch) ?? this.#add(event.switch);
		if (!one) return undefined;
		one.requested = event.t;
		one.reason = event.reason;
		one.process = event.process;
		one.asker = asker;
		one.to = to;
		settle(one);
		return "info";
	}

	locked(event: SwitchLocked, from: PersonaKey): undefined {
		const one = this.#findOrAdd(event.switch);
		if (!one) return;
		one.locked = event.t;
		one.from = from;
		settle(one);
		this.#giveUpOthers(one);
	}

	driverBegan(event: DriverBegan): undefined {
		const one = this.#findOrAdd(event.switch);
		if (!one) return;
		shareOf(one, event, "began").began = event.t;
		settle(one);
	}

	driverEnded(event: DriverEnded): Severity | undefined {
		const one = this.#findOrAdd(event.switch);
		if (!one) return undefined;
		const share = shareOf(one, event, "ended");
		share.ended = event.t;
		share.errno = event.errno;
		settle(one);
		return event.errno === 0 ? undefined : "problem";
	}

	flipped(event: SwitchFlipped, from: PersonaKey, to: PersonaKey): undefined {
		const one = this.#findOrAdd(event.switch);
		if (!one) return;
		one.flipped = event.t;
		one.from = from;
		one.to = to;
		settle(one);
		this.#lastFlipped = one;
	}

	ended(event: SwitchEnded): Severity | undefined {
		const one = this.#findOrAdd(event.switch);
		if (!one) return undefined;
		one.ended = event.t;
		one.errno = event.errno;
		this.#running.delete(one);
		settle(one);
		if (lacksPieces(one) && !one.early && !one.lossy) this.#inconsistencies.found("missed-piece");
		if (one.outcome === "failed") return "problem";
		return one.outcome === "done" ? "notice" : "info";
	}

	/** A first belongs to its switch for as long as the persona it activated stays active. */
	first(event: SwitchFirst, persona: PersonaKey): Severity | undefined {
		const one = this.#lastFlipped;
		if (one?.id !== event.switch || one.to !== persona || one.flipped === undefined) return undefined;
		if (one.firsts.has(event.what) || event.t < one.flipped) return undefined;
		one.firsts.set(event.what, span(one.flipped, event.t));
		return "info";
	}

	/** What had not ended when something was lost may lack a driver without showing it. */
	lost({ since }: Loss): void {
		for (const one of this.known) {
			if (one.ended !== undefined && one.ended < since) continue;
			one.lossy = true;
			settle(one);
		}
	}

	/** Only one switch has the lock: another that had it has ended, and its end was not told. */
	#giveUpOthers(holder: SwitchDraft): void {
		for (const one of this.#running) {
			if (one === holder || one.locked === undefined) continue;
			this.#running.delete(one);
			one.outcome = "unknown";
			settle(one);
			if (!one.lossy) this.#inconsistencies.found("missed-piece");
		}
	}

	#findOrAdd(id: SwitchId): SwitchDraft | undefined {
		const found = this.#byId.get(id);
		if (found) return found;
		const isFirst = this.#byId.size === 0;
		const added = this.#add(id);
		if (!added) return undefined;
		added.early = isFirst;
		if (!isFirst) this.#inconsistencies.found("unknown-switch");
		return added;
	}

	/** Nothing, if it is told of a switch that was forgotten. */
	#add(id: SwitchId): SwitchDraft | undefined {
		if (id <= this.#lastForgotten) return undefined;
		const made = bare(id);
		this.known.push(made);
		this.#byId.set(id, made);
		this.#running.add(made);
		if (this.known.length > this.#limit) this.#forgetOldest();
		return made;
	}

	#forgetOldest(): void {
		const oldest = this.known.shift();
		if (!oldest) return;
		this.#passed(oldest);
		this.#byId.delete(oldest.id);
		this.#running.delete(oldest);
		this.#lastForgotten = Math.max(this.#lastForgotten, oldest.id);
		this.forgotten++;
	}
}
