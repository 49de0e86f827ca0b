import { dueProbes } from "../../model/completeness.js";
import { owner } from "../../model/ownership.js";
import type { Device, State } from "../../model/state.js";
import { count, RATE_WIDTH, rate, time } from "../../report/units.js";
import { textWidth } from "../../report/width.js";
import { BINDINGS } from "../bindings.js";
import { age } from "../figures.js";
import type { Rect } from "../geometry.js";
import { personaName } from "../labels.js";
import type { Panel } from "../panel.js";
import { label, personaSpan, type Scene } from "../scene.js";
import { signOf } from "../signs.js";
import { BLANK, type Line, type Span, span } from "../style.js";
import { clipSpans, fitSpans, widthOf } from "../table.js";
import { type Verdict, verdict } from "../verdict.js";

const RECORDING_WIDTH = 20;
const GAP = span("  ");

/** Left and right ends of one row; where there is not room for both, the left one gives way. */
const ends = (width: number, left: readonly Span[], right: readonly Span[]): readonly Span[] => {
	const kept = clipSpans(right, width);
	return [...fitSpans(left, Math.max(0, width - widthOf(kept))), ...kept];
};

/** As many of the parts, in their order, as there is room for. */
const whatFits = (width: number, parts: readonly (readonly Span[])[]): readonly Span[] => {
	const kept: Span[] = [];
	for (const part of parts) {
		if (widthOf(kept) + widthOf(part) <= width) kept.push(...part);
	}
	return kept;
};

const machine = ({ session }: State): readonly Span[] =>
	session === undefined ? [span("waiting for the stream to begin", "notice")] : [span(`Linux ${session.kernel}`)];

const host = ({ session }: State): readonly Span[] => (session === undefined ? [] : [GAP, span(session.host, "muted")]);

/** The end of the past is as near as the latest moment. */
const ago = ({ past, state, ui }: Scene): string => {
	const latest = past.at(-1)?.t ?? state.now;
	return ui.held === undefined ? "" : age(latest - ui.held.t);
};

const streamState = (scene: Scene): readonly Span[] => {
	const { ui, state } = scene;
	const { held, stream } = ui;
	if (held !== undefined) return [span(` ■ HELD, ${ago(scene)} ago, ${count(held.behind)} behind `, "plain", "notice")];
	if (stream.ended) return [span(" ■ STREAM ENDED ", "plain", "notice")];
	const recording = ui.asked ?? stream.recording;
	if (recording !== undefined) return [span("● REC ", "problem"), ...clipSpans([span(recording)], RECORDING_WIDTH)];
	if (state.session === undefined) return [];
	return state.ready ? [span(stream.live ? "live" : "playing", "muted")] : [span("attaching probes …", "notice")];
};

/** Without the fractions, which nobody can read while they run; a time that is held has them. */
const clock = ({ state, ui }: Scene): string =>
	ui.held === undefined ? time(state.now).slice(0, "00:00:00".length) : time(state.now);

/** Those that watch, of those that would have to: not of those that nobody asked for, nor that others stand in for. */
const probeSpans = (state: State): readonly Span[] => {
	const due = dueProbes(state);
	const attached = due.filter((probe) => probe.state === "attached").length;
	const toldToEnd = due.filter((probe) => probe.state === "ended" && probe.reason === "").length;
	if (toldToEnd > 0 && toldToEnd === due.length) return [GAP, span("probes ended", "muted")];
	const complete = attached === due.length && due.length > 0;
	return [GAP, span("probes ", "muted"), span(`${attached}/${due.length}`, complete ? "plain" : "notice")];
};

const eventRate = ({ eventRate: perSecond }: State): readonly Span[] => [
	GAP,
	span("events ", "muted"),
	span(rate(perSecond).padEnd(RATE_WIDTH)),
];

const identity = (scene: Scene, width: number): Line => {
	const right = [GAP, ...streamState(scene), GAP, span(clock(scene), "strong"), span(" ")];
	// A long path must not keep the kernel out of sight.
	const source = clipSpans([span(scene.ui.stream.source, "strong")], Math.floor(width / 3));
	const first = [span(" devns-top", "focus"), GAP, ...source, GAP, ...machine(scene.state)];
	const room = width - widthOf(right);
	const { state } = scene;
	const more = state.session === undefined ? [] : [probeSpans(state), eventRate(state), host(state)];
	const left = [...first, ...whatFits(room - widthOf(first), more)];
	return { spans: ends(width, left.length === 0 ? first : left, right), ground: "bar" };
};

const activeSpans = (scene: Scene): readonly Span[] => {
	const { active, personas, session, switches, switchesForgotten } = scene.state;
	if (active === undefined) {
		// Without device namespaces somebody is active by a policy only; that there is one shows by its switches.
		const never = session?.deviceNamespaces === false && switches.length + switchesForgotten === 0;
		const why = never ? "no device namespaces in this kernel" : "active persona unknown";
		return [span(` ${why} `, "muted")];
	}
	const persona = personas.get(active.persona);
	const short = label(scene, active.persona);
	const name = persona === undefined ? "" : personaName(persona);
	const both = name === short || name === "" ? short : `${short} ${name}`;
	return [span(` ► ${both} `, "plain", "badge"), span(" active "), span(age(scene.state.now - active.since), "active")];
};

