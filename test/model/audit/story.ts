/** What an audit makes of events, for tests that say which rule must fire, and which must not. */
import { deviceNumber, type Event } from "../../../decoders/event.js";
import { createAudit } from "../../../model/audit/audit.js";
import type { Doubt } from "../../../model/audit/rule.js";
import { RULES } from "../../../model/audit/rules.js";
import type { RuleVerdict, Verdict } from "../../../model/audit/verdict.js";
import { at, BLUE, KEYBOARD, PERSONAS, PREAMBLE, RED, ROOT } from "../at.js";

export interface Judged {
	readonly verdict: Verdict;
	/** Who broke which rule: `rule client|pid times`. */
	readonly broken: readonly string[];
	readonly of: (rule: string) => RuleVerdict;
	readonly doubts: (rule: string) => readonly string[];
	/** The stream with what was found. */
	readonly stream: readonly Event[];
}

export const audit = (events: readonly Event[], options?: { readonly asked?: boolean }): Judged => {
	const made = createAudit(RULES, options);
	const stream = made.take(events);
	const { findings, outcome } = made.end();
	const of = (rule: string): RuleVerdict => {
		const found = outcome.rules.find((one) => one.rule === rule);
		if (!found) throw new Error(`no rule ${rule}`);
		return found;
	};
	const broken = outcome.rules
		.flatMap((one) => one.findings)
		.map(({ rule, subject, count }) => {
			const who = subject.client === undefined ? `pid ${subject.process?.pid ?? 0}` : `client ${subject.client}`;
			return `${rule} ${who} ${count}`;
		})
		.sort();
	const doubts = (rule: string) => of(rule).doubts.map(({ reason }: Doubt) => reason);
	return { verdict: outcome.verdict, broken, of, doubts, stream: [...stream, ...findings] };
};

/** A container called game and one called waydroid, on a stock kernel; nobody is active. */
export const STOCK: readonly Event[] = [
	at(0).session({ deviceNamespaces: false }),
	...PREAMBLE.slice(1, 2),
	at(0).personaAppeared({ persona: BLUE, existing: true }),
	at(0).personaNamed({ persona: BLUE, source: "container", name: "waydroid" }),
	at(0).personaAppeared({ persona: RED, initPid: 200, existing: true }),
	at(0).personaNamed({ persona: RED, source: "container", name: "game" }),
	at(0).deviceAppeared({ name: "Xbox gamepad", existing: true }),
	at(1).ready(),
];

/** The framebuffer that each persona has for itself. */
export const CANVAS = deviceNumber(10, 120);

/** Blue and red in the background, root active; client 1 is blue's, 2 is root's, on the keyboard. */
export const STAGE: readonly Event[] = [
	...PREAMBLE.slice(0, -1),
	...PERSONAS,
	at(0).deviceAppeared({ existing: true }),
	at(0).deviceAppeared({ class: "framebuffer", device: CANVAS, name: "dev_ns_fb", node: "fb0", existing: true }),
	at(1).ready(),
	at(2).opened({ client: 1, persona: BLUE, process: { pid: 11, innerPid: 1, comm: "reader" } }),
	at(2).opened({ client: 2, persona: ROOT, process: { pid: 22, innerPid: 22, comm: "reader" } }),
	at(2).read({ client: 1 }),
	at(2).read({ client: 2 }),
	at(3).request({ persona: ROOT, name: "devns::led" }),
	at(3).logWritten({ persona: ROOT }),
	at(3).alarm({ persona: ROOT }),
];

/** The events with these after the stage, as far apart as they say. */
export const play = (...events: readonly Event[]): Judged => audit([...STAGE, ...events]);

/** A client that got and read so many, with the last counts if it closes. */
export const books = (t: number, client: number, count: number, more: object = {}): readonly Event[] => [
	at(t).delivery({ client, delivered: count }),
	at(t).read({ client, read: count, settled: count, turn: 1, ...more }),
];

/** The screen is verified to show a persona's framebuffer. */
export const verified = (t: number, persona: number): Event => at(t).checksum({ device: CANVAS, persona });

export { at, BLUE, KEYBOARD, ROOT };
