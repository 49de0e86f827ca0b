/** Edge: how the dashboard looks: as it did the last time, and as the command line says. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "../decoders/user-error.js";
import type { DashboardOptions } from "../tui/dashboard.js";
import { FIELDS, strangeWords } from "../tui/filter.js";
import { THEMES } from "../tui/palette.js";
import { type Settings, settingsFrom, themeNamed, VIEWS, viewNamed } from "../tui/settings.js";

export interface LookOptions {
	readonly filter?: string | undefined;
	readonly view?: string | undefined;
	readonly theme?: string | undefined;
}

/** `$XDG_CONFIG_HOME/devns-top/dashboard.json`. */
const settingsPath = ({ XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string =>
	join(XDG_CONFIG_HOME || join(HOME || homedir(), ".config"), "devns-top", "dashboard.json");

/** What can't be read is as if it had never been written: how it looks is worth no failure. */
const remembered = (path: string): Settings => {
	try {
		return settingsFrom(JSON.parse(readFileSync(path, "utf8")));
	} catch {
		return {};
	}
};

const remember = (path: string, settings: Settings): void => {
	try {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		writeFileSync(path, `${JSON.stringify(settings, undefined, "\t")}\n`, { mode: 0o600 });
	} catch {
		// A home that can't be written to is no reason to complain at every end.
	}
};

const named = <Item>(what: string, all: readonly string[], name: string | undefined, find: (name: string) => Item) => {
	if (name === undefined) return undefined;
	const found = find(name);
	if (found === undefined) throw new UserError(`There is no ${what} ${name}.`, `Choose one of: ${all.join(", ")}.`);
	return found;
};

/** A typo would show nothing, and look as if there were nothing. */
const demandFilter = (filter = ""): void => {
	const [strange] = strangeWords(filter);
	if (strange !== undefined)
		throw new UserError(
			`${strange} asks for nothing that a filter knows.`,
			`Fields are ${FIELDS.join(", ")}, each with a value; in quotes it is text: '"${strange}"'.`,
		);
};

/** Throws a `UserError` where there is no such view, theme or filter. */
export const look = (
	{ filter, view, theme }: LookOptions,
	env: NodeJS.ProcessEnv = process.env,
): Pick<DashboardOptions, "filter" | "settings" | "remember"> => {
	const path = settingsPath(env);
	demandFilter(filter);
	const chosen = {
		theme: named("theme", THEMES, theme, themeNamed),
		view: named("view", VIEWS, view, viewNamed),
	};
	const before = remembered(path);
	// The environment's word against colours outweighs what was chosen in another one.
	const own = env.NO_COLOR ? { ...before, theme: undefined } : before;
	return {
		filter,
		settings: { ...own, theme: chosen.theme ?? own.theme, view: chosen.view ?? own.view },
		remember: (settings) => remember(path, env.NO_COLOR ? { ...settings, theme: before.theme } : settings),
	};
};
