/** How meanings look. Colours are of the 256-colour palette; -1 is the terminal's own. */
import type { Ground, Role } from "./style.js";

export interface Look {
	readonly fg: number;
	readonly bg: number;
	readonly bold: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
}

export type Colours = "none" | "16" | "256";

const OWN = -1;
const NORMAL: Look = { fg: OWN, bg: OWN, bold: false, underline: false, inverse: false };

const FOREGROUND: Record<Role, Partial<Look>> = {
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
};

/** A coloured ground brings its own foreground, so that it can be read on light and dark terminals alike. */
const ON_GROUND: Record<
	Exclude<Ground, "none">,
	{ readonly look: Partial<Look>; readonly fg: Partial<Record<Role, number>> }
> = {
	selected: {
		look: { bg: 238, fg: 255 },
		fg: { muted: 250, faint: 246, active: 120, notice: 222, problem: 210, focus: 117, heading: 117 },
	},
	badge: { look: { bg: 114, fg: 16, bold: true }, fg: {} },
	notice: { look: { bg: 179, fg: 16, bold: true }, fg: {} },
	alarm: { look: { bg: 160, fg: 231, bold: true }, fg: {} },
	bar: {
		look: { bg: 236, fg: 252 },
		fg: { strong: 255, muted: 245, faint: 240, problem: 210, notice: 222, focus: 117 },
	},
};

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

const coloured = (role: Role, ground: Ground): Look => {
	const look = { ...NORMAL, ...FOREGROUND[role] };
	if (ground === "none") return look;
	const on = ON_GROUND[ground];
	const fg = on.fg[role] ?? (role.startsWith("share-") ? look.fg : on.look.fg);
	return { ...look, ...on.look, fg: fg ?? OWN, bold: look.bold || on.look.bold === true };
};

export const look = (role: Role, ground: Ground, colours: Colours): Look =>
	colours === "none" ? bare(role, ground) : coloured(role, ground);
