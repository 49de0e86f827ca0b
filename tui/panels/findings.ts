/** What the audit found: each once, with all of its repeats. */
import type { FindingSeen } from "../../model/state.js";
import { count } from "../../report/units.js";
import { AGE_WIDTH, age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { deviceLabel } from "../labels.js";
import type { Panel } from "../panel.js";
import { findingRows, idsOf } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { type Line, line, type Role, type Span, span } from "../style.js";
import { type Cells, type Column, type Placed, place, row, sortedHeadings } from "../table.js";
import { listPanel } from "./list-panel.js";

const COLUMNS: readonly Column[] = [
	{ title: "", width: 1 },
	{ title: "RULE", width: 16, share: 2, max: 18 },
	{ title: "PERSONA", width: 8, share: 1, max: 10 },
	{ title: "DEVICE", width: 8, share: 1, max: 10 },
	{ title: "WHAT", width: 12, share: 6 },
	{ title: "TIMES", width: 5, align: "right" },
	{ title: "AGO", width: AGE_WIDTH, align: "right" },
];

export const findingColumns = (width: number): readonly Placed[] => place(COLUMNS, width);

const LOOKS: Readonly<Record<FindingSeen["severity"], readonly [glyph: string, role: Role]>> = {
	violation: ["✗", "problem"],
	warning: ["!", "notice"],
};

export const findingSign = ({ severity }: FindingSeen): Span => span(...LOOKS[severity]);

const cells = (scene: Scene, finding: FindingSeen): Cells => {
	const { rule, severity, persona, device: key, what, count: times, latest } = finding;
	const device = key === undefined ? undefined : scene.state.devices.get(key);
	return [
		[findingSign(finding)],
		[span(rule, LOOKS[severity][1])],
		persona === undefined ? [] : [personaSpan(scene, persona)],
		device === undefined ? [] : [span(deviceLabel(device))],
		[span(what, "muted")],
		[span(count(times))],
		[span(age(scene.state.now - latest), "muted")],
	];
};

const nothing = ({ state, ui, terms }: Scene): Line => {
	if (terms.length > 0 && state.findings.size > 0) return line(span("no finding fits the filter", "muted"));
	if (!state.ready && !ui.stream.ended) return line(span("probes are being attached", "notice"));
	return line(span("none so far", "muted"));
};

const weight = ({ state: { findings, findingsForgotten } }: Scene): Role => {
	if (findings.size + findingsForgotten === 0) return "muted";
	return [...findings.values()].some(({ severity }) => severity === "violation") ? "problem" : "notice";
};

export const findings = (scene: Scene, rect: Rect): Panel => {
	const shown = findingRows(scene);
	const columns = findingColumns(inside(rect).width);
	const above = [sortedHeadings(scene.ui, "findings", columns)];
	return listPanel(scene, rect, {
		id: "findings",
		name: "Findings",
		total: scene.state.findings.size + scene.state.findingsForgotten,
		role: weight(scene),
		ids: idsOf(shown),
		note: undefined,
		above: shown.length === 0 ? [...above, nothing(scene)] : above,
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : row(columns, cells(scene, item));
		},
	});
};
