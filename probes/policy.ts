/**
 * Which persona is active, on a kernel that has no such thing: what a policy makes of what the stream tells. A change is told as a switch,
 * in the stream itself, so that whoever reads it needs no policy of its own.
 *
 * - master: whose process is the master of a display. From when one lets go until another has it is the switch.
 * - terminal: whose virtual terminal is in the foreground. From when it is asked to let go until another is seen is the switch.
 * - session: whose process leads logind's session in the foreground of seat0. It is looked at now and then (seat.ts): somewhere between two
 *   looks that differ it changed, and that is the switch. Where that is nobody, or nobody who was told of, it is not known who is active.
 * - named: the persona that has this name or container, or whose init has this PID; as long as it is there.
 * - none: nobody is said to be active.
 *
 * A switch's first frame and first input are when a tally first tells of some, up to 200 ms late.
 */
import {
	type Claim,
	type Claimed,
	type ClientId,
	type DriverBegan,
	type Event,
	type First,
	type Inum,
	type Name,
	type Nanos,
	NO_PERSONA,
	NO_PROCESS,
	type Process,
	ROOT_INUM,
	type SwitchId,
	type SwitchReason,
} from "../decoders/event.js";
import { nameFromText } from "../decoders/names.js";

export type Policy =
	| { readonly is: "master" | "terminal" | "session" }
	| { readonly is: "named"; readonly name: string }
	| { readonly is: "none" };

/** As on the command line: "master", "vt", "logind", "none", or else a name. */
export const policyOf = (text: string): Policy => {
	if (text === "vt") return { is: "terminal" };
	if (text === "logind") return { is: "session" };
	return text === "master" || text === "none" ? { is: text } : { is: "named", name: text };
};

/** The role that makes a persona active, and which part of a switch it is to let go of it. */
interface Role {
	readonly what: Claimed;
	readonly reason: SwitchReason;
	readonly part: Name;
	/** It takes no time that is seen, or else until another has it: whoever is asked may have to tidy up. */
	readonly atOnce: boolean;
}

const ROLES = {
	master: { what: "master", reason: "master", part: nameFromText("display"), atOnce: true },
	terminal: { what: "foreground", reason: "terminal", part: nameFromText("terminal"), atOnce: false },
} as const satisfies Readonly<Record<string, Role>>;

/** What the probes counted is told so late (ns) at most. */
export const COUNTED_WITHIN = 250e6;

const LOGIND = nameFromText("logind");

interface Leaving {
	readonly switch: SwitchId;
	/** What is still to end of letting go. */
	readonly rest: Omit<DriverBegan, "kind" | "t"> | undefined;
}

export class ActivityPolicy {
	readonly #policy: Policy;
	readonly #role: Role | undefined;
	#active: Inum | undefined;
	#switches = 0;
	/** A switch whose end is still to come: whoever had the role lets go. */
	#leaving: Leaving | undefined;
	/** Through which the role is held. */
	#holder: ClientId | undefined;
	/** A switch that was seen between two looks, and has not ended. */
	#seen: SwitchId | undefined;
	readonly #personas = new Set<Inum>([ROOT_INUM]);
	/** It leads the session in the foreground, and has not been told of. */
	#stranger: Inum | undefined;
	/** It was not known who is active: what was counted then must have been told before somebody is said to be again. */
	#doubtful = false;
	#returning: { readonly to: Inum; readonly since: Nanos } | undefined;
	/** What the new active persona has not done yet, since its switch. */
	#awaited: { readonly switch: SwitchId; readonly what: Set<First> } | undefined;
	/** Of open clients: whose it is, and how much it was told to have done. */
	readonly #clients = new Map<ClientId, { readonly persona: Inum; frames: number; input: number }>();

	constructor(policy: Policy) {
		this.#policy = policy;
		this.#role = policy.is === "master" || policy.is === "terminal" ? ROLES[policy.is] : undefined;
	}

