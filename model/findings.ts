import { type ClientId, type Finding, NO_CLIENT, NO_DEVICE, NO_NAME } from "../decoders/event.js";
import type { FindingDraft } from "./draft.js";
import type { DeviceKey, FindingSeen, PersonaKey, Severity, State } from "./state.js";

/** Whoever breaks rules without end must not fill the memory: those found first are kept. */
const MOST = 1000;

/** Whom and what a finding is about. */
export interface FindingAbout {
	readonly persona: PersonaKey | undefined;
	readonly device: DeviceKey | undefined;
}

/** What is the same but for its numbers happened again. */
export const sameness = (what: string): string => what.replaceAll(/\d+/g, "#");

const keyOf = ({ rule, client, process, what }: Finding, { persona, device }: FindingAbout): string =>
	[rule, persona, client === NO_CLIENT ? `pid ${process.pid}` : `client ${client}`, device, sameness(what)].join(" ");

export const namesDevice = ({ device, name }: Finding): boolean => device !== NO_DEVICE || name !== NO_NAME;

export const clientOf = ({ client }: Finding): ClientId | undefined => (client === NO_CLIENT ? undefined : client);

/** How many there are, those of earlier sessions of the stream among them. */
export const violations = ({ earlier, findings }: Pick<State, "earlier" | "findings">): number =>
	earlier.violations + [...findings.values()].filter(({ severity }) => severity === "violation").length;

export class Findings {
	readonly known = new Map<string, FindingDraft>();
	forgotten = 0;

	/** Repeats are counted in their finding, and of no news to the log. */
	found(event: Finding, about: FindingAbout): Severity | undefined {
		const key = keyOf(event, about);
		const before = this.known.get(key);
		if (before) {
			before.latest = event.t;
			// Told by a recording and found again by whoever reads it, it is one and the same.
			before.count = Math.max(before.count, event.count);
			before.what = event.what;
			return undefined;
		}
		if (this.known.size >= MOST) {
			this.forgotten++;
			return undefined;
		}
		this.known.set(key, seen(key, event, about));
		return event.severity === "violation" ? "problem" : "notice";
	}
}

const seen = (key: string, event: Finding, about: FindingAbout): FindingSeen => ({
	key,
	rule: event.rule,
	severity: event.severity,
	...about,
	client: clientOf(event),
	process: event.process.pid === 0 ? undefined : event.process,
	since: event.since,
	latest: event.t,
	count: event.count,
	what: event.what,
});
