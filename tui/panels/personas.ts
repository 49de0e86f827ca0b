import { STANDINGS } from "../../model/standing.js";
import type { Client, Persona, PersonaKey } from "../../model/state.js";
import { ABSENT, RATE_WIDTH, rate } from "../../report/units.js";
import { AGE_WIDTH, age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { personaName } from "../labels.js";
import { listPlace } from "../layout.js";
import { type Matrix, matrix } from "../matrix.js";
import { missing, NOT_AVAILABLE } from "../missing.js";
import type { Panel } from "../panel.js";
import { idsOf, personaRows } from "../rows.js";
import { isActive, type Scene } from "../scene.js";
import { SIGNS } from "../signs.js";
import { sinceWhen } from "../since.js";
import { type Line, line, type Role, type Span, span } from "../style.js";
import { type Cells, type Column, clipSpans, type Placed, place, row, sortedHeadings } from "../table.js";
import { listPanel } from "./list-panel.js";

interface Shape {
	/** Those that stand before the matrix. */
	readonly columns: readonly Column[];
	readonly matrix: Matrix;
	/** There is room for rates. */
	readonly rates: boolean;
	readonly wide: boolean;
}

const NAME: Column = { title: "NAME", width: 9, share: 1, max: 28 };

/** From so many columns on there is room for the init's PID. */
const WIDE = 60;
/** And from so many on for devices' names. */
const NAMED = 80;
/** And from so many on for its rates. */
const WIDER = 100;

const RATES: readonly Column[] = [
	{ title: "OPEN", width: 4, align: "right" },
	{ title: "GIVEN", width: RATE_WIDTH, align: "right" },
	{ title: "KEPT", width: RATE_WIDTH, align: "right" },
];

const shapeOf = (scene: Scene, width: number): Shape => {
	const full = scene.ui.full && scene.ui.focus === "personas";
	const wide = width >= WIDE;
	const named = full || width >= NAMED;
	const withRates = full && width >= WIDER;
	const columns: readonly Column[] = [
		{ title: "", width: 1 },
		{ title: "TAG", width: 4 },
		NAME,
		...(wide ? [{ title: "INIT", width: 7, align: "right" } as const] : []),
		{ title: "FOR", width: AGE_WIDTH, align: "right" },
		...(withRates ? RATES : []),
	];
	const fixed = columns.reduce((sum, column) => sum + column.width + 1, 0);
	return { columns, matrix: matrix(scene, width - fixed - (wide && !named ? 8 : 0), named), rates: withRates, wide };
};

export const personaColumns = (scene: Scene, width: number): readonly Placed[] => {
	const { columns, matrix: what } = shapeOf(scene, width);
	return place([...columns, ...what.columns], width);
};

/** Where something existed before there were probes, nobody knows since when. */
const lasting = (scene: Scene, persona: Persona): string => {
	const since = sinceWhen(scene, persona);
	const unknown = since === persona.appeared && persona.existing && !isActive(scene, persona.key);
	return unknown ? ABSENT : age(scene.state.now - since);
};

const marker = (scene: Scene, { key, gone }: Persona): Span => {
	if (gone !== undefined) return span("✗", "muted");
	return isActive(scene, key) ? span("►", "active") : span(" ");
};

const roleOf = (scene: Scene, { key, gone }: Persona): Role => {
	if (gone !== undefined) return "muted";
	return isActive(scene, key) ? "active" : "plain";
};

const total = (clients: readonly Client[], pick: (client: Client) => number): number =>
	clients.reduce((sum, client) => sum + pick(client), 0);

const rateSpan = (perSecond: number, role: Role): Span => span(rate(perSecond), perSecond === 0 ? "faint" : role);

/** What opens are counted from: where one of these is not seen, there may be more. */
const OPENS = ["input.open", "framebuffer.open"] as const;

const opensText = (scene: Scene, clients: readonly Client[]): string => {
	const unseen = OPENS.filter((capability) => missing(scene, capability) !== undefined).length;
	return unseen === OPENS.length ? NOT_AVAILABLE : `${clients.length}${unseen > 0 ? "+" : ""}`;
};

const rates = (scene: Scene, key: PersonaKey): Cells => {
	const clients = scene.clientsOf(key);
	const unknown = missing(scene, "input.delivery") === undefined ? undefined : span(NOT_AVAILABLE, "muted");
	const given = rateSpan(
		total(clients, ({ deliveredRate }) => deliveredRate),
		"plain",
	);
	const kept = rateSpan(
		total(clients, ({ withheldRate }) => withheldRate),
		"notice",
	);
	return [[span(opensText(scene, clients), "muted")], [unknown ?? given], [unknown ?? kept]];
};

const cells = (scene: Scene, { rates: withRates, wide, matrix: what }: Shape, persona: Persona): Cells => {
	const role = roleOf(scene, persona);
	const quiet: Role = role === "plain" ? "muted" : role;
	return [
		[marker(scene, persona)],
		[span(persona.names.get("tag") ?? "", role)],
		[span(personaName(persona), role)],
		...(wide ? [[span(persona.initPid === undefined ? ABSENT : String(persona.initPid), quiet)]] : []),
		[span(lasting(scene, persona), role)],
		...(withRates ? rates(scene, persona.key) : []),
		...what.cells(persona.key),
	];
};

/** What the signs mean. */
export const signLegend = (width: number): Line =>
	line(
		...clipSpans(
			STANDINGS.filter((standing) => standing !== "unsure").flatMap((standing, index) => {
				const { glyph, role, word } = SIGNS[standing];
				return [span(`${index === 0 ? "" : "  "}${glyph} `, role), span(word, "muted")];
			}),
			width,
		),
	);

export const personas = (scene: Scene, rect: Rect): Panel => {
	const shown = personaRows(scene);
	const { width, height } = inside(rect);
	const shape = shapeOf(scene, width);
	const columns = place([...shape.columns, ...shape.matrix.columns], width);
	const reasons = OPENS.map((capability) => missing(scene, capability)).filter((reason) => reason !== undefined);
	const below = height - 1 - (listPlace(scene.ui, "personas")?.height ?? 0);
	return listPanel(scene, rect, {
		id: "personas",
		name: "Personas",
		total: [...scene.state.personas.values()].filter(({ gone }) => gone === undefined).length,
		ids: idsOf(shown),
		note: reasons[0] === undefined ? undefined : `open: ${reasons[0]}`,
		above: [sortedHeadings(scene.ui, "personas", columns)],
		below: below > 0 ? [signLegend(width)] : [],
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : row(columns, cells(scene, shape, item));
		},
	});
};
