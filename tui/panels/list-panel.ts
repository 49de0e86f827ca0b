/** What the panels with a list have in common: title, count, the rows in sight, and the selected one among them. */
import type { Rect } from "../geometry.js";
import { sightOf } from "../list.js";
import type { Panel } from "../panel.js";
import type { Scene } from "../scene.js";
import { BLANK, type Line, line, type Role, span } from "../style.js";
import type { PanelId } from "../ui.js";

export interface ListContent {
	readonly id: PanelId;
	readonly name: string;
	/** How many there are, filtered or not. */
	readonly total: number;
	/** What the total means, where it is more than a number. */
	readonly role?: Role;
	readonly ids: readonly string[];
	/** What is missing here, and why. */
	readonly note: string | undefined;
	/** Rows that stand above the list and don't move. */
	readonly above: readonly Line[];
	/** Likewise below it, at the foot of the panel. */
	readonly below?: readonly Line[];
	readonly rowAt: (index: number) => Line | undefined;
}

const onGround = ({ spans }: Line): Line => ({ spans, ground: "selected" });

export const listPanel = (scene: Scene, rect: Rect, content: ListContent): Panel => {
	const { ui } = scene;
	const { id, ids, total, role = "muted", name, above, below = [] } = content;
	// Until the probes are attached, the header says so for all.
	const note = scene.state.ready || ui.stream.ended ? content.note : undefined;
	const focused = ui.focus === id && ui.view.is === "lists";
	const { start, height, selected } = sightOf(scene, id, ids);
	const rows: Line[] = [...above];
	for (let index = start; index < Math.min(ids.length, start + height); index++) {
		const one = content.rowAt(index);
		if (one !== undefined) rows.push(focused && index === selected ? onGround(one) : one);
	}
	while (below.length > 0 && rows.length < above.length + height) rows.push(BLANK);
	rows.push(...below);
	const sort = ui.sort[id];
	const filtered = scene.terms.length > 0;
	const isCut = height > 0 && ids.length > height;
	const position = isCut ? `${start + 1}–${Math.min(ids.length, start + height)} of ` : "";
	// What is in sight is counted among what is listed; what was forgotten, or is filtered out, comes on top of that.
	const all = isCut ? `, ${total} in all` : ` of ${total}`;
	const number = ids.length === total || (!filtered && !isCut) ? `${total}` : `${ids.length}${all}`;
	return {
		rect,
		box: true,
		focused,
		title: line(
			span(name, focused ? "focus" : "strong"),
			span(` ${position}`, "muted"),
			span(number, filtered ? "notice" : role),
			span(sort === undefined ? "" : ` by ${sort.column} ${sort.descending ? "▼" : "▲"}`, "focus"),
		),
		aside: note === undefined ? BLANK : line(span(`✗ ${note}`, "notice")),
		rows,
	};
};
