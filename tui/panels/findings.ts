import type { FindingSeen } from "../../model/state.js";
import { count } from "../../report/units.js";
import { AGE_WIDTH, age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { deviceLabel } from "../labels.js";
import type { Panel } from "../panel.js";
import { findingRows } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { BLANK, type Line, line, type Role, type Span, span } from "../style.js";
import { type Cells, type Column, headings, place, row } from "../table.js";

const COLUMNS: readonly Column[] = [
	{ title: "", width: 1 },
	{ title: "RULE", width: 14, share: 2, max: 24 },
	{ title: "PERSONA", width: 8, share: 1, max: 14 },
	{ title: "DEVICE", width: 8, share: 1, max: 14 },
	{ title: "WHAT", width: 12, share: 6 },
	{ title: "TIMES", width: 5, align: "right" },
	{ title: "AGO", width: AGE_WIDTH, align: "right" },
];

const LOOKS: Readonly<Record<FindingSeen["severity"], readonly [glyph: string, role: Role]>> = {
	violation: ["✗", "problem"],
	warning: ["!", "notice"],
};

const cells = (
	scene: Scene,
	{ rule, severity, persona, device: key, what, count: times, latest }: FindingSeen,
): Cells => {
	const [glyph, role] = LOOKS[severity];
	const device = key === undefined ? undefined : scene.state.devices.get(key);
	return [
		[span(glyph, role)],
		[span(rule, role)],
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

const totalSpan = ({ state: { findings, findingsForgotten } }: Scene): Span => {
	const isWrong = [...findings.values()].some(({ severity }) => severity === "violation");
	const total = findings.size + findingsForgotten;
	return span(` ${count(total)}`, isWrong ? "problem" : total > 0 ? "notice" : "muted");
};

/** What the audit found, where the overview has room for it beside the log: each once, with all of its repeats. */
export const findings = (scene: Scene, rect: Rect): Panel => {
	const shown = findingRows(scene);
	const { width, height } = inside(rect);
	const columns = place(COLUMNS, width);
	const room = height - 1;
	const hidden = shown.length > room ? shown.length - room : 0;
	const rows = shown.slice(0, room).map((finding) => row(columns, cells(scene, finding)));
	return {
		rect,
		box: true,
		focused: false,
		title: line(span("Findings", "strong"), totalSpan(scene)),
		aside: hidden === 0 ? BLANK : line(span(`${count(hidden)} more: `, "muted"), span("6 /is:finding", "focus")),
		rows: [headings(columns), ...(rows.length === 0 ? [nothing(scene)] : rows)],
	};
};
