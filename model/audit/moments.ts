import type { Event, Nanos } from "../../decoders/event.js";
import type { About } from "../about.js";

export const NOBODY: About = { persona: undefined, device: undefined, client: undefined };

/** An event with what it was about when it happened. */
export interface Moment extends About {
	readonly t: Nanos;
	/** Nothing stands for the end of the stream. */
	readonly event: Event | undefined;
}

/** The events that show a finding: some that led to it, the one at which it was seen, and some that followed. */
export interface Shown {
	readonly before: readonly Moment[];
	readonly at: Moment;
	readonly after: readonly Moment[];
}

const REMEMBERED = 256;
const BEFORE = 5;
const AFTER = 3;

const isOfSwitch = ({ kind }: Event): boolean => kind.startsWith("switch-") || kind === "loss" || kind === "active";

/** Counts say little about a moment, and what the audit itself said says nothing about it. */
const isTelling = ({ kind }: Event): boolean =>
	kind !== "delivery" && kind !== "update" && kind !== "read" && kind !== "finding" && !kind.startsWith("driver-");

const concerns = (moment: Moment, { persona, device, client }: About): boolean => {
	if (moment.event && isOfSwitch(moment.event)) return true;
	if (client !== undefined && moment.client !== undefined) return moment.client === client;
	if (device !== undefined && moment.device !== undefined) return moment.device === device;
	return persona !== undefined && moment.persona === persona;
};

interface Following {
	readonly about: About;
	readonly after: Moment[];
}

/** Remembers the latest events, for whoever finds something. */
export class Moments {
	#latest: Moment[] = [];
	#following: Following[] = [];

	take(moment: Moment): void {
		if (moment.event === undefined || !isTelling(moment.event)) return;
		for (const { about, after } of this.#following) if (concerns(moment, about)) after.push(moment);
		this.#following = this.#following.filter(({ after }) => after.length < AFTER);
		this.#latest.push(moment);
		if (this.#latest.length > 2 * REMEMBERED) this.#latest = this.#latest.slice(-REMEMBERED);
	}

	/** The event at which something was found has been taken, or is of a kind that is not remembered. */
	show(at: Moment, about: About): Shown {
		const before = this.#latest.filter((moment) => moment.event !== at.event && concerns(moment, about)).slice(-BEFORE);
		const after: Moment[] = [];
		this.#following.push({ about, after });
		return { before, at, after };
	}
}
