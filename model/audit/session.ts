import type { Event, Finding, Nanos } from "../../decoders/event.js";
import type { About } from "../about.js";
import type { State } from "../state.js";
import { Course } from "./course.js";
import { foldDoubts } from "./doubts.js";
import { type Found, findingOf, keyOf } from "./found.js";
import { type Moment, Moments, NOBODY, type Shown } from "./moments.js";
import { type Check, type Doubt, doubt, type Rule, type Scene, type Violation, type Word } from "./rule.js";
import { StreamDoubts } from "./stream-doubts.js";
import { resolve, subjectOf } from "./subject.js";
import { judge, type RuleVerdict, recordedVerdict } from "./verdict.js";

/**
 * A loss is told some time after what was lost: so long (ns) a violation that is shown together with what is known of its time
 * waits for one. More than the collector waits for a silent CPU.
 */
const LOSS_IS_TOLD_WITHIN = 4.5e9;
/** A line that was not understood is about so far (ns) before it is told. */
const REJECT_REACHES_BACK = 1e9;
/** Who breaks rules without end must not fill the memory; the model keeps as many. */
const MOST_FINDINGS = 1000;
/** A finding that repeats is told again at most so often (ns). */
const BETWEEN_TELLINGS = 1e9;

const NO_NAMESPACES = "this kernel has no device namespaces";

interface Judge {
	readonly rule: Rule;
	readonly check: Check;
	readonly doubts: Doubt[];
}

/** A violation as it was seen: with whom its numbers meant then. */
interface Pending {
	readonly judge: Judge;
	readonly violation: Violation;
	readonly moment: Moment;
	readonly about: About;
	readonly shown: Shown;
}

interface Told {
	readonly t: Nanos;
	readonly count: number;
}

/** Since when something may be missing, where an event says so. */
const missingSince = (event: Event): Nanos | undefined => {
	if (event.kind === "loss") return event.since;
	return event.kind === "reject" ? ((event.t - REJECT_REACHES_BACK) as Nanos) : undefined;
};

/** The audit of one session. */
export class AuditSession {
	readonly #rules: readonly Rule[];
	readonly #judges: readonly Judge[];
	readonly #left: readonly Rule[];
	readonly #state: State;
	readonly #course = new Course();
	readonly #doubts = new StreamDoubts();
	readonly #moments = new Moments();
	readonly #found = new Map<string, Found>();
	/** How often each was found here, and not told by a recording. */
	readonly #own = new Map<string, number>();
	/** When each was last put into the stream, and with which count. */
	readonly #told = new Map<string, Told>();
	#pending: Pending[] = [];
	#ready: Nanos | undefined;
	readonly #asked: boolean;

	/** Rules of device namespaces are not run where there are none, unless `asked` for; others' findings are not told then. */
	constructor(rules: readonly Rule[], state: State, asked: boolean) {
		this.#rules = rules;
		this.#state = state;
		this.#asked = asked;
		const runs = ({ of }: Rule): boolean => of !== "namespaces" || asked || state.session?.deviceNamespaces !== false;
		this.#judges = rules.filter(runs).map((rule) => ({ rule, check: rule.begin(), doubts: [] }));
		this.#left = rules.filter((rule) => !runs(rule));
	}

	/** Since when all was watched. */
	get since(): Nanos | undefined {
		return this.#ready;
	}

