import type { Client, DeviceKey } from "../../model/state.js";
import { ABSENT, RATE_WIDTH, rate, SHORT_COUNT_WIDTH, shortCount } from "../../report/units.js";
import { drawnOf, shownRateOf } from "../drawing.js";
import { AGE_WIDTH, age } from "../figures.js";
import { deviceLabel } from "../labels.js";
import { personaSpan, type Scene } from "../scene.js";
import { type Line, type Span, span } from "../style.js";
import { type Cells, type Column, headings, place, row } from "../table.js";

const COUNT_WIDTH = SHORT_COUNT_WIDTH + 1;

interface Counts {
	readonly title: string;
	readonly of: (client: Client) => number | undefined;
}

/** What came through to a client or from it, how fast, what was kept, and what became of the rest. */
interface Shape {
	readonly given: Counts;
	readonly rate: (client: Client) => number;
	readonly kept: Counts;
	readonly last: Counts;
}

const dropped: Counts = { title: "DROP.", of: (client) => client.dropped };
const givenRate = (client: Client): number => client.deliveredRate + shownRateOf(client);

/** Input is given to clients and withheld from the background. */
const INPUT: Shape = {
	given: { title: "DELIV.", of: ({ delivered }) => delivered },
	rate: givenRate,
	kept: { title: "WITHH.", of: ({ withheld }) => withheld },
	last: dropped,
};

/** Drawing is what a framebuffer's clients do, and all of it goes to the screen or stays in their persona's buffer. */
const DRAWING: Shape = {
	given: { title: "DRAWN", of: drawnOf },
	rate: ({ updateRate }) => updateRate,
	kept: { title: "SHOWN", of: ({ shown }) => shown },
	last: { title: "KEPT", of: ({ kept }) => kept },
};

/** Of devices of all classes. */
const MIXED: Shape = {
	given: { title: "GIVEN", of: (client) => client.delivered ?? client.shown ?? drawnOf(client) },
	rate: givenRate,
	kept: { title: "KEPT", of: ({ withheld, kept }) => withheld ?? kept },
	last: dropped,
};

const columnsOf = (first: Column, { given, kept, last }: Shape): readonly Column[] => [
	first,
	{ title: "COMMAND", width: 9, share: 1, max: 24 },
	{ title: "PID", width: 7, align: "right" },
	{ title: "INSIDE", width: 6, align: "right" },
	{ title: "GRAB", width: "virtual".length },
	{ title: given.title, width: COUNT_WIDTH, align: "right" },
	{ title: "/s", width: RATE_WIDTH, align: "right" },
	{ title: kept.title, width: COUNT_WIDTH, align: "right" },
	{ title: last.title, width: SHORT_COUNT_WIDTH, align: "right" },
	{ title: "OPEN", width: AGE_WIDTH, align: "right" },
];

const grabSpan = ({ grab, revoked }: Client): Span => {
	if (revoked) return span("revoked", "problem");
	return grab === "none" ? span(ABSENT, "faint") : span(grab, grab === "real" ? "notice" : "muted");
};

const counted = (value: number | undefined): Span => span(shortCount(value), value ? "plain" : "muted");

const cells = (scene: Scene, client: Client, shape: Shape, first: Span): Cells => [
	[first],
	[span(client.process.comm)],
	[span(String(client.process.pid))],
	[span(String(client.process.innerPid), "muted")],
	[grabSpan(client)],
	[counted(shape.given.of(client))],
	[span(rate(shape.rate(client)), "muted")],
	[counted(shape.kept.of(client))],
	[counted(shape.last.of(client))],
	[span(age(scene.state.now - client.opened), "muted")],
];

const table = (
	scene: Scene,
	clients: readonly Client[],
	width: number,
	shape: Shape,
	column: Column,
	name: (client: Client) => Span,
): readonly Line[] => {
	if (clients.length === 0) return [{ spans: [span("nothing", "muted")] }];
	const columns = place(columnsOf(column, shape), width);
	return [headings(columns), ...clients.map((client) => row(columns, cells(scene, client, shape, name(client))))];
};

export const clientsByDevice = (scene: Scene, clients: readonly Client[], width: number): readonly Line[] =>
	table(scene, clients, width, MIXED, { title: "DEVICE", width: 8, share: 1, max: 24 }, ({ device }) => {
		const known = scene.state.devices.get(device);
		return span(known === undefined ? device : deviceLabel(known), "strong");
	});

/** Of one device. */
export const clientsByPersona = (
	scene: Scene,
	device: DeviceKey,
	clients: readonly Client[],
	width: number,
): readonly Line[] => {
	const shape = scene.state.devices.get(device)?.class === "framebuffer" ? DRAWING : INPUT;
	const column = { title: "PERSONA", width: 8, share: 1, max: 24 };
	return table(scene, clients, width, shape, column, ({ persona }) => personaSpan(scene, persona));
};