/** The device that people look for first: what calls itself a touch screen, and what they look at. */
const MAIN: readonly (readonly [name: string, is: (device: Device) => boolean])[] = [
	["touch", (device) => device.class === "input" && /touch/i.test(device.name)],
	["screen", (device) => device.class === "framebuffer" || device.class === "display"],
];

const mainOwner = (scene: Scene, name: string, device: Device): readonly Span[] => {
	const found = owner(scene.state, device.key);
	const before = [GAP, span(`${name} `, "muted")];
	switch (found.is) {
		case "owned":
			return [...before, signOf(found.by === "grab" ? "grab" : "owns"), span(" "), personaSpan(scene, found.persona)];
		case "shared":
			return [...before, signOf("open"), span(` shared by ${found.personas.length}`, "notice")];
		case "nobody":
			return [...before, signOf(undefined), span(" nobody", "muted")];
		case "unknown":
			return [...before, signOf("unsure"), span(" n/a", "muted")];
	}
};

const mainOwners = (scene: Scene): readonly (readonly Span[])[] =>
	MAIN.flatMap(([name, is]) => {
		const device = scene.devices().find((one) => one.gone === undefined && is(one));
		return device === undefined ? [] : [mainOwner(scene, name, device)];
	});

const VERDICT_SIGNS: Readonly<Record<Verdict["is"], readonly [glyph: string, span: (text: string) => Span]>> = {
	quiet: ["✓", (text) => span(text, "active")],
	waiting: ["·", (text) => span(text, "muted")],
	partial: ["–", (text) => span(text, "notice")],
	noted: ["!", (text) => span(text, "notice")],
	wrong: ["✗", (text) => span(text, "problem")],
	lost: ["▲", (text) => span(text, "plain", "alarm")],
};

/** The key that shows all of it. */
const keySpans = ({ is, shownBy }: Verdict): readonly Span[] => {
	const key = BINDINGS.find(({ action }) => action === shownBy)?.shown;
	if (key === undefined) return [];
	const ground = is === "lost" ? "alarm" : "none";
	return [span(` ${key}`, "focus", ground), span(" shows ", is === "lost" ? "plain" : "muted", ground)];
};

/** So much of what is wrong is told, or none: less says nothing. */
const FEWEST_COLUMNS = 12;

/** What is wrong is told as far as there is room; that nothing was lost needs no more than its sign and two words. */
const verdictSpans = (found: Verdict, width: number): readonly Span[] => {
	const [glyph, make] = VERDICT_SIGNS[found.is];
	const key = keySpans(found);
	const room = width - widthOf(key);
	const short = ` ${glyph} ${found.short} `;
	const long = found.long === "" ? short : ` ${glyph} ${found.short}${found.is === "quiet" ? "," : ":"} ${found.long} `;
	const isClipped = isWrong(found) && room >= textWidth(short) + FEWEST_COLUMNS;
	const text = isClipped || textWidth(long) <= room ? long : short;
	// What is quiet needs no look: its sign alone has the colour.
	if (found.is === "quiet") return [make(` ${glyph}`), span(text.slice(` ${glyph}`.length), "muted")];
	return [...clipSpans([make(text)], room), ...key];
};

const isWrong = ({ is }: Verdict): boolean => is === "wrong" || is === "lost";

interface Health {
	readonly owners: readonly Span[];
	readonly verdict: readonly Span[];
}

/** Who has what people look at, and whether something is wrong; of the two, what is wrong gets the room it needs. */
const healthOf = (scene: Scene, found: Verdict, width: number): Health => {
	const least = textWidth(` x ${found.short} `) + widthOf(keySpans(found));
	const active = activeSpans(scene);
	const owners = (room: number) => whatFits(Math.max(widthOf(active), room), [active, ...mainOwners(scene)]);
	const left = width - widthOf(owners(width - least)) - 1;
	const told = verdictSpans(found, Math.max(left, least, isWrong(found) ? Math.floor(width / 3) : 0));
	return { owners: owners(width - widthOf(told)), verdict: told };
};

const health = (scene: Scene, width: number): Line => {
	const { owners, verdict: told } = healthOf(scene, verdict(scene.state, scene.ui.stream.ended), width);
	return { spans: ends(width, owners, told) };
};

/** What a click on the verdict asks for: what shows all of it. */
export const verdictAt = (scene: Scene, { y, width }: Rect, at: Pick<Rect, "x" | "y">): Verdict["shownBy"] => {
	const found = verdict(scene.state, scene.ui.stream.ended);
	const isOn = at.y === y + 1 && at.x >= width - widthOf(healthOf(scene, found, width).verdict);
	return isOn ? found.shownBy : undefined;
};

export const header = (scene: Scene, rect: Rect): Panel => ({
	rect,
	box: false,
	focused: false,
	title: BLANK,
	aside: BLANK,
	rows: [identity(scene, rect.width), health(scene, rect.width)],
});
