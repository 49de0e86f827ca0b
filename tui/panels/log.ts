import type { LogEntry, Severity } from "../../model/state.js";
import { sentence } from "../../report/sentence.js";
import { TIME_WIDTH, time } from "../../report/units.js";
import { inside, type Rect } from "../geometry.js";
import { withoutNumbers } from "../labels.js";
import type { Panel } from "../panel.js";
import { logRows } from "../rows.js";
import type { Scene } from "../scene.js";
import { type Line, type Role, type Span, span } from "../style.js";
import { type Column, place, row } from "../table.js";
import { listPanel } from "./list-panel.js";

const COLUMNS: readonly Column[] = [
	{ title: "TIME", width: TIME_WIDTH, align: "right" },
	{ title: "", width: 1 },
	{ title: "WHAT", width: 20, share: 1 },
];

const MARKS: Readonly<Record<Severity, readonly [glyph: string, mark: Role, text: Role]>> = {
	info: ["·", "faint", "muted"],
	notice: ["●", "focus", "plain"],
	problem: ["✗", "problem", "problem"],
};

export const severitySpan = (severity: Severity): Span => span(MARKS[severity][0], MARKS[severity][1]);

const told = ({ state, labels }: Scene, entry: LogEntry): string =>
	withoutNumbers(state, labels, sentence(state, entry));

const entryRow = (scene: Scene, entry: LogEntry, columns: Parameters<typeof row>[0]): Line =>
	row(columns, [
		[span(time(entry.t), "faint")],
		[severitySpan(entry.severity)],
		[span(told(scene, entry), MARKS[entry.severity][2])],
	]);

export const log = (scene: Scene, rect: Rect): Panel => {
	const shown = logRows(scene);
	const columns = place(COLUMNS, inside(rect).width);
	const { log: entries, logForgotten } = scene.state;
	return listPanel(scene, rect, {
		id: "log",
		name: "Log and findings",
		total: entries.length + logForgotten,
		ids: shown.map(({ id }) => id),
		note: undefined,
		above: [],
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item === undefined ? undefined : entryRow(scene, item, columns);
		},
	});
};