	/** The same, and what follows from it. */
	hear(events: readonly Event[]): readonly Event[] {
		if (this.#policy.is === "none") return events;
		return events.flatMap((event) => [...this.#returned(event.t), event, ...this.#after(event)]);
	}

	/** Since then, another may be active; nobody who is known, where `to` is nothing. Of the first that is seen, nobody knows since when it is. */
	leave(t: Nanos, to: Inum | undefined, process: Process): readonly Event[] {
		const before = this.end(t);
		const from = this.#active;
		this.#returning = undefined;
		this.#stranger = to === undefined || this.#personas.has(to) ? undefined : to;
		if (to === undefined || this.#stranger !== undefined) return [...before, ...this.lose(t)];
		if (from === undefined || from === to) return before;
		const id = this.#next();
		this.#seen = id;
		const part = { switch: id, driver: LOGIND, phase: "deactivate", persona: from } as const;
		return [...before, ...begin(t, id, to, from, process, from, "session"), { kind: "driver-began", t, ...part }];
	}

	/** By now it is. */
	arrive(t: Nanos, to: Inum | undefined): readonly Event[] {
		const from = this.#active;
		if (to === undefined || this.#stranger !== undefined) return [];
		if (from === undefined) return this.#return(t, to);
		const id = this.#seen;
		if (id === undefined) return [];
		this.#active = to;
		this.#awaited = { switch: id, what: new Set(["frame", "input"]) };
		return [
			{ kind: "driver-ended", t, switch: id, driver: LOGIND, phase: "deactivate", persona: from, errno: 0 },
			{ kind: "switch-flipped", t, switch: id, from, to },
		];
	}

	/** All that was counted before it was active has been told. */
	end(t: Nanos): readonly Event[] {
		const seen = this.#seen;
		this.#seen = undefined;
		const returned = this.#returned(t);
		return seen === undefined ? returned : [{ kind: "switch-ended", t, switch: seen, errno: 0 }, ...returned];
	}

	/** From here on it is not known who is active. */
	lose(t: Nanos): readonly Event[] {
		const was = this.#active;
		this.#active = undefined;
		this.#awaited = undefined;
		this.#doubtful = true;
		return was === undefined ? [] : [{ kind: "active", t, persona: NO_PERSONA, since: t }];
	}

	#return(t: Nanos, to: Inum): readonly Event[] {
		if (!this.#doubtful) return this.#change(t, to, NO_PROCESS, "session");
		this.#returning = { to, since: t };
		return [];
	}

	#returned(t: Nanos): readonly Event[] {
		if (this.#returning === undefined || t < this.#returning.since + COUNTED_WITHIN) return [];
		const { to, since } = this.#returning;
		this.#returning = undefined;
		this.#doubtful = false;
		this.#active = to;
		return [{ kind: "active", t, persona: to, since }];
	}

	#after(event: Event): readonly Event[] {
		switch (event.kind) {
			case "opened":
				this.#clients.set(event.client, { persona: event.persona, frames: 0, input: 0 });
				return [];
			case "update":
				return this.#did(event.client, event.t, "frame", event.writes + event.pans + event.faults);
			case "delivery":
				return this.#did(event.client, event.t, "input", event.delivered);
			case "closed":
				this.#clients.delete(event.client);
				return this.#role && event.client === this.#holder ? this.#letGo(this.#role, event.t, NO_PROCESS) : [];
			case "claim":
				return event.what === this.#role?.what && event.errno === 0 ? this.#claimed(this.#role, event) : [];
			case "persona-appeared":
				this.#personas.add(event.persona);
				if (event.persona === this.#stranger) {
					this.#stranger = undefined;
					return this.#return(event.t, event.persona);
				}
				return this.#isNamed(String(event.initPid)) ? this.#change(event.t, event.persona, NO_PROCESS, "request") : [];
			case "persona-gone":
				this.#personas.delete(event.persona);
				if (this.#returning?.to === event.persona) this.#returning = undefined;
				return [];
			case "persona-named":
				return this.#isNamed(event.name) ? this.#change(event.t, event.persona, NO_PROCESS, "request") : [];
			default:
				return [];
		}
	}

	#isNamed(name: string): boolean {
		return this.#policy.is === "named" && this.#policy.name === name;
	}

	#claimed(role: Role, { t, taken, client, persona, process }: Claim): readonly Event[] {
		if (!taken) return client === this.#holder ? this.#letGo(role, t, process) : [];
		this.#holder = client;
		return this.#change(t, persona, process, role.reason);
	}

	/** Who comes next is not known yet. */
	#letGo({ reason, part: driver, atOnce }: Role, t: Nanos, process: Process): readonly Event[] {
		this.#holder = undefined;
		const from = this.#active;
		if (from === undefined || this.#leaving !== undefined) return [];
		const id = this.#next();
		const part = { switch: id, driver, phase: "deactivate", persona: from } as const;
		this.#leaving = { switch: id, rest: atOnce ? undefined : part };
		return [
			...begin(t, id, NO_PERSONA, from, process, from, reason),
			{ kind: "driver-began", t, ...part },
			...(atOnce ? [{ kind: "driver-ended", t, ...part, errno: 0 } as const] : []),
		];
	}

	#change(t: Nanos, to: Inum, process: Process, reason: SwitchReason): readonly Event[] {
		const from = this.#active;
		const leaving = this.#leaving;
		this.#leaving = undefined;
		this.#active = to;
		if (from === undefined) return [{ kind: "active", t, persona: to, since: t }];
		// Whoever let go took it again; or another process of the same persona did.
		if (from === to && leaving === undefined) return [];
		const id = leaving?.switch ?? this.#next();
		this.#awaited = { switch: id, what: new Set(["frame", "input"]) };
		return [
			...(leaving === undefined ? begin(t, id, to, from, process, to, reason) : []),
			...(leaving?.rest ? [{ kind: "driver-ended", t, ...leaving.rest, errno: 0 } as const] : []),
			{ kind: "switch-flipped", t, switch: id, from, to },
			{ kind: "switch-ended", t, switch: id, errno: 0 },
		];
	}

	#did(id: ClientId, t: Nanos, what: First, count: number): readonly Event[] {
		const client = this.#clients.get(id);
		if (client === undefined) return [];
		const before = what === "frame" ? client.frames : client.input;
		if (what === "frame") client.frames = count;
		else client.input = count;
		if (count <= before || client.persona !== this.#active || !this.#awaited?.what.delete(what)) return [];
		return [{ kind: "switch-first", t, switch: this.#awaited.switch, what, persona: client.persona }];
	}

	#next(): SwitchId {
		return ++this.#switches as SwitchId;
	}
}

const begin = (
	t: Nanos,
	id: SwitchId,
	to: Inum,
	from: Inum,
	process: Process,
	askerPersona: Inum,
	reason: SwitchReason,
): readonly Event[] => [
	{ kind: "switch-requested", t, switch: id, to, reason, process, askerPersona },
	{ kind: "switch-locked", t, switch: id, from },
];
