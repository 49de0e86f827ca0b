/** What a terminal can do, going by what it is called and by the user's locale and wishes. */
import { UserError } from "../decoders/user-error.js";
import type { Colours } from "./palette.js";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Traits {
	readonly unicode: boolean;
	readonly colours: Colours;
}

const MONOCHROME = /^(?:vt\d|ansi-m|wy|xterm-mono)/;
const MANY_COLOURS = /256|direct|xterm|kitty|alacritty|foot|ghostty|wezterm|tmux|screen|rxvt/;

const isSet = (value: string | undefined): value is string => value !== undefined && value !== "";

const colours = (env: Environment): Colours => {
	const term = env.TERM ?? "";
	if (isSet(env.NO_COLOR) || MONOCHROME.test(term)) return "none";
	return MANY_COLOURS.test(term) || isSet(env.COLORTERM) ? "256" : "16";
};

/** The first of these that is set decides, as POSIX has it. */
const locale = ({ LC_ALL, LC_CTYPE, LANG }: Environment): string => [LC_ALL, LC_CTYPE, LANG].find(isSet) ?? "C";

export const traits = (env: Environment): Traits => ({
	unicode: /utf-?8/i.test(locale(env)),
	colours: colours(env),
});

interface Stream {
	readonly isTTY?: boolean;
}

const CURE = "Use `devns-top report FILE` for text; or run this in a terminal.";

export const requireTerminal = (input: Stream, output: Stream, env: Environment): void => {
	if (output.isTTY !== true) throw new UserError("The dashboard needs a terminal, and standard output is none.", CURE);
	if (input.isTTY !== true)
		throw new UserError("The dashboard takes its keys from a terminal, and standard input is none.", CURE);
	if (!isSet(env.TERM) || env.TERM === "dumb")
		throw new UserError(
			isSet(env.TERM) ? "This terminal (TERM=dumb) can't place text on the screen." : "TERM is not set.",
			"Set TERM to what the terminal is, such as TERM=xterm-256color; or use `devns-top report FILE` for text.",
		);
};
