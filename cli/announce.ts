/** Edge: tells on standard error how a recording goes, for whoever has no screen to see it on. */
import type { Event, Finding } from "../decoders/event.js";
import { STATE_WORDS } from "../model/evidence.js";
import { sameness } from "../model/findings.js";
import { amount } from "../report/units.js";

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What an event says of watching itself: that something was lost, or that a probe does not watch; nothing of all others. */
export const trouble = (event: Event): string | undefined => {
	if (event.kind === "loss")
		return `Lost: ${event.count === 0 ? "an unknown number of events" : amount(event.count, "event")} (${event.reason})`;
	if (event.kind !== "probe" || event.state === "attached" || event.state === "unasked" || event.reason === "")
		return undefined;
	return `Probe ${event.probe} is ${STATE_WORDS[event.state]}: ${event.reason}`;
};

/** Passes events on; says once that they are whole, and each time that something is missing from them. */
export async function* announced(batches: AsyncIterable<readonly Event[]>): AsyncGenerator<readonly Event[]> {
	let attached = 0;
	for await (const events of batches) {
		for (const event of events) {
			if (event.kind === "probe" && event.state === "attached") attached++;
			if (event.kind === "ready")
				say(`Recording: ${amount(attached, "probe is", "probes are")} attached, and what was there before is told.`);
			const wrong = trouble(event);
			if (wrong !== undefined) say(wrong);
		}
		yield events;
	}
}

/** Findings as they are told first, with whatever count: they are told again as they grow, and by a collector that found the same. */
export class News {
	readonly #told = new Set<string>();

	of(events: readonly Event[]): readonly Finding[] {
		return events.filter((event): event is Finding => event.kind === "finding" && this.#isNew(event));
	}

	#isNew({ rule, persona, client, process, class: kind, device, name, what }: Finding): boolean {
		const key = [rule, persona, client, process.pid, kind, device, name, sameness(what)].join(" ");
		const isNew = !this.#told.has(key);
		this.#told.add(key);
		return isNew;
	}
}
