import { type Delivery, type DeliveryRun, type Event, type Nanos, NO_CLIENT } from "../decoders/event.js";
import { type About, aboutOf } from "./about.js";
import { isComplete } from "./completeness.js";
import { violations } from "./findings.js";
import { handle } from "./handle.js";
import { later, START } from "./nanos.js";
import { forget } from "./references.js";
import type { Earlier, Inconsistency, Severity, State, Switch } from "./state.js";
import { type History, Subjects } from "./subjects.js";

export interface Model {
	/** A live view: one object, which `apply` changes. */
	readonly state: State;
	/** Takes a batch in. How a stream is cut into batches makes no difference. */
	apply(events: readonly (Event | DeliveryRun)[]): void;
	/**
	 * Says that time has passed without events, so that rates fall: event time goes on to `t`, which never turns
	 * it back. For live sources; a recording's time is in its events.
	 */
	advance(t: Nanos): void;
	/** Whom and what an event is about that was the last to be applied. */
	about(event: Event): About;
}

export interface ModelOptions {
	readonly switchHistory?: number;
	readonly logHistory?: number;
	/** The log is of problems only: in a long stream the rest would leave no room for those of long ago. */
	readonly problemsOnly?: boolean;
	readonly closedClients?: number;
	/** Takes each switch that falls out of the history, and those that are known when another session begins. */
	readonly passed?: (one: Switch) => void;
	/** Looks at the state after each event but those of runs. */
	readonly after?: (event: Event) => void;
}

const note = (subjects: Subjects, event: Event, severity: Severity, inconsistency?: Inconsistency): void => {
	const { log } = subjects;
	if (log.leavesOut(severity)) return;
	if (log.keepsNone) log.forgotten++;
	else log.add({ t: event.t, severity, event, ...aboutOf(subjects, event), inconsistency });
};

const applyOne = (subjects: Subjects, event: Event): void => {
	subjects.events++;
	if (event.t > subjects.now) subjects.now = event.t;
	subjects.meter.add(event.t, 1);
	const severity = handle(subjects, event);
	if (severity) note(subjects, event, severity);
	if (!subjects.inconsistencies.hasFresh) return;
	for (const found of subjects.inconsistencies.takeFresh()) note(subjects, event, "problem", found);
};

const deliveryOf = ({ columns, times, ahead }: DeliveryRun, row: number): Delivery => ({
	kind: "delivery",
	t: times[row + ahead] ?? START,
	client: columns.client[row] ?? NO_CLIENT,
	delivered: columns.delivered[row] ?? 0,
	withheld: columns.withheld[row] ?? 0,
	dropped: columns.dropped[row] ?? 0,
	final: columns.final[row] ?? false,
});

/** Counts events of which nothing else is to be said. */
const countAll = (subjects: Subjects, times: readonly Nanos[], from: number, to: number): void => {
	subjects.events += to - from;
	subjects.meter.addEach(times, from, to);
	let { now } = subjects;
	for (let at = from; at < to; at++) now = later(now, times[at] ?? START);
	subjects.now = now;
};

/** As if each of them had come by itself. */
const applyRun = (subjects: Subjects, run: DeliveryRun): void => {
	for (let row = run.from; row < run.to; ) {
		const taken = subjects.clients.takes(run, row);
		if (taken > row) countAll(subjects, run.times, row + run.ahead, taken + run.ahead);
		else applyOne(subjects, deliveryOf(run, row));
		row = Math.max(taken, row + 1);
	}
};

const settle = (subjects: Subjects): void => {
	subjects.eventRate = subjects.meter.rate(subjects.now);
	subjects.clients.settleRates(subjects.now);
};

/** Every field is read through, so that the view is as live as what it shows. */
const viewOf = (current: () => Subjects): State => ({
	get session() {
		return current().session;
	},
	get earlier() {
		return current().earlier;
	},
	get now() {
		return current().now;
	},
	get ready() {
		return current().ready;
	},
	get events() {
		return current().events;
	},
	get eventRate() {
		return current().eventRate;
	},
	get personas() {
		return current().personas.known;
	},
	get active() {
		return current().activity.active;
	},
	get devices() {
		return current().devices.known;
	},
	get clients() {
		return current().clients.known;
	},
	get switches() {
		return current().switches.known;
	},
	get switchesForgotten() {
		return current().switches.forgotten;
	},
	get log() {
		return current().log.entries;
	},
	get logForgotten() {
		return current().log.forgotten;
	},
	get clientsForgotten() {
		return current().clients.forgotten;
	},
	get personasForgotten() {
		return current().personas.forgotten;
	},
	get devicesForgotten() {
		return current().devices.forgotten;
	},
	get forgottenTallies() {
		return current().clients.tallies.list;
	},
	get uevents() {
		return current().uevents.known;
	},
	get findings() {
		return current().findings.known;
	},
	get findingsForgotten() {
		return current().findings.forgotten;
	},
	get probes() {
		return current().evidence.probes;
	},
	get loss() {
		return current().evidence.loss;
	},
	get inconsistencies() {
		return current().inconsistencies.counts;
	},
});

const NOTHING_EARLIER: Earlier = { sessions: 0, incomplete: 0, violations: 0 };

/** What the next session has to know of this one and of those before it. */
const earlierThanNext = (state: State, complete: boolean): Earlier => {
	const { earlier, session, events } = state;
	const sessions = earlier.sessions + (session ? 1 : 0);
	const incomplete = earlier.incomplete + (events === 0 || complete ? 0 : 1);
	return { sessions, incomplete, violations: violations(state) };
};

export const createModel = (options: ModelOptions = {}): Model => {
	const history: History = {
		switches: options.switchHistory ?? 1000,
		log: options.logHistory ?? 2000,
		problemsOnly: options.problemsOnly ?? false,
		closedClients: options.closedClients ?? 1000,
		passed: options.passed ?? (() => {}),
	};
	let subjects = new Subjects(history, NOTHING_EARLIER);
	const state = viewOf(() => subjects);
	return {
		state,
		apply(events) {
			for (const event of events) {
				if (event.kind === "deliveries") {
					applyRun(subjects, event);
					continue;
				}
				if (event.kind === "session") for (const one of state.switches) history.passed(one);
				if (event.kind === "session") subjects = new Subjects(history, earlierThanNext(state, isComplete(state)));
				applyOne(subjects, event);
				options.after?.(event);
				forget(subjects);
			}
			settle(subjects);
		},
		advance(t) {
			subjects.now = later(subjects.now, t);
			settle(subjects);
		},
		about: (event) => aboutOf(subjects, event),
	};
};