	/** An event that the model has taken in; returns what is to be told of findings. */
	take(event: Event, moment: Moment): readonly Finding[] {
		this.#follow(event);
		const scene = this.#scene();
		this.#doubts.take(event, scene);
		this.#moments.take(moment);
		if (event.kind === "finding") this.#recorded(event, moment);
		else for (const judge of this.#judges) this.#hear(judge, judge.check.take(event, scene), moment);
		const missing = missingSince(event);
		if (missing !== undefined) this.#takeBack(missing);
		this.#confirm(event.t - LOSS_IS_TOLD_WITHIN);
		return this.#due(event.t);
	}

	end(): { readonly findings: readonly Finding[]; readonly verdicts: readonly RuleVerdict[] } {
		const scene = this.#scene();
		const { now } = this.#state;
		for (const judge of this.#judges)
			this.#hear(judge, judge.check.end(scene), { t: now, event: undefined, ...NOBODY });
		this.#confirm(Number.POSITIVE_INFINITY);
		const findings = this.#tell(now, (told, count) => told?.count !== count);
		const general = this.#doubts.general(scene);
		const verdicts = this.#judges.map((judge) => this.#verdict(judge, general));
		const left = this.#left.map((rule) =>
			judge(rule, { findings: this.#findingsOf(rule.id), doubts: [], notApplicable: NO_NAMESPACES }),
		);
		return { findings, verdicts: [...verdicts, ...left, ...(this.#asked ? [] : this.#foreign())] };
	}

	#scene(): Scene {
		return { state: this.#state, course: this.#course };
	}

	#follow(event: Event): void {
		this.#course.take(event);
		if (event.kind === "ready") {
			const active = this.#state.active && this.#state.personas.get(this.#state.active.persona);
			this.#course.settle(active?.inum);
			this.#ready ??= event.t;
		}
	}

	#hear(judge: Judge, words: readonly Word[], moment: Moment): void {
		for (const word of words) {
			if (word.is === "doubt") {
				judge.doubts.push(word);
				continue;
			}
			const about = resolve(this.#state, word.subject);
			const shown = this.#moments.show(moment, about);
			const seen = { judge, violation: word, moment, about, shown };
			if (word.shownBy === "itself") this.#find(seen);
			else this.#pending.push(seen);
		}
	}

	/** What looked like violations may have been none. */
	#takeBack(since: Nanos): void {
		for (const { judge, violation, moment } of this.#pending.filter(({ moment: { t } }) => t >= since))
			judge.doubts.push(
				doubt(`what looks like a violation (${violation.what}) may be none: something was lost at that time`, {
					since: moment.t,
					until: moment.t,
				}),
			);
		this.#pending = this.#pending.filter(({ moment: { t } }) => t < since);
	}

	#confirm(until: number): void {
		if (this.#pending.length === 0) return;
		const isOver = ({ moment }: Pending): boolean => moment.t <= until;
		for (const seen of this.#pending.filter(isOver)) this.#find(seen);
		this.#pending = this.#pending.filter((seen) => !isOver(seen));
	}

	#find({ judge: { rule }, violation: { subject, what, times }, moment, about, shown }: Pending): void {
		const { t } = moment;
		const key = keyOf(rule.id, what, subject, about);
		if (!this.#found.has(key) && this.#found.size >= MOST_FINDINGS) return;
		const own = (this.#own.get(key) ?? 0) + times;
		this.#own.set(key, own);
		this.#keep(key, (known) => {
			if (known) return { ...known, count: Math.max(known.count, own), latest: t };
			const { id, severity } = rule;
			return { rule: id, severity, subject, ...about, since: t, latest: t, count: times, what, shown };
		});
	}

	/** A recording tells what was found when it was made, which stays found whatever was lost since. */
	#recorded(event: Finding, moment: Moment): void {
		const { rule, severity, since, t: latest, count, what } = event;
		const subject = subjectOf(event);
		const about = resolve(this.#state, subject);
		const key = keyOf(rule, what, subject, about);
		this.#keep(key, (known) => {
			if (known) return { ...known, count: Math.max(known.count, count), latest };
			const shown = this.#moments.show(moment, about);
			return { rule, severity, subject, ...about, since, latest, count, what, shown };
		});
		this.#told.set(key, { t: latest, count });
	}

	#keep(key: string, next: (known: Found | undefined) => Found): void {
		const known = this.#found.get(key);
		if (known || this.#found.size < MOST_FINDINGS) this.#found.set(key, next(known));
	}

	#due(t: Nanos): readonly Finding[] {
		if (this.#found.size === 0) return [];
		return this.#tell(
			t,
			(told, count) => told === undefined || (told.count !== count && t - told.t >= BETWEEN_TELLINGS),
		);
	}

	/** The findings whose telling is due, as events. */
	#tell(t: Nanos, isDue: (told: Told | undefined, count: number) => boolean): readonly Finding[] {
		return [...this.#found].flatMap(([key, found]) => {
			if (!isDue(this.#told.get(key), found.count)) return [];
			this.#told.set(key, { t, count: found.count });
			return [findingOf(found, t)];
		});
	}

	#verdict({ rule, check, doubts }: Judge, general: readonly Doubt[]): RuleVerdict {
		const { now } = this.#state;
		const needed = this.#doubts.missing([...rule.needs, ...(rule.alsoNeeds?.(this.#state) ?? [])], now);
		const nothing = check.applies?.() === true ? undefined : rule.notApplicable(this.#state);
		const unseen = nothing === undefined ? [] : this.#doubts.missing(rule.absentBy, now);
		return judge(rule, {
			findings: this.#findingsOf(rule.id),
			doubts: foldDoubts([...general, ...needed, ...unseen, ...doubts]),
			notApplicable: general.length === 0 && unseen.length === 0 ? nothing : undefined,
		});
	}

	#findingsOf(id: string): readonly Found[] {
		return [...this.#found.values()].filter(({ rule }) => rule === id);
	}

	/** Findings that a recording tells, by rules that are not among those asked for. */
	#foreign(): readonly RuleVerdict[] {
		const own = new Set(this.#rules.map(({ id }) => id));
		const others = new Set([...this.#found.values()].map(({ rule }) => rule).filter((id) => !own.has(id)));
		return Array.from(others, (id) => recordedVerdict(id, this.#findingsOf(id)));
	}
}
