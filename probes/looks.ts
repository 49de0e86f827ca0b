/**
 * Puts what is seen of logind's sessions now and then into a stream of what the kernel told exactly. A change lies between two looks; the
 * stream is held until the look after, so that the change is told in its place, and nobody is judged by who was active before or
 * after it.
 */
import type { Event, Inum, Nanos, Process } from "../decoders/event.js";
import { type ActivityPolicy, COUNTED_WITHIN } from "./policy.js";

export interface Look {
	/** It was looked at some time between. */
	readonly since: Nanos;
	readonly until: Nanos;
	/** Whose process leads the session in the foreground. Nothing where there is none, or it is gone. */
	readonly persona: Inum | undefined;
	readonly process: Process;
}

/** So long (ns) the stream waits for a look. What looks may hang without ending, and who reads must hear of that rather than of nothing. */
const PATIENCE = 5e9;

interface Step {
	readonly t: Nanos;
	readonly take: () => readonly Event[];
}

export class Looks {
	readonly #activity: ActivityPolicy;
	#held: Event[] = [];
	#steps: Step[] = [];
	#last: Look | undefined;
	/** Until when the last change may have been. */
	#changed = 0 as Nanos;
	#ended = false;
	/** The first that was heard. */
	#begun: Nanos | undefined;
	/** It ended before its time, and that has not been told. */
	#failed: string | undefined;

	constructor(activity: ActivityPolicy) {
		this.#activity = activity;
	}

	look(look: Look): void {
		if (this.#ended) return;
		const { persona, process, until } = look;
		const before = this.#last ?? look;
		const isNews = this.#last === undefined || persona !== this.#last.persona;
		this.#last = look;
		if (!isNews) return;
		const since = Math.max(before.since, this.#changed) as Nanos;
		const arrived = Math.max(until, since) as Nanos;
		this.#changed = arrived;
		const over = (arrived + COUNTED_WITHIN) as Nanos;
		this.#steps = [
			...this.#steps.filter(({ t }) => t <= since),
			{ t: since, take: () => this.#activity.leave(since, persona, process) },
			{ t: arrived, take: () => this.#activity.arrive(arrived, persona) },
			{ t: over, take: () => this.#activity.end(over) },
		];
	}

	/** Nobody looks any more: nothing is waited for. A reason is told, as who is active is not known from then on. */
	end(failed?: string): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#failed = failed;
	}

	/** What can be told by now, with what follows from it. */
	hear(events: readonly Event[]): readonly Event[] {
		this.#held.push(...events);
		this.#begun ??= events[0]?.t;
		const seen = this.#last?.until ?? this.#begun ?? 0;
		if ((this.#held.at(-1)?.t ?? 0) - seen > PATIENCE)
			this.end(`nobody has looked at logind's sessions for ${PATIENCE / 1e9} s`);
		const known = this.#ended ? Number.POSITIVE_INFINITY : (this.#last?.since ?? Number.NEGATIVE_INFINITY);
		const count = this.#held.findIndex(({ t }) => t > known);
		const told = this.#tell(this.#held.splice(0, count === -1 ? this.#held.length : count));
		return [...told, ...this.#loss(told.at(-1)?.t)];
	}

	#tell(events: readonly Event[]): readonly Event[] {
		return events.flatMap((event) => [...this.#due(event.t), ...this.#activity.hear([event])]);
	}

	#loss(t: Nanos | undefined): readonly Event[] {
		if (this.#failed === undefined || t === undefined) return [];
		const reason = this.#failed;
		this.#failed = undefined;
		const since = Math.min(this.#last?.since ?? 0, t) as Nanos;
		return [{ kind: "loss", t, where: "collector", count: 0, since, reason }, ...this.#activity.lose(t)];
	}

	#due(t: Nanos): readonly Event[] {
		const due = this.#steps.filter((step) => step.t < t);
		this.#steps = this.#steps.slice(due.length);
		return due.flatMap(({ take }) => take());
	}
}
