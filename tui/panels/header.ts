import type { State } from "../../model/state.js";
import { count, RATE_WIDTH, rate, shortCount, time } from "../../report/units.js";
import { toWidth } from "../../report/width.js";
import { age } from "../figures.js";
import type { Rect } from "../geometry.js";
import { personaName } from "../labels.js";
import type { Panel } from "../panel.js";
import { label, type Scene } from "../scene.js";
import { BLANK, type Line, type Span, span } from "../style.js";
import { clipSpans, fitSpans, widthOf } from "../table.js";

const RECORDING_WIDTH = 20;
const GAP = span("  ");

/** Left and right ends of one row; where there is not room for both, the left one gives way. */
const ends = (width: number, left: readonly Span[], right: readonly Span[]): readonly Span[] => {
	const kept = clipSpans(right, width);
	return [...fitSpans(left, Math.max(0, width - widthOf(kept))), ...kept];
};

const machine = ({ session }: State): readonly Span[] =>
	session === undefined
		? [span("waiting for the stream to begin", "notice")]
		: [span(`Linux ${session.kernel}`), GAP, span(session.host, "muted")];

const streamState = ({ ui, state }: Scene): readonly Span[] => {
	if (ui.paused !== undefined) return [span(` ■ HELD, ${count(ui.paused.behind)} behind `, "plain", "notice")];
	if (ui.stream.ended) return [span(" ■ STREAM ENDED ", "plain", "notice")];
	if (ui.stream.recording !== undefined)
		return [span("● REC ", "problem"), ...clipSpans([span(ui.stream.recording)], RECORDING_WIDTH)];
	if (state.session === undefined) return [];
	return state.ready ? [span("ready", "muted")] : [span("attaching probes …", "notice")];
};

/** Without the fractions, which nobody can read while they run. */
const uptime = ({ state }: Scene): string => time(state.now).slice(0, "00:00:00".length);

const identity = (scene: Scene, width: number): Line => {
	const right = [GAP, ...streamState(scene), GAP, span(uptime(scene), "strong"), span(" ")];
	// A long path must not keep the kernel out of sight.
	const source = clipSpans([span(scene.ui.stream.source, "strong")], Math.floor(width / 3));
	const left = [span(" devns-top", "focus"), GAP, ...source, GAP, ...machine(scene.state)];
	return { spans: ends(width, left, right), ground: "bar" };
};

const activeSpans = (scene: Scene): readonly Span[] => {
	const { active, personas, session } = scene.state;
	if (active === undefined) {
		const why = session?.deviceNamespaces === false ? "no device namespaces in this kernel" : "active persona unknown";
		return [span(` ${why} `, "muted")];
	}
	const persona = personas.get(active.persona);
	const short = label(scene, active.persona);
	const name = persona === undefined ? "" : personaName(persona);
	const both = name === short || name === "" ? short : `${short} ${name}`;
	return [span(` ► ${both} `, "plain", "badge"), span(" active "), span(age(scene.state.now - active.since), "active")];
};

const probeSpans = ({ probes }: State): readonly Span[] => {
	const all = [...probes.values()];
	const attached = all.filter(({ state }) => state === "attached").length;
	const toldToEnd = all.filter(({ state, reason }) => state === "ended" && reason === "").length;
	if (toldToEnd > 0 && toldToEnd === all.length) return [span("probes ended", "muted")];
	const complete = attached === all.length && all.length > 0;
	return [span("probes ", "muted"), span(`${attached}/${all.length}`, complete ? "plain" : "notice")];
};

/** Whatever makes the picture incomplete: the first thing to be seen after who is active. */
export const lossText = ({ loss }: State): string | undefined => {
	const lost = loss.times === 0 ? [] : [loss.events === 0 ? "EVENTS LOST" : `${count(loss.events)} EVENTS LOST`];
	const rejected = loss.rejects === 0 ? [] : [`${count(loss.rejects)} NOT UNDERSTOOD`];
	const all = [...lost, ...rejected];
	return all.length === 0 ? undefined : `${all.join(", ")}${loss.reason === "" ? "" : `: ${loss.reason}`}`;
};

const doubts = ({ inconsistencies }: State): readonly Span[] => {
	const times = [...inconsistencies.values()].reduce((sum, one) => sum + one, 0);
	return times === 0 ? [] : [GAP, span(`${shortCount(times)} contradictions`, "problem")];
};

const health = (scene: Scene, width: number): Line => {
	const { state } = scene;
	const lost = lossText(state);
	const left = [
		...activeSpans(scene),
		GAP,
		...probeSpans(state),
		GAP,
		span("events ", "muted"),
		span(rate(state.eventRate).padEnd(RATE_WIDTH)),
		...doubts(state),
		GAP,
	];
	if (lost === undefined) return { spans: ends(width, left, [span("lost ", "muted"), span("0 ")]) };
	const room = Math.max(width - widthOf(left), Math.floor(width / 3));
	return { spans: ends(width, left, [span(toWidth(` ▲ ${lost}`, room), "plain", "alarm")]) };
};

export const header = (scene: Scene, rect: Rect): Panel => ({
	rect,
	box: false,
	focused: false,
	title: BLANK,
	aside: BLANK,
	rows: [identity(scene, rect.width), health(scene, rect.width)],
});
