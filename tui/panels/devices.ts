import type { Capability } from "../../decoders/event.js";
import { openBy, owner } from "../../model/ownership.js";
import type { Client, Device, Ownership, PersonaKey } from "../../model/state.js";
import { ABSENT, RATE_WIDTH, rate, shortCount } from "../../report/units.js";
import { shownRateOf } from "../drawing.js";
import { AGE_WIDTH, age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { deviceNode } from "../labels.js";
import { missing, NOT_AVAILABLE } from "../missing.js";
import type { Panel } from "../panel.js";
import { deviceRows, idsOf } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { withMode } from "../signs.js";
import { type Span, span } from "../style.js";
import { type Cells, type Column, joined, joinedWithin, type Placed, place, row, sortedHeadings } from "../table.js";
import { listPanel } from "./list-panel.js";

const COLUMNS: readonly Column[] = [
	{ title: "DEVICE", width: 8, share: 1, max: 10 },
	{ title: "NAME", width: 9, share: 6, max: 36 },
	{ title: "OWNER", width: 11, share: 1, max: 20 },
	{ title: "SINCE", width: AGE_WIDTH, align: "right" },
	{ title: "DELIVERED", width: 9, align: "right" },
	{ title: "WITHHELD", width: RATE_WIDTH + 1, align: "right" },
	{ title: "GRABS", width: 9, share: 1, max: 28 },
	{ title: "OPEN BY", width: 9, share: 2 },
];

export const deviceColumns = (width: number): readonly Placed[] => place(COLUMNS, width);

const NOTHING: readonly Span[] = [span(ABSENT, "faint")];
const COMMA = span(",", "faint");

export const ownerSpans = (scene: Scene, found: Ownership): readonly Span[] => {
	switch (found.is) {
		case "owned":
			return [personaSpan(scene, found.persona)];
		case "shared":
			return [span(`shared by ${found.personas.length}`, "notice")];
		case "nobody":
			return [span("nobody", "muted")];
		case "unknown":
			return [span(NOT_AVAILABLE, "muted")];
	}
};

/** In the order of the personas' list: which of them opened the device first makes no difference to it. */
const personasOf = (scene: Scene, clients: readonly Client[]): readonly PersonaKey[] =>
	[...new Set(clients.map(({ persona }) => persona))].sort((a, b) => scene.rank(a) - scene.rank(b));

const personaNames = (scene: Scene, clients: readonly Client[]): readonly Span[] =>
	personasOf(scene, clients).map((persona) => personaSpan(scene, persona));

/** Real ones first: they are what takes a device from the others. */
export const grabSpans = (scene: Scene, clients: readonly Client[]): readonly Span[] => {
	const real = clients.filter(({ grab }) => grab === "real");
	const virtual = clients.filter(({ grab }) => grab === "virtual");
	const kinds = [
		{ word: span("real ", "notice"), holders: real },
		{ word: span("virt ", "muted"), holders: virtual },
	].filter(({ holders }) => holders.length > 0);
	return kinds.flatMap(({ word, holders }, index) => [
		...(index === 0 ? [] : [span(" ")]),
		word,
		...joined(personaNames(scene, holders), COMMA),
	]);
};

const total = (clients: readonly Client[], pick: (client: Client) => number): number =>
	clients.reduce((sum, client) => sum + pick(client), 0);

const rateSpans = (perSecond: number, role: "plain" | "notice"): readonly Span[] => [
	span(rate(perSecond), perSecond === 0 ? "faint" : role),
];

const unlessMissing = (scene: Scene, capability: Capability, spans: readonly Span[]): readonly Span[] =>
	missing(scene, capability) === undefined ? spans : [span(NOT_AVAILABLE, "muted")];

/** What went to the device's clients, or what they did to it; and what was kept from them, or ignored. */
const traffic = (
	scene: Scene,
	{ class: deviceClass, requests, ignored }: Device,
	clients: readonly Client[],
): readonly [readonly Span[], readonly Span[]] => {
	// mousedev counts nothing, the mice of device namespaces do.
	if (deviceClass === "mouse" && !clients.some(({ delivered }) => delivered !== undefined)) return [NOTHING, NOTHING];
	switch (deviceClass) {
		case "mouse":
		case "input": {
			const given = rateSpans(
				total(clients, ({ deliveredRate }) => deliveredRate),
				"plain",
			);
			const kept = rateSpans(
				total(clients, ({ withheldRate }) => withheldRate),
				"notice",
			);
			return [unlessMissing(scene, "input.delivery", given), unlessMissing(scene, "input.delivery", kept)];
		}
		case "framebuffer": {
			const updates = rateSpans(total(clients, shownRateOf), "plain");
			const kept = rateSpans(
				total(clients, ({ keptRate }) => keptRate),
				"notice",
			);
			const isTold = clients.some((client) => client.kept !== undefined);
			return [unlessMissing(scene, "framebuffer.update", updates), isTold ? kept : NOTHING];
		}
		case "led": {
			const obeyed = [span(`${shortCount(requests - ignored)} set`, "plain")];
			const refused = [span(`${shortCount(ignored)} ign.`, ignored === 0 ? "faint" : "notice")];
			return [unlessMissing(scene, "led.request", obeyed), unlessMissing(scene, "led.request", refused)];
		}
		default:
			return [NOTHING, NOTHING];
	}
};

const OPENS: Readonly<Partial<Record<Device["class"], Capability>>> = {
	input: "input.open",
	framebuffer: "framebuffer.open",
	display: "display.open",
};

const opens = (scene: Scene, device: Device, clients: readonly Client[], room: number): readonly Span[] => {
	const needed = OPENS[device.class];
	const spans = clients.length === 0 ? NOTHING : joinedWithin(personaNames(scene, clients), COMMA, room);
	return needed === undefined ? spans : unlessMissing(scene, needed, spans);
};

const grabs = (scene: Scene, device: Device, clients: readonly Client[]): readonly Span[] => {
	if (device.class !== "input") return NOTHING;
	const spans = grabSpans(scene, clients);
	return unlessMissing(scene, "input.grab", spans.length === 0 ? NOTHING : spans);
};

const cells = (scene: Scene, device: Device, columns: readonly Placed[]): Cells => {
	const clients = openBy(scene.state, device.key);
	const found = owner(scene.state, device.key);
	const [given, kept] = traffic(scene, device, clients);
	const role = device.gone === undefined ? "plain" : "muted";
	return [
		withMode(span(deviceNode(device), role === "muted" ? role : "strong"), device.mode, columns[0]?.room ?? 0),
		[span(device.gone === undefined ? device.name : `gone: ${device.name}`, role)],
		ownerSpans(scene, found),
		found.is === "unknown" ? NOTHING : [span(age(scene.state.now - found.since), "muted")],
		given,
		kept,
		grabs(scene, device, clients),
		opens(scene, device, clients, columns.at(-1)?.room ?? 0),
	];
};

/** The columns that some capability fills, with the devices it is for. */
const WATCHED: readonly (readonly [string, Device["class"], Capability])[] = [
	["delivered, withheld", "input", "input.delivery"],
	["grabs", "input", "input.grab"],
	["open", "input", "input.open"],
	["framebuffer updates", "framebuffer", "framebuffer.update"],
	["open framebuffers", "framebuffer", "framebuffer.open"],
	["LED requests", "led", "led.request"],
];

/** Each reason once, with all that it makes unknown. */
const note = (scene: Scene, devices: readonly Device[]): string | undefined => {
	const classes = new Set(devices.map((device) => device.class));
	const reasons = new Map<string, string[]>();
	for (const [what, deviceClass, capability] of WATCHED) {
		const reason = classes.has(deviceClass) ? missing(scene, capability) : undefined;
		if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), what]);
	}
	if (reasons.size === 0) return undefined;
	return Array.from(reasons, ([reason, what]) => `${what.join(", ")}: ${reason}`).join("; ");
};

export const devices = (scene: Scene, rect: Rect): Panel => {
	const shown = deviceRows(scene);
	const columns = deviceColumns(inside(rect).width);
	return listPanel(scene, rect, {
		id: "devices",
		name: "Devices",
		total: [...scene.state.devices.values()].filter(({ gone }) => gone === undefined).length,
		ids: idsOf(shown),
		note: note(
			scene,
			shown.map(({ item }) => item),
		),
		above: [sortedHeadings(scene.ui, "devices", columns)],
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : row(columns, cells(scene, item, columns));
		},
	});
};
