/** Boots a scenario with a collector in it, and gives what the collector and what the scenario's people said. */
import type { ExecutionContext } from "ava";
import type { Event } from "../../decoders/event.js";
import { readTrace } from "../../decoders/trace.js";
import type { BootOptions, Guest, Release, Run } from "../../kernel/vm/index.js";
import { createModel } from "../../model/model.js";
import type { State } from "../../model/state.js";
import { bootFor, inItsTurn, type Kernels, runAgain, testWithGuest } from "../vm/guest.js";
import { Witnesses } from "./witness.js";

export interface Watched {
	readonly events: readonly Event[];
	readonly state: State;
	readonly said: Witnesses;
	readonly lines: readonly string[];
}

/** What the test does when the scenario says something. */
export type Reaction = (line: string, run: Run) => Promise<void>;

const gather = async <T>(values: AsyncIterable<T>, react?: (value: T) => Promise<void>): Promise<readonly T[]> => {
	const found: T[] = [];
	for await (const value of values) {
		found.push(value);
		await react?.(value);
	}
	return found;
};

export const watch = async (
	t: ExecutionContext,
	guest: Guest,
	options: BootOptions,
	react?: Reaction,
): Promise<Watched> => {
	const { gathered, outcome } = await runAgain(t, options, async () => {
		const run = await bootFor(t, guest, options);
		const gathered = Promise.all([
			gather(readTrace(run.packets)),
			gather(run.results, (line) => react?.(line, run) ?? Promise.resolve()),
		]);
		// What a crash cuts off is for who looks at how the run ended.
		await gathered.catch(() => {});
		return { gathered, outcome: await run.done };
	});
	if (!outcome.ok) throw new Error(`${outcome.why}; console: ${outcome.console}\n${outcome.tail.join("\n")}`);
	const [batches, lines] = await gathered;
	const events = batches.flat();
	const model = createModel({ closedClients: 1e6 });
	model.apply(events);
	return { events, state: model.state, said: new Witnesses(lines), lines };
};

/** Tests that look at the same run from several sides: it is booted for the first of them, and the others wait for no guest. */
export const watchedTest = (options: BootOptions, { react, ...kernels }: { react?: Reaction } & Kernels = {}) => {
	const runs = new Map<Release, Promise<Watched>>();
	const runOf = (t: ExecutionContext, guest: Guest): Promise<Watched> => {
		const known = runs.get(guest.release);
		if (known) {
			// The first test that looks at it has waited for it.
			t.timeout(60_000, "the run that it looks at has not ended");
			return known;
		}
		const run = inItsTurn(t, guest, options.timeoutMs, () => watch(t, guest, options, react));
		runs.set(guest.release, run);
		return run;
	};
	return (title: string, implementation: (t: ExecutionContext, watched: Watched) => void | Promise<void>): void =>
		testWithGuest(title, kernels, async (t, guest) => implementation(t, await runOf(t, guest)));
};
