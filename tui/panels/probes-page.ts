import { CAPABILITIES, type ProbeState } from "../../decoders/event.js";
import { evidence } from "../../model/evidence.js";
import type { ProbeStatus, State } from "../../model/state.js";
import { INCONSISTENT } from "../../report/sentence.js";
import { count } from "../../report/units.js";
import type { Page } from "../page.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, line, type Role, span } from "../style.js";
import { fact, longFact, title, wrapped } from "./facts.js";

const STATE_LOOK: Readonly<Record<ProbeState, readonly [glyph: string, role: Role]>> = {
	attached: ["✓", "active"],
	missing: ["–", "notice"],
	failed: ["✗", "problem"],
	ended: ["■", "muted"],
};

const ID_WIDTH = 24;

const probeRows = ({ probe, state, gives, reason }: ProbeStatus, width: number): readonly Line[] => {
	const [glyph, role] = STATE_LOOK[state];
	const head = line(
		span(`${glyph} `, role),
		span(probe.padEnd(ID_WIDTH), "strong"),
		span(`${state.padEnd(10)}`, role),
		span(gives.join(", "), "muted"),
	);
	return reason === "" ? [head] : [head, ...wrapped(`  ${reason}`, width, "notice")];
};

const missingRows = (state: State, width: number): readonly Line[] => {
	const rows = CAPABILITIES.flatMap((capability) => {
		const found = evidence(state, capability);
		return found.given ? [] : longFact(capability, found.reason, width, "notice");
	});
	return rows.length === 0 ? [line(span("nothing: all is seen", "muted"))] : rows;
};

const doubtRows = ({ loss, inconsistencies }: State): readonly Line[] => [
	fact("lost", span(`${count(loss.events)} events, ${count(loss.times)} times`, loss.times > 0 ? "problem" : "plain")),
	fact("not understood", span(count(loss.rejects), loss.rejects > 0 ? "problem" : "plain")),
	...(loss.reason === "" ? [] : [fact("latest reason", span(loss.reason, "problem"))]),
	...Array.from(inconsistencies, ([what, times]) => fact(`${count(times)} times`, span(INCONSISTENT[what], "problem"))),
];

export const probesPage = (scene: Scene, width: number): Page => {
	const { state } = scene;
	const probes = [...state.probes.values()];
	const none = line(span("none yet", "muted"));
	return {
		title: line(
			span("Probes ", "strong"),
			span(`${probes.filter((one) => one.state === "attached").length} of ${probes.length} attached`, "muted"),
		),
		rows: [
			...(probes.length === 0 ? [none] : probes.flatMap((probe) => probeRows(probe, width))),
			BLANK,
			title("What is missing"),
			...missingRows(state, width),
			BLANK,
			title("What is in doubt"),
			...doubtRows(state),
		],
	};
};
