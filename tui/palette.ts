/** How meanings look. Colours are numbers of the 256-colour palette, the first 16 the terminal's own; -1 is its default. */
import type { Ground, Role } from "./style.js";

export interface Look {
	readonly fg: number;
	readonly bg: number;
	readonly bold: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
}

/** What a terminal has. */
export type Colours = "none" | "16" | "256";

export const THEMES = ["dark", "light", "16", "mono"] as const;
export type Theme = (typeof THEMES)[number];

export const themeFor = (colours: Colours): Theme => (colours === "none" ? "mono" : colours === "16" ? "16" : "dark");

/** The themes that a terminal can show. */
export const themesOf = (colours: Colours): readonly Theme[] =>
	colours === "none"
		? ["mono"]
		: THEMES.filter((theme) => colours === "256" || (theme !== "dark" && theme !== "light"));

const OWN = -1;
const NORMAL: Look = { fg: OWN, bg: OWN, bold: false, underline: false, inverse: false };

/** A coloured ground brings its own foreground. */
interface OnGround {
	readonly look: Partial<Look>;
	readonly fg: Partial<Record<Role, number>>;
}

interface Colouring {
	readonly roles: Readonly<Record<Role, Partial<Look>>>;
	readonly grounds: Readonly<Record<Exclude<Ground, "none">, OnGround>>;
}

const DARK: Colouring = {
	roles: {
		plain: {},
		strong: { bold: true },
		muted: { fg: 245 },
		faint: { fg: 240 },
		heading: { fg: 67 },
		focus: { fg: 74 },
		active: { fg: 114, bold: true },
		notice: { fg: 179 },
		problem: { fg: 203, bold: true },
		"share-1": { fg: 68 },
		"share-2": { fg: 133 },
		"share-3": { fg: 73 },
		"share-4": { fg: 137 },
	},
	grounds: {
		selected: {
			look: { bg: 238, fg: 255 },
			fg: { muted: 250, faint: 246, active: 120, notice: 222, problem: 210, focus: 117, heading: 117 },
		},
		badge: { look: { bg: 114, fg: 16, bold: true }, fg: {} },
		notice: { look: { bg: 179, fg: 16, bold: true }, fg: {} },
		alarm: { look: { bg: 160, fg: 231, bold: true }, fg: {} },
		bar: {
			look: { bg: 236, fg: 252 },
			fg: { strong: 255, muted: 245, faint: 240, active: 114, problem: 210, notice: 222, focus: 117 },
		},
	},
};

const LIGHT: Colouring = {
	roles: {
		plain: { fg: 235 },
		strong: { fg: 232, bold: true },
		muted: { fg: 242 },
		faint: { fg: 249 },
		heading: { fg: 25 },
		focus: { fg: 26 },
		active: { fg: 28, bold: true },
		notice: { fg: 130 },
		problem: { fg: 160, bold: true },
		"share-1": { fg: 32 },
		"share-2": { fg: 133 },
		"share-3": { fg: 30 },
		"share-4": { fg: 136 },
	},
	grounds: {
		selected: {
			look: { bg: 253, fg: 232 },
			fg: { muted: 239, faint: 244, active: 22, notice: 94, problem: 124, focus: 25, heading: 25 },
		},
		badge: { look: { bg: 28, fg: 231, bold: true }, fg: {} },
		notice: { look: { bg: 178, fg: 16, bold: true }, fg: {} },
		alarm: { look: { bg: 160, fg: 231, bold: true }, fg: {} },
		bar: {
			look: { bg: 254, fg: 235 },
			fg: { strong: 232, muted: 242, faint: 248, active: 28, problem: 124, notice: 94, focus: 25 },
		},
	},
};

const SIXTEEN: Colouring = {
	roles: {
		plain: {},
		strong: { bold: true },
		muted: { fg: 7 },
		faint: { fg: 8 },
		heading: { fg: 6 },
		focus: { fg: 14 },
		active: { fg: 10, bold: true },
		notice: { fg: 11 },
		problem: { fg: 9, bold: true },
		"share-1": { fg: 12 },
		"share-2": { fg: 13 },
		"share-3": { fg: 6 },
		"share-4": { fg: 3 },
	},
	grounds: {
		selected: { look: { bg: 4, fg: 15 }, fg: { faint: 7, active: 10, notice: 11, problem: 9, focus: 14, heading: 14 } },
		badge: { look: { bg: 2, fg: 0 }, fg: {} },
		notice: { look: { bg: 3, fg: 0 }, fg: {} },
		alarm: { look: { bg: 1, fg: 15, bold: true }, fg: {} },
		bar: { look: { bg: 6, fg: 0 }, fg: { strong: 0, focus: 15, problem: 1 } },
	},
};

const COLOURINGS: Readonly<Record<Exclude<Theme, "mono">, Colouring>> = { dark: DARK, light: LIGHT, "16": SIXTEEN };

const BARE_ROLE: Partial<Record<Role, Partial<Look>>> = {
	strong: { bold: true },
	active: { bold: true },
	problem: { bold: true },
	focus: { bold: true },
	heading: { underline: true },
};

const bare = (role: Role, ground: Ground): Look => ({
	...NORMAL,
	...BARE_ROLE[role],
	...(ground === "none" ? {} : { underline: false, inverse: true }),
	...(ground === "alarm" || ground === "badge" || ground === "notice" ? { bold: true } : {}),
});

const coloured = ({ roles, grounds }: Colouring, role: Role, ground: Ground): Look => {
	const look = { ...NORMAL, ...roles[role] };
	if (ground === "none") return look;
	const on = grounds[ground];
	const fg = on.fg[role] ?? (role.startsWith("share-") ? look.fg : on.look.fg);
	return { ...look, ...on.look, fg: fg ?? OWN, bold: look.bold || on.look.bold === true };
};

export const look = (role: Role, ground: Ground, theme: Theme): Look =>
	theme === "mono" ? bare(role, ground) : coloured(COLOURINGS[theme], role, ground);
