import type { LogEntry, Severity } from "../../model/state.js";
import { sentence } from "../../report/sentence.js";
import { TIME_WIDTH, time } from "../../report/units.js";
import { age } from "../figures.js";
import { inside, type Rect } from "../geometry.js";
import { withoutNumbers } from "../labels.js";
import { layout } from "../layout.js";
import { sightOf } from "../list.js";
import type { Panel } from "../panel.js";
import { pinnedIn } from "../pinned.js";
import { idsOf, logRows } from "../rows.js";
import type { Scene } from "../scene.js";
import { type Line, type Role, type Span, span } from "../style.js";
import { type Column, place, row, widthOf } from "../table.js";
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

/** On a page: what happened, told to its end. */
export const loggedRow = (scene: Scene, entry: LogEntry, role: Role): Line => ({
	spans: [span(`${time(entry.t)} `, "faint"), severitySpan(entry.severity), span(" "), span(told(scene, entry), role)],
	head: 3,
});

/** Older than all that stands below it, so it says how old. */
const pinnedRow = (scene: Scene, entry: LogEntry, width: number): Line => {
	const ago = [span(` ${age(scene.state.now - entry.t)} ago`, "notice")];
	const room = width - widthOf(ago);
	return { spans: [...entryRow(scene, entry, place(COLUMNS, room)).spans, ...ago] };
};

/** There is a list of them, in sight or a key away; without one beside it, the overview has them here. */
const findingsApart = ({ ui }: Scene): boolean => ui.full || layout(ui.size).panels.findings !== undefined;

export const log = (scene: Scene, rect: Rect): Panel => {
	const shown = logRows(scene);
	const { width } = inside(rect);
	const columns = place(COLUMNS, width);
	const pinned = pinnedIn(scene, shown);
	const first = pinned === undefined ? -1 : sightOf(scene, "log", idsOf(shown)).start;
	const { log: entries, logForgotten } = scene.state;
	return listPanel(scene, rect, {
		id: "log",
		name: findingsApart(scene) ? "Log" : "Log and findings",
		total: entries.length + logForgotten,
		ids: idsOf(shown),
		note: undefined,
		above: [],
		rowAt: (index) => {
			const isPinned = pinned !== undefined && index === first;
			const item = shown[isPinned ? pinned : index]?.item;
			if (item === undefined) return undefined;
			return isPinned ? pinnedRow(scene, item, width) : entryRow(scene, item, columns);
		},
	});
};
