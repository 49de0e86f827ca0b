/**
 * Which persona is active, on a kernel that has no such thing: what a policy makes of what the stream tells. A change is told as a switch,
 * in the stream itself, so that whoever reads it needs no policy of its own.
 *
 * - master: whose process is the master of a display. From when one lets go until another has it is the switch; its first frame and
 *   its first input are when a tally first tells of some, up to 200 ms late.
 * - named: the persona that has this name or container, or whose init has this PID; as long as it is there.
 * - none: nobody is said to be active.
 */
import {
	type Claim,
	type ClientId,
	type Event,
	type First,
	type Inum,
	type Nanos,
	NO_PERSONA,
	NO_PROCESS,
	type Process,
	type SwitchId,
	type SwitchReason,
} from "../decoders/event.js";
import { nameFromText } from "../decoders/names.js";

export type Policy =
	| { readonly is: "master" }
	| { readonly is: "named"; readonly name: string }
	| { readonly is: "none" };

/** As on the command line: "master", "none", or else a name. */
export const policyOf = (text: string): Policy =>
	text === "master" || text === "none" ? { is: text } : { is: "named", name: text };

const DISPLAY = nameFromText("display");

export class ActivityPolicy {
	readonly #policy: Policy;
	#active: Inum | undefined;
	#switches = 0;
	/** A switch whose end is still to come: the master has let go. */
	#leaving: SwitchId | undefined;
	#master: ClientId | undefined;
	/** What the new active persona has not done yet, since its switch. */
	#awaited: { readonly switch: SwitchId; readonly what: Set<First> } | undefined;
	/** Of open clients: whose it is, and how much it was told to have done. */
	readonly #clients = new Map<ClientId, { readonly persona: Inum; frames: number; input: number }>();

	constructor(policy: Policy) {
		this.#policy = policy;
	}

	/** The same, and what follows from it. */
	hear(events: readonly Event[]): readonly Event[] {
		if (this.#policy.is === "none") return events;
		return events.flatMap((event) => [event, ...this.#after(event)]);
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
				return event.client === this.#master ? this.#letGo(event.t, NO_PROCESS) : [];
			case "claim":
				return this.#policy.is === "master" && event.what === "master" && event.errno === 0 ? this.#claimed(event) : [];
			case "persona-appeared":
				return this.#isNamed(String(event.initPid)) ? this.#change(event.t, event.persona, NO_PROCESS, "request") : [];
			case "persona-named":
				return this.#isNamed(event.name) ? this.#change(event.t, event.persona, NO_PROCESS, "request") : [];
			default:
				return [];
		}
	}

	#isNamed(name: string): boolean {
		return this.#policy.is === "named" && this.#policy.name === name;
	}

	#claimed({ t, taken, client, persona, process }: Claim): readonly Event[] {
		if (!taken) return client === this.#master ? this.#letGo(t, process) : [];
		this.#master = client;
		return this.#change(t, persona, process, "master");
	}

	/** Who comes next is not known yet. */
	#letGo(t: Nanos, process: Process): readonly Event[] {
		this.#master = undefined;
		const from = this.#active;
		if (from === undefined || this.#leaving !== undefined) return [];
		this.#leaving = this.#next();
		const part = { t, switch: this.#leaving, driver: DISPLAY, phase: "deactivate", persona: from } as const;
		return [
			...begin(t, this.#leaving, NO_PERSONA, from, process, from, "master"),
			{ kind: "driver-began", ...part },
			{ kind: "driver-ended", ...part, errno: 0 },
		];
	}

	#change(t: Nanos, to: Inum, process: Process, reason: SwitchReason): readonly Event[] {
		const from = this.#active;
		const leaving = this.#leaving;
		this.#leaving = undefined;
		this.#active = to;
		if (from === undefined) return [{ kind: "active", t, persona: to, since: t }];
		// Its master let go, and took it again; or another of its processes did.
		if (from === to && leaving === undefined) return [];
		const id = leaving ?? this.#next();
		this.#awaited = { switch: id, what: new Set(["frame", "input"]) };
		return [
			...(leaving === undefined ? begin(t, id, to, from, process, to, reason) : []),
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
