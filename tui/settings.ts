/** How the user likes it to look, from one time to the next. */
import { THEMES, type Theme, themesOf } from "./palette.js";
import { sortColumns } from "./sorting.js";
import { LISTS, type PanelId, type Sort, type Ui } from "./ui.js";

export interface Settings {
	readonly theme?: Theme | undefined;
	readonly view?: "overview" | PanelId | undefined;
	readonly sort?: Ui["sort"] | undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null;

export const VIEWS = ["overview", ...LISTS] as const;

const oneOf = <Item>(all: readonly Item[], value: unknown): Item | undefined => all.find((item) => item === value);

const sortOf = (panel: PanelId, value: unknown): Sort | undefined => {
	if (!isObject(value)) return undefined;
	const column = oneOf(sortColumns(panel), value.column);
	return column === undefined ? undefined : { column, descending: value.descending === true };
};

const sorts = (value: unknown): Ui["sort"] =>
	Object.fromEntries(
		LISTS.flatMap((panel) => {
			const sort = isObject(value) ? sortOf(panel, value[panel]) : undefined;
			return sort === undefined ? [] : [[panel, sort]];
		}),
	);

/** What of a file's content is understood; what is not, as if it were not there. */
export const settingsFrom = (content: unknown): Settings => {
	if (!isObject(content)) return {};
	return { theme: oneOf(THEMES, content.theme), view: oneOf(VIEWS, content.view), sort: sorts(content.sort) };
};

export const viewNamed = (name: string): Settings["view"] => oneOf(VIEWS, name);
export const themeNamed = (name: string): Theme | undefined => oneOf(THEMES, name);

export const settingsOf = ({ chosenTheme, full, focus, sort }: Ui): Settings => ({
	theme: chosenTheme,
	view: full ? focus : "overview",
	sort,
});

/** A theme that this terminal can't show, or that the user's environment speaks against, is left. */
export const withSettings = (ui: Ui, { theme, view, sort }: Settings): Ui => {
	const list = view === undefined || view === "overview" ? undefined : view;
	return {
		...ui,
		chosenTheme: theme,
		theme: theme !== undefined && themesOf(ui.traits.colours).includes(theme) ? theme : ui.theme,
		sort: sort ?? ui.sort,
		full: list !== undefined,
		focus: list ?? ui.focus,
	};
};
