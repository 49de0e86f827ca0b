/** Streams of events to work on. */
import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Event, Nanos } from "../decoders/event.js";
import { nameFromText } from "../decoders/names.js";
import type { BlockEvent } from "../decoders/stream/block.js";
import { readTrace } from "../decoders/trace.js";

export interface EventStream {
	readonly source: string;
	readonly events: readonly BlockEvent[];
}

const RECORDING = "fixtures/three-personas.devns";
const COUNT = 16 * 4096;

/** The same numbers every time. */
const numbers = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

const generatedEvent = (index: number, t: number, random: (below: number) => number) => {
	const persona = 4026532200 + random(3);
	if (index % 16 === 0)
		return {
			kind: "opened",
			t,
			client: index,
			class: "input",
			device: 13 * 2 ** 20 + 64 + random(8),
			persona,
			process: { pid: 1000 + random(3000), innerPid: 1 + random(90), comm: nameFromText(`reader-${random(20)}`) },
			flags: 0x8802,
			existing: false,
			origin: "inside",
		};
	if (index % 16 < 3)
		return { kind: "driver-began", t, switch: index, driver: nameFromText("input"), phase: "activate", persona };
	return {
		kind: "delivery",
		t,
		client: 1 + random(24),
		delivered: index * 3,
		withheld: random(2) * index,
		dropped: 0,
		final: false,
	};
};

const generated = (): EventStream => {
	const random = numbers(1);
	let t = 86_400e9;
	const events = Array.from({ length: COUNT }, (_, index) => {
		t += random(200_000);
		return generatedEvent(index, t, random) as BlockEvent;
	});
	return { source: "generated: 13 delivery, 2 driver-began, 1 opened, over and over", events };
};

const recorded = async (path: string): Promise<EventStream> => {
	const once: BlockEvent[] = [];
	for await (const batch of readTrace(createReadStream(path)))
		once.push(...batch.filter((event: Event): event is BlockEvent => event.kind !== "session"));
	const first = once[0]?.t ?? 0;
	const span = (once.at(-1)?.t ?? 0) - first + 1e6;
	const events = Array.from({ length: COUNT }, (_, index) => {
		const event = once[index % once.length] as BlockEvent;
		return { ...event, t: (event.t + Math.floor(index / once.length) * span) as Nanos };
	});
	return { source: `recorded: the ${once.length} events of ${RECORDING}, repeated with shifted times`, events };
};

/** Recorded events where there is a recording. */
export const eventStreams = async (): Promise<EventStream[]> => {
	const path = fileURLToPath(new URL(`../../${RECORDING}`, import.meta.url));
	return existsSync(path) ? [await recorded(path), generated()] : [generated()];
};
