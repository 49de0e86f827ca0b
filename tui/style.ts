/** What text means. How a meaning looks is decided in `palette.ts` alone. */
export type Role =
	| "plain"
	| "strong"
	/** Less important than what stands around it. */
	| "muted"
	/** Lines and fillings. */
	| "faint"
	| "heading"
	/** Where the keys go. */
	| "focus"
	/** The active persona and what is its. */
	| "active"
	| "notice"
	| "problem"
	/** Drivers' shares of a switch, in turn. */
	| "share-1"
	| "share-2"
	| "share-3"
	| "share-4";

/** What the text stands on. */
export type Ground = "none" | "selected" | "badge" | "notice" | "alarm" | "bar";

export interface Span {
	readonly text: string;
	readonly role: Role;
	readonly ground?: Ground;
}

/** One row of a panel: spans from the left, and the ground that fills the whole row. */
export interface Line {
	readonly spans: readonly Span[];
	readonly ground?: Ground;
	/** On a page: so many spans at its beginning stand before what is broken into rows where there is no room for it in one. */
	readonly head?: number;
}

export const span = (text: string, role: Role = "plain", ground?: Ground): Span =>
	ground === undefined ? { text, role } : { text, role, ground };

export const line = (...spans: readonly Span[]): Line => ({ spans });

export const BLANK: Line = { spans: [] };
