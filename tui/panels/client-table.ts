import type { Client } from "../../model/state.js";
import { ABSENT, RATE_WIDTH, rate, SHORT_COUNT_WIDTH, shortCount } from "../../report/units.js";
import { AGE_WIDTH, age } from "../figures.js";
import { deviceLabel } from "../labels.js";
import { personaSpan, type Scene } from "../scene.js";
import { type Line, type Span, span } from "../style.js";
import { type Cells, type Column, headings, place, row } from "../table.js";

const COUNT_WIDTH = SHORT_COUNT_WIDTH + 1;

const columnsOf = (first: Column): readonly Column[] => [
	first,
	{ title: "COMMAND", width: 9, share: 1, max: 24 },
	{ title: "PID", width: 7, align: "right" },
	{ title: "INSIDE", width: 6, align: "right" },
	{ title: "GRAB", width: "virtual".length },
	{ title: "DELIV.", width: COUNT_WIDTH, align: "right" },
	{ title: "/s", width: RATE_WIDTH, align: "right" },
	{ title: "WITHH.", width: COUNT_WIDTH, align: "right" },
	{ title: "DROP.", width: SHORT_COUNT_WIDTH, align: "right" },
	{ title: "OPEN", width: AGE_WIDTH, align: "right" },
];

const grabSpan = ({ grab, revoked }: Client): Span => {
	if (revoked) return span("revoked", "problem");
	return grab === "none" ? span(ABSENT, "faint") : span(grab, grab === "real" ? "notice" : "muted");
};

const counted = (value: number | undefined): Span => span(shortCount(value), value ? "plain" : "muted");

/** Drawing is what a framebuffer's clients do; input is what is given to theirs. */
const given = ({ delivered, writes, pans, faults }: Client): number | undefined =>
	delivered ?? (writes === undefined ? undefined : writes + (pans ?? 0) + (faults ?? 0));

/** Input is withheld from the background; its drawing is, from the screen. */
const held = ({ withheld, kept }: Client): number | undefined => withheld ?? kept;

const cells = (scene: Scene, client: Client, first: Span): Cells => [
	[first],
	[span(client.process.comm)],
	[span(String(client.process.pid))],
	[span(String(client.process.innerPid), "muted")],
	[grabSpan(client)],
	[counted(given(client))],
	[span(rate(client.deliveredRate + client.updateRate), "muted")],
	[counted(held(client))],
	[counted(client.dropped)],
	[span(age(scene.state.now - client.opened), "muted")],
];

const table = (
	scene: Scene,
	clients: readonly Client[],
	width: number,
	column: Column,
	name: (client: Client) => Span,
): readonly Line[] => {
	if (clients.length === 0) return [{ spans: [span("nothing", "muted")] }];
	const columns = place(columnsOf(column), width);
	return [headings(columns), ...clients.map((client) => row(columns, cells(scene, client, name(client))))];
};

export const clientsByDevice = (scene: Scene, clients: readonly Client[], width: number): readonly Line[] =>
	table(scene, clients, width, { title: "DEVICE", width: 8, share: 1, max: 24 }, ({ device }) => {
		const known = scene.state.devices.get(device);
		return span(known === undefined ? device : deviceLabel(known), "strong");
	});

export const clientsByPersona = (scene: Scene, clients: readonly Client[], width: number): readonly Line[] =>
	table(scene, clients, width, { title: "PERSONA", width: 8, share: 1, max: 24 }, ({ persona }) =>
		personaSpan(scene, persona),
	);
