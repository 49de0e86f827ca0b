import { NAME_SOURCES } from "../../decoders/event.js";
import { switchSummary } from "../../model/latency.js";
import type { Client, Persona, PersonaKey } from "../../model/state.js";
import { tally } from "../../model/tallies.js";
import { ABSENT, amount, duration, RATE_WIDTH, rate, time } from "../../report/units.js";
import { sparkline } from "../chart.js";
import { drawingSpans } from "../drawing.js";
import { age } from "../figures.js";
import { rateOf } from "../flow.js";
import { activeOver, columnsOf, ratesOver, secondsOver } from "../history.js";
import { deviceLabel, personaName } from "../labels.js";
import { missing } from "../missing.js";
import type { Page } from "../page.js";
import { isActive, label, personaSpan, type Scene } from "../scene.js";
import { sinceWhen } from "../since.js";
import { BLANK, type Line, line, type Role, type Span, span } from "../style.js";
import { joined } from "../table.js";
import { clientsByDevice } from "./client-table.js";
import { fact, longFact, roomFor, title } from "./facts.js";

const standing = (scene: Scene, persona: Persona): Span => {
	const lasting = age(scene.state.now - sinceWhen(scene, persona));
	if (persona.gone !== undefined) return span(`gone since ${lasting}`, "muted");
	if (isActive(scene, persona.key)) return span(`► active for ${lasting}`, "active");
	return span(`in the background for ${lasting}`);
};

const parentSpan = (scene: Scene, { parent, level }: Persona): Span => {
	const found = [...scene.state.personas.values()].findLast(({ inum }) => inum === parent);
	const name = found === undefined ? "an unknown namespace" : label(scene, found.key);
	return span(
		level === undefined ? "unknown: its beginning was not seen" : level === 0 ? "0, the root" : `${level}, in ${name}`,
	);
};

const names = ({ names: known }: Persona): Line => {
	const told = NAME_SOURCES.filter((source) => known.get(source));
	if (told.length === 0) return fact("names", span("none", "muted"));
	const parts = told.map((source) => [span(`${source} `, "muted"), span(known.get(source) ?? "")]);
	return fact("names", ...parts.flatMap((part, index) => (index === 0 ? part : [span("   "), ...part])));
};

const appeared = ({ existing, unseen, appeared: when }: Persona): Span => {
	if (unseen) return span("its beginning was not seen", "notice");
	return existing ? span("was there before the probes", "muted") : span(time(when));
};

const routes = (scene: Scene, key: PersonaKey): readonly Line[] => {
	const switches = scene.state.switches.filter(({ from, to }) => from === key || to === key);
	const own = switchSummary({ switches, switchesForgotten: 0 }).routes;
	if (own.length === 0) return [line(span("none that is complete", "muted"))];
	return own.map(({ from, to, total }) =>
		line(
			...joined([personaSpan(scene, from), personaSpan(scene, to)], span(" → ", "muted")),
			span(`   ${total?.count ?? 0} times   median ${duration(total?.median)}   max ${duration(total?.max)}`, "muted"),
		),
	);
};

/** So many of the last seconds. */
const RATE_SECONDS = 60;

const rateRow = (name: string, role: Role, told: readonly (number | undefined)[]): Line => {
	const now = told.at(-1) ?? 0;
	const line = told.some((value) => value) ? sparkline(told, told.length) : "";
	return fact(name, span(rate(now).padEnd(RATE_WIDTH + 2), now === 0 ? "muted" : "plain"), span(line, role));
};

const ratesRows = (scene: Scene, { key }: Persona, width: number): readonly Line[] => {
	const reason = missing(scene, "input.delivery");
	if (reason !== undefined) return longFact("input", `not known: ${reason}`, width, "notice");
	const seconds = secondsOver(scene, Math.min(RATE_SECONDS, Math.max(10, width - 34)));
	const rates = ratesOver(seconds, (state) => rateOf(state, key));
	return [
		rateRow(
			"delivered",
			"active",
			rates.map((then) => then?.delivered),
		),
		rateRow(
			"withheld",
			"notice",
			rates.map((then) => then?.withheld),
		),
	];
};

/** What it drew, on each framebuffer that it has open. */
const drawing = (scene: Scene, { key: persona }: Persona, clients: readonly Client[]): readonly Line[] =>
	[...new Set(clients.map(({ device }) => device))].flatMap((key) => {
		const device = scene.state.devices.get(key);
		if (device?.class !== "framebuffer") return [];
		const spans = drawingSpans(scene, tally(scene.state, { persona, device: key }));
		return [fact("drawn", span(`${deviceLabel(device)} `, "strong"), ...spans)];
	});

/** When it was active, as far back as the past is kept. */
const activeRow = (scene: Scene, { key }: Persona, width: number): readonly Line[] => {
	const all = activeOver(scene);
	if (all.length === 0) return [];
	const active = all.filter(({ item }) => item === key);
	const sum = active.reduce((total, { from, to }) => total + to - from, 0);
	const columns = columnsOf(all, roomFor(width));
	const spans = columns.map((item) => (item === key ? span("█", "active") : span("─", "faint")));
	return [
		fact("active", ...spans),
		fact(
			"",
			span(
				`${amount(active.length, "time")}, ${duration(sum)} of the ${duration((all.at(-1)?.to ?? 0) - (all[0]?.from ?? 0))} that are kept`,
				"muted",
			),
		),
	];
};

export const personaPage = (scene: Scene, persona: Persona, width: number): Page => {
	const clients = [...scene.state.clients.values()].filter(
		({ persona: owner, closed }) => owner === persona.key && closed === undefined,
	);
	return {
		title: line(span("Persona ", "strong"), personaSpan(scene, persona.key), span(` ${personaName(persona)}`)),
		rows: [
			fact("state", standing(scene, persona)),
			fact(
				"namespace",
				span(`${persona.inum}`),
				span(persona.turn > 1 ? `, the ${persona.turn}th of that number` : "", "muted"),
				span("   init ", "muted"),
				span(persona.initPid === undefined ? ABSENT : `PID ${persona.initPid} outside`),
				span("   level ", "muted"),
				parentSpan(scene, persona),
			),
			names(persona),
			fact("appeared", appeared(persona)),
			...ratesRows(scene, persona, width),
			...drawing(scene, persona, clients),
			...activeRow(scene, persona, width),
			BLANK,
			title("Open devices, and the processes that have them open"),
			...clientsByDevice(scene, clients, width),
			BLANK,
			title("Switches"),
			...routes(scene, persona.key),
		],
	};
};
