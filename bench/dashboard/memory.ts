/** What an hour of events leaves in memory, with the past that is kept of them. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createModel } from "../../model/model.js";
import { Timeline } from "../../model/timeline.js";
import { crowd, switchAt, tallies } from "./crowd.js";

const MINUTES = 60;
const EVENTS_A_SECOND = 500;

export interface MemoryFigure {
	readonly minutes: number;
	readonly heap_mb: number;
	readonly moments: number;
	/** As the timeline estimates its own. */
	readonly past_mb: number;
}

const collector = (): (() => void) => {
	setFlagsFromString("--expose-gc");
	return runInNewContext("gc") as () => void;
};

export const measureMemory = (): readonly MemoryFigure[] => {
	const collect = collector();
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, crowd());
	return Array.from({ length: MINUTES }, (_, minute) => {
		for (let second = 0; second < 60; second++) {
			const at = minute * 60 + second;
			timeline.apply(model, tallies(at, EVENTS_A_SECOND, 1e9));
			if (second % 2 === 0) timeline.apply(model, switchAt(at));
		}
		collect();
		const heap = process.memoryUsage().heapUsed;
		const { moments, bytes } = timeline;
		return { minutes: minute + 1, heap_mb: heap / 2 ** 20, moments: moments.length, past_mb: bytes / 2 ** 20 };
	}).filter(({ minutes }) => minutes % 10 === 0 || minutes === 5);
};
