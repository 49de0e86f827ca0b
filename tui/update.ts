/** What a key makes of what the user sees. */
import type { PersonaKey, State } from "../model/state.js";
import { type Action, actionOf } from "./bindings.js";
import type { Size } from "./geometry.js";
import { identityOf } from "./identity.js";
import type { Key } from "./keys.js";
import type { Landmark } from "./landmarks.js";
import { focusIn, layout, panelsIn } from "./layout.js";
import { select, sightOf } from "./list.js";
import { pageOf } from "./pages.js";
import { type Theme, themesOf } from "./palette.js";
import { helpHeight, helpRows } from "./panels/help.js";
import { point } from "./pointing.js";
import { answer, type Change } from "./prompts.js";
import { rowIds } from "./rows.js";
import { type Past, sceneOf } from "./scene.js";
import { turnSort } from "./sorting.js";
import { pause, step, toEarlier, toLater, toNow } from "./travel.js";
import { fits, LISTS, type PanelId, type Prompt, type Subject, type Ui } from "./ui.js";

export type { Change } from "./prompts.js";

/** In what it is done: what is known at the time shown, and the past. */
interface Where {
	readonly state: State;
	readonly past: Past;
}

const turned = <Item>(all: readonly Item[], item: Item, by: number): Item =>
	all[(all.indexOf(item) + by + all.length) % all.length] ?? item;

