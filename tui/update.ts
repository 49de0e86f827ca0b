/** What a key makes of what the user sees. */
import type { State } from "../model/state.js";
import { glyphs } from "../report/width.js";
import { type Action, actionOf } from "./bindings.js";
import type { Key } from "./keys.js";
import { layout } from "./layout.js";
import { select, sightOf } from "./list.js";
import { pageOf } from "./pages.js";
import { rowIds } from "./rows.js";
import { sceneOf } from "./scene.js";
import { fits, PANELS, type Ui } from "./ui.js";

/** What can't be done to a `Ui` alone. */
const EFFECTS = ["quit", "redraw", "suspend"] as const satisfies readonly Action[];
export type Effect = (typeof EFFECTS)[number];

const isEffect = (action: Action | undefined): action is Effect => EFFECTS.some((effect) => effect === action);

export interface Change {
	readonly ui: Ui;
	readonly effect?: Effect;
}

const turnFocus = (ui: Ui, by: number): Ui => {
	const next = (PANELS.indexOf(ui.focus) + by + PANELS.length) % PANELS.length;
	return ui.view.is === "overview" ? { ...ui, focus: PANELS[next] ?? ui.focus } : ui;
};

/** Steps, or the whole way, in rows. */
type Move = (at: number, page: number, last: number) => number;

const MOVES = {
	up: (at) => at - 1,
	down: (at) => at + 1,
	"page-up": (at, page) => at - page,
	"page-down": (at, page) => at + page,
	first: () => 0,
	last: (_at, _page, last) => last,
} as const satisfies Partial<Record<Action, Move>>;

const moveInList = (ui: Ui, state: State, move: Move): Ui => {
	const scene = sceneOf(state, ui);
	const ids = rowIds(scene, ui.focus);
	if (ids.length === 0) return ui;
	const { selected, height } = sightOf(scene, ui.focus, ids);
	return select(scene, ui.focus, ids, move(selected, Math.max(1, height - 1), ids.length - 1));
};

const movePage = (ui: Ui, state: State, move: Move): Ui => {
	if (ui.view.is === "overview") return ui;
	const page = layout(ui.size).body.height - 2;
	const last = Math.max(0, pageOf(sceneOf(state, ui), ui.view).rows.length - page);
	const scroll = Math.max(0, Math.min(move(Math.min(ui.view.scroll, last), page - 1, last), last));
	return { ...ui, view: { ...ui.view, scroll } };
};

const open = (ui: Ui, state: State): Ui => {
	const scene = sceneOf(state, ui);
	const ids = rowIds(scene, ui.focus);
	const id = ids[sightOf(scene, ui.focus, ids).selected];
	if (id === undefined || ui.view.is !== "overview") return ui;
	return { ...ui, view: { is: "details", subject: { panel: ui.focus, id }, scroll: 0 } };
};

const back = (ui: Ui): Ui => (ui.view.is === "overview" ? { ...ui, filter: "" } : { ...ui, view: { is: "overview" } });

const toggleProbes = (ui: Ui): Ui => ({
	...ui,
	view: ui.view.is === "probes" ? { is: "overview" } : { is: "probes", scroll: 0 },
});

const act = (ui: Ui, action: Action, state: State): Change => {
	switch (action) {
		case "quit":
		case "redraw":
		case "suspend":
			return { ui, effect: action };
		case "help":
			return { ui: { ...ui, help: true } };
		case "next-panel":
			return { ui: turnFocus(ui, 1) };
		case "previous-panel":
			return { ui: turnFocus(ui, -1) };
		case "open":
			return { ui: open(ui, state) };
		case "back":
			return { ui: back(ui) };
		case "pause":
			return { ui: { ...ui, paused: ui.paused === undefined ? { behind: 0 } : undefined } };
		case "filter":
			return { ui: ui.view.is === "overview" ? { ...ui, typing: ui.filter } : ui };
		case "probes":
			return { ui: toggleProbes(ui) };
		default:
			return { ui: (ui.view.is === "overview" ? moveInList : movePage)(ui, state, MOVES[action]) };
	}
};

const withoutLast = (text: string): string =>
	glyphs(text)
		.slice(0, -1)
		.map((glyph) => glyph.text)
		.join("");

const type = (ui: Ui, typed: string, key: Key): Change => {
	switch (key.name) {
		case "text":
			return { ui: { ...ui, typing: typed + key.text } };
		case "backspace":
			return { ui: { ...ui, typing: typed === "" ? undefined : withoutLast(typed) } };
		case "ctrl-u":
			return { ui: { ...ui, typing: "" } };
		case "enter":
			return { ui: { ...ui, filter: typed.trim(), typing: undefined } };
		case "escape":
			return { ui: { ...ui, typing: undefined } };
		default: {
			const action = actionOf(key);
			return isEffect(action) ? { ui, effect: action } : { ui };
		}
	}
};

export const update = (ui: Ui, key: Key, state: State): Change => {
	if (ui.typing !== undefined) return type(ui, ui.typing, key);
	const action = actionOf(key);
	// Where nothing is shown, nothing is changed.
	if (!fits(ui.size)) return isEffect(action) ? { ui, effect: action } : { ui };
	if (ui.help) return action === "quit" ? { ui, effect: "quit" } : { ui: { ...ui, help: false } };
	return action === undefined ? { ui } : act(ui, action, state);
};
