import { CAPABILITIES, type Capability, type ProbeState } from "../../decoders/event.js";
import { dueProbes, unwatched } from "../../model/completeness.js";
import { evidence, hasStopped, STATE_WORDS } from "../../model/evidence.js";
import type { ProbeStatus, State } from "../../model/state.js";
import { INCONSISTENT } from "../../report/sentence.js";
import { count } from "../../report/units.js";
import type { Page } from "../page.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, line, type Role, span } from "../style.js";
import { type Fact, facts, hanging, title, wrapped } from "./facts.js";

const STATE_LOOK: Readonly<Record<ProbeState, readonly [glyph: string, role: Role]>> = {
	attached: ["✓", "active"],
	missing: ["–", "notice"],
	failed: ["✗", "problem"],
	ended: ["■", "muted"],
	unasked: ["·", "muted"],
};

const ID_WIDTH = 20;
const STATE_WIDTH = "not asked for ".length;

/** What this kernel does without is told as quietly as what nobody asked for. */
const probeRows = ({ probe, state, gives, reason }: ProbeStatus, due: boolean, width: number): readonly Line[] => {
	const [glyph, own] = STATE_LOOK[state];
	const role = due ? own : "muted";
	const head = [
		span(`${glyph} `, role),
		span(probe.padEnd(ID_WIDTH), due ? "strong" : "muted"),
		span(STATE_WORDS[state].padEnd(STATE_WIDTH), role),
	];
	return [
		...hanging(head, [span(gives.join(", "), "muted")], width),
		...(reason === "" ? [] : wrapped(`  ${reason}`, width, due ? "notice" : "muted")),
	];
};

/** Trouble first, then what watches, then what does not and need not. */
const inOrder = (probes: readonly ProbeStatus[], due: ReadonlySet<ProbeStatus>): readonly ProbeStatus[] => {
	const rank = (probe: ProbeStatus): number => {
		if (!due.has(probe)) return probe.state === "unasked" ? 2 : 3;
		return probe.state === "missing" || hasStopped(probe) ? 0 : 1;
	};
	return probes.toSorted((a, b) => rank(a) - rank(b));
};

const missingRows = (state: State, width: number): readonly Line[] => {
	const lacks = new Set<Capability>(unwatched(state).map(({ capability }) => capability));
	const missing = CAPABILITIES.flatMap((capability): readonly Fact[] => {
		const found = evidence(state, capability);
		if (found.given) return [];
		return [{ name: capability, value: [span(found.reason, lacks.has(capability) ? "notice" : "muted")] }];
	});
	return missing.length === 0 ? [line(span("nothing: all is seen", "muted"))] : facts(missing, width);
};

const because = (reason: string): readonly Fact[] =>
	reason === "" ? [] : [{ name: "latest reason", value: [span(reason, "problem")] }];

const doubtRows = ({ loss, inconsistencies }: State, width: number): readonly Line[] => {
	const role = (times: number): Role => (times > 0 ? "problem" : "plain");
	return facts(
		[
			{ name: "lost", value: [span(`${count(loss.events)} events, ${count(loss.times)} times`, role(loss.times))] },
			...because(loss.reason),
			{ name: "not understood", value: [span(count(loss.rejects), role(loss.rejects))] },
			...because(loss.rejectReason),
			...Array.from(
				inconsistencies,
				([what, times]): Fact => ({ name: `${count(times)} times`, value: [span(INCONSISTENT[what], "problem")] }),
			),
		],
		width,
	);
};

export const probesPage = (scene: Scene, width: number): Page => {
	const { state } = scene;
	const due = new Set(dueProbes(state));
	const probes = inOrder([...state.probes.values()], due);
	const none = line(span("none yet", "muted"));
	return {
		title: line(
			span("Probes ", "strong"),
			span(`${probes.filter((one) => one.state === "attached").length} of ${due.size} attached`, "muted"),
		),
		rows: [
			...(probes.length === 0 ? [none] : probes.flatMap((probe) => probeRows(probe, due.has(probe), width))),
			BLANK,
			title("What is missing"),
			...missingRows(state, width),
			BLANK,
			title("What is in doubt"),
			...doubtRows(state, width),
		],
	};
};
