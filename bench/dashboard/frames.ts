/** How long a frame takes while events arrive as fast as they may, on a large and crowded screen. */
import type { Event } from "../../decoders/event.js";
import { createModel } from "../../model/model.js";
import { Timeline } from "../../model/timeline.js";
import { frame } from "../../tui/frame.js";
import { Sheet } from "../../tui/sheet.js";
import { initialUi, type Ui } from "../../tui/ui.js";
import { crowd, tallies } from "./crowd.js";
import { quantile } from "./quantile.js";

const SIZE = { columns: 200, rows: 60 };
const TRAITS = { unicode: true, colours: "256" } as const;
const EVENTS_A_SECOND = 100_000;
/** As the dashboard does. */
const FRAMES_A_SECOND = 10;
const SECONDS = 20;

const VIEWS: readonly (readonly [name: string, fields: Partial<Ui>])[] = [
	["overview", { focus: "devices" }],
	["personas", { full: true, focus: "personas" }],
	["devices", { full: true, focus: "devices" }],
	["switches", { full: true, focus: "switches" }],
	["input flow", { full: true, focus: "flow" }],
];

export interface FrameFigure {
	readonly what: string;
	/** Of this process's CPU: a machine that does other things as well spoils the time on the wall. */
	readonly p50_cpu_ms: number;
	readonly p95_cpu_ms: number;
	readonly p95_wall_ms: number;
	/** CPU that the events took, of the time in which they came: below 1 they are kept up with. */
	readonly events_share: number;
}

const cpuMs = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};

const measured = (name: string, fields: Partial<Ui>): FrameFigure => {
	const model = createModel();
	const timeline = new Timeline();
	timeline.apply(model, crowd());
	const sheet = new Sheet(SIZE, TRAITS);
	sheet.enter();
	const ui = {
		...initialUi(SIZE, TRAITS, { source: "bench", recording: undefined, live: true, ended: false }),
		...fields,
	};
	const took: number[] = [];
	const used: number[] = [];
	let taken = 0;
	for (let index = 0; index < SECONDS * FRAMES_A_SECOND; index++) {
		const events: readonly Event[] = tallies(index, EVENTS_A_SECOND / FRAMES_A_SECOND, 1e9 / FRAMES_A_SECOND);
		const before = cpuMs();
		timeline.apply(model, events);
		const between = cpuMs();
		const began = performance.now();
		sheet.draw(frame(model.state, ui, timeline.moments));
		taken += between - before;
		used.push(cpuMs() - between);
		took.push(performance.now() - began);
	}
	sheet.destroy();
	return {
		what: name,
		p50_cpu_ms: quantile(used, 0.5),
		p95_cpu_ms: quantile(used, 0.95),
		p95_wall_ms: quantile(took, 0.95),
		events_share: taken / (SECONDS * 1000),
	};
};

export const measureFrames = (): readonly FrameFigure[] => VIEWS.map(([name, fields]) => measured(name, fields));
