/**
 * The audit: every rule over one stream of events, as the events come. It makes findings, which go into the stream, and
 * at the end a verdict for each rule. It is the same live and on a recording: nothing here knows where events come from.
 */
import type { Event, Finding, Nanos } from "../../decoders/event.js";
import { createModel } from "../model.js";
import { START } from "../nanos.js";
import type { State } from "../state.js";
import { foldDoubts } from "./doubts.js";
import { doubt, type Rule } from "./rule.js";
import { AuditSession } from "./session.js";
import { type Outcome, overall, type RuleVerdict, worst } from "./verdict.js";

export interface Audit {
	/** The events, with what was found in them right after what shows it. */
	take(events: readonly Event[]): readonly Event[];
	/** What is left to be told of findings, and the verdict. Nothing comes after it. */
	end(): { readonly findings: readonly Finding[]; readonly outcome: Outcome };
	/** What is known of the latest session. */
	readonly state: State;
}

/** Closed clients that can still be named in evidence. */
const CLOSED_CLIENTS = 20_000;

/** A rule over several sessions, between which nobody watched. */
const joined = (parts: readonly RuleVerdict[], until: Nanos): RuleVerdict | undefined => {
	const [first] = parts;
	if (first === undefined || parts.length === 1) return first;
	const between = doubt(`nobody watched between ${parts.length} sessions`, { since: START, until });
	const doubts = [...parts.flatMap((part) => part.doubts), between];
	const verdict = worst(parts.map((part) => part.verdict));
	return {
		...first,
		verdict: verdict === "pass" ? "inconclusive" : verdict,
		findings: parts.flatMap(({ findings }) => findings),
		doubts: foldDoubts(doubts),
	};
};

export interface AuditOptions {
	/** These rules, and no others: those of device namespaces on a kernel without them as well, and none that only a recording tells of. */
	readonly asked?: boolean;
}

export const createAudit = (rules: readonly Rule[], { asked = false }: AuditOptions = {}): Audit => {
	const model = createModel({ closedClients: CLOSED_CLIENTS });
	const { state } = model;
	let session: AuditSession | undefined;
	const done: (readonly RuleVerdict[])[] = [];
	let since: Nanos | undefined;

	const finish = (): readonly Finding[] => {
		if (session === undefined) return [];
		since ??= session.since;
		const { findings, verdicts } = session.end();
		done.push(verdicts);
		session = undefined;
		return findings;
	};

	const one = (event: Event): readonly Event[] => {
		const left = event.kind === "session" ? finish() : [];
		model.apply([event]);
		session ??= new AuditSession(rules, state, asked);
		return [...left, event, ...session.take(event, { t: event.t, event, ...model.about(event) })];
	};

	return {
		state,
		take: (events) => events.flatMap(one),
		end: () => {
			const findings = finish();
			const ids = new Set(done.flat().map(({ rule }) => rule));
			const verdicts = [...ids].flatMap((id) => {
				const parts = done.flatMap((all) => all.filter(({ rule }) => rule === id));
				return joined(parts, state.now) ?? [];
			});
			return {
				findings,
				outcome: { verdict: overall(verdicts), rules: verdicts, since: since ?? START, until: state.now },
			};
		},
	};
};
