/** The model against the least that one would do with every event. */
import type { Event, EventKind } from "../decoders/event.js";
import { createModel } from "../model/model.js";
import { type EventStream, eventStreams } from "./events.js";
import type { Suite } from "./suite.js";

const BATCH = 4096;

const inBatches = (events: readonly Event[], size: number): Event[][] =>
	Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size));

const countKinds = (batches: readonly (readonly Event[])[]): void => {
	const counts = new Map<EventKind, number>();
	for (const batch of batches) for (const { kind } of batch) counts.set(kind, (counts.get(kind) ?? 0) + 1);
};

const apply = (batches: readonly (readonly Event[])[]): void => {
	const model = createModel();
	for (const batch of batches) model.apply(batch);
};

const suiteOf = ({ events, source }: EventStream): Suite => {
	const batches = inBatches(events, BATCH);
	const single = inBatches(events, 1);
	return {
		subject: "model",
		source: `${events.length} events; ${source}`,
		item: "event",
		items: events.length,
		cases: [
			{ name: "counting kinds", run: () => countKinds(batches) },
			{ name: `state, ${BATCH} events a batch`, run: () => apply(batches) },
			{ name: "state, one event a batch", run: () => apply(single) },
		],
	};
};

export const modelSuites = async (): Promise<Suite[]> => (await eventStreams()).map(suiteOf);