const turnFocus = (ui: Ui, by: number): Ui => {
	if (ui.view.is !== "lists") return ui;
	return { ...ui, focus: turned<PanelId>(ui.full ? LISTS : panelsIn(ui.size), ui.focus, by) };
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

const moveInList = (ui: Ui, { state, past }: Where, move: Move): Ui => {
	const scene = sceneOf(state, ui, past);
	const ids = rowIds(scene, ui.focus);
	if (ids.length === 0) return ui;
	const { selected, height } = sightOf(scene, ui.focus, ids);
	return select(scene, ui.focus, ids, move(selected, Math.max(1, height - 1), ids.length - 1));
};

const movePage = (ui: Ui, { state, past }: Where, move: Move): Ui => {
	if (ui.view.is === "lists") return ui;
	const page = layout(ui.size).body.height - 2;
	const last = Math.max(0, pageOf(sceneOf(state, ui, past), ui.view, ui.size.columns - 4).rows.length - page);
	const scroll = Math.max(0, Math.min(move(Math.min(ui.view.scroll, last), page - 1, last), last));
	return { ...ui, view: { ...ui.view, scroll } };
};

const moved = (ui: Ui, where: Where, move: Move): Ui =>
	(ui.view.is === "lists" ? moveInList : movePage)(ui, where, move);

/** The row that keys are about: the one that is open, or the selected one of the list with the focus. */
const subjectOf = (ui: Ui, { state, past }: Where): Subject | undefined => {
	if (ui.view.is === "details") return ui.view.subject;
	if (ui.view.is === "probes") return undefined;
	const scene = sceneOf(state, ui, past);
	const ids = rowIds(scene, ui.focus);
	const id = ids[sightOf(scene, ui.focus, ids).selected];
	return id === undefined ? undefined : { panel: ui.focus, id };
};

const open = (ui: Ui, where: Where): Ui => {
	const subject = ui.view.is === "lists" ? subjectOf(ui, where) : undefined;
	return subject === undefined ? ui : { ...ui, view: { is: "details", subject, scroll: 0 } };
};

/** One thing at a time: the page, the filter, the list alone. */
const back = (ui: Ui): Ui => {
	if (ui.view.is !== "lists") return { ...ui, view: { is: "lists" } };
	return ui.filter === "" ? overview(ui) : { ...ui, filter: "" };
};

const overview = (ui: Ui): Ui => ({ ...ui, view: { is: "lists" }, full: false, focus: focusIn(ui.size, ui.focus) });

const listAlone = (ui: Ui, focus: PanelId): Ui => ({ ...ui, view: { is: "lists" }, full: true, focus });

const toggleFull = (ui: Ui): Ui => {
	if (ui.view.is !== "lists") return ui;
	return ui.full ? overview(ui) : listAlone(ui, ui.focus);
};

const toggleProbes = (ui: Ui): Ui => ({
	...ui,
	view: ui.view.is === "probes" ? { is: "lists" } : { is: "probes", scroll: 0 },
});

const withSort = (ui: Ui, sort: Ui["sort"][PanelId]): Ui => {
	const { [ui.focus]: _before, ...others } = ui.sort;
	return { ...ui, sort: sort === undefined ? others : { ...others, [ui.focus]: sort } };
};

const invert = (ui: Ui): Ui => {
	const sort = ui.sort[ui.focus] ?? turnSort(ui.focus, undefined, 1);
	return sort === undefined ? ui : withSort(ui, { ...sort, descending: !sort.descending });
};

const withTheme = (ui: Ui, theme: Theme): Ui => ({ ...ui, theme, chosenTheme: theme });

const ask = (ui: Ui, prompt: Prompt): Change => ({ ui: { ...ui, prompt } });

const refuse = (ui: Ui, text: string): Change => ({ ui: { ...ui, message: { text, role: "notice" } } });

/** The persona that a row is about, where it is about one. */
const personaIn = (state: State, subject: Subject | undefined): PersonaKey | undefined => {
	const key = subject?.panel === "flow" ? subject.id.split(" ")[1] : subject?.id;
	return [...state.personas.values()].find((one) => one.key === key)?.key;
};

const askSwitch = (ui: Ui, where: Where): Change => {
	const persona = personaIn(where.state, subjectOf(ui, where));
	if (persona === undefined) return refuse(ui, "Select the persona that is to be active.");
	if (ui.held !== undefined) return refuse(ui, "This is the past: End returns to now.");
	if (persona === where.state.active?.persona) return refuse(ui, "It is active already.");
	return ask(ui, { asks: "switch", text: "", persona });
};

const record = (ui: Ui): Change =>
	ui.asked === undefined
		? ask(ui, { asks: "record", text: "trace.devns" })
		: { ui, effect: { is: "ask", wish: { do: "stop" } } };

/** What only a collector can do. */
const askCollector = (ui: Ui, what: "switch" | "mark" | "record", where: Where): Change => {
	if (what === "switch") return askSwitch(ui, where);
	return what === "mark" ? ask(ui, { asks: "mark", text: "" }) : record(ui);
};

const copy = (ui: Ui, where: Where): Change => {
	const subject = subjectOf(ui, where);
	const text = subject && identityOf(sceneOf(where.state, ui, where.past), subject);
	if (text === undefined) return refuse(ui, "There is nothing here to copy.");
	return { ui: { ...ui, message: { text: `Copied: ${text}`, role: "focus" } }, effect: { is: "copy", text } };
};

/** What comes after the latest that is known, a recording has already. */
const later = (ui: Ui, { state, past }: Where, landmark: Landmark): Change => {
	const found = ui.held && toLater(ui, past, state, landmark, ui.held.t);
	return found === undefined ? { ui: toNow(ui), effect: { is: "ahead", landmark } } : { ui: found };
};

const act = (ui: Ui, action: Action, where: Where): Change => {
	const { state, past } = where;
	switch (action) {
		case "quit":
		case "redraw":
		case "suspend":
			return { ui, effect: { is: action } };
		case "help":
			return { ui: { ...ui, help: { scroll: 0 } } };
		case "overview":
			return { ui: overview(ui) };
		case "personas":
		case "devices":
		case "switches":
		case "flow":
		case "log":
		case "findings":
			return { ui: listAlone(ui, action) };
		case "full":
			return { ui: toggleFull(ui) };
		case "next-panel":
			return { ui: turnFocus(ui, 1) };
		case "previous-panel":
			return { ui: turnFocus(ui, -1) };
		case "open":
			return { ui: open(ui, where) };
		case "back":
			return { ui: back(ui) };
		case "pause":
			return { ui: pause(ui, state) };
		case "earlier":
			return { ui: step(ui, past, -1) };
		case "later":
			return { ui: step(ui, past, 1) };
		case "previous-switch":
			return { ui: toEarlier(ui, past, state, "switch") };
		case "next-switch":
			return later(ui, where, "switch");
		case "previous-sign":
			return { ui: toEarlier(ui, past, state, "sign") };
		case "next-sign":
			return later(ui, where, "sign");
		case "go-to":
			return ask(ui, { asks: "time", text: "" });
		case "now":
			return { ui: ui.held === undefined ? moved(ui, where, MOVES.last) : toNow(ui) };
		case "filter":
			return ui.view.is === "lists" ? ask(ui, { asks: "filter", text: ui.filter }) : { ui };
		case "sort-next":
			return { ui: withSort(ui, turnSort(ui.focus, ui.sort[ui.focus], 1)) };
		case "sort-previous":
			return { ui: withSort(ui, turnSort(ui.focus, ui.sort[ui.focus], -1)) };
		case "invert":
			return { ui: invert(ui) };
		case "theme":
			return { ui: withTheme(ui, turned(themesOf(ui.traits.colours), ui.theme, 1)) };
		case "probes":
			return { ui: toggleProbes(ui) };
		case "switch":
		case "mark":
		case "record":
			return ui.stream.nobody === undefined ? askCollector(ui, action, where) : refuse(ui, ui.stream.nobody);
		case "save":
			return ask(ui, { asks: "save", text: "devns-top.txt", redacted: false });
		case "copy":
			return copy(ui, where);
		default:
			return { ui: moved(ui, where, MOVES[action]) };
	}
};

const inHelp = (ui: Ui, scroll: number, action: Action | undefined): Change => {
	if (action === "quit") return { ui, effect: { is: "quit" } };
	const page = helpHeight(ui.size);
	const last = Math.max(0, helpRows.length - page);
	const move = Object.entries(MOVES).find(([name]) => name === action)?.[1];
	if (move === undefined || last === 0) return { ui: { ...ui, help: undefined } };
	return { ui: { ...ui, help: { scroll: Math.max(0, Math.min(move(Math.min(scroll, last), page - 1, last), last)) } } };
};

/** The focus never is on a list that a smaller terminal has no room for. */
export const resized = (ui: Ui, size: Size): Ui => ({
	...ui,
	size,
	focus: ui.full ? ui.focus : focusIn(size, ui.focus),
});

/** `state` is what is known at the time shown. */
export const update = (shown: Ui, key: Key, state: State, past: Past = []): Change => {
	const ui = shown.message === undefined ? shown : { ...shown, message: undefined };
	const action = actionOf(key);
	// Where nothing is shown, nothing is changed.
	if (!fits(ui.size))
		return action === "quit" || action === "redraw" || action === "suspend" ? { ui, effect: { is: action } } : { ui };
	if (key.name === "mouse") {
		const pointed = point(ui, key, state, past);
		return pointed.action === undefined ? { ui: pointed.ui } : act(pointed.ui, pointed.action, { state, past });
	}
	if (ui.prompt !== undefined) return answer(ui, ui.prompt, key, state, past);
	if (ui.help !== undefined) return inHelp(ui, ui.help.scroll, action);
	return action === undefined ? { ui } : act(ui, action, { state, past });
};
