/** What the user has asked to see. It holds identities, never positions in a list: lists change under it. */
import type { Size } from "./geometry.js";
import type { Traits } from "./terminal.js";

export const PANELS = ["personas", "devices", "switches", "log"] as const;
export type PanelId = (typeof PANELS)[number];

/** One row of a panel, by what it is about. */
export interface Subject {
	readonly panel: PanelId;
	readonly id: string;
}

export type View =
	| { readonly is: "overview" }
	| { readonly is: "details"; readonly subject: Subject; readonly scroll: number }
	| { readonly is: "probes"; readonly scroll: number };

/** Where the events come from, and whether they still do. */
export interface Stream {
	readonly source: string;
	readonly recording: string | undefined;
	readonly ended: boolean;
}

export interface Ui {
	readonly size: Size;
	/** What the terminal can show. */
	readonly traits: Traits;
	readonly stream: Stream;
	readonly view: View;
	readonly focus: PanelId;
	/** Absent: the first row, or in `switches` and `log` the latest, whichever that is. */
	readonly selected: Readonly<Partial<Record<PanelId, string>>>;
	/** The first row shown; drawn so that the selected one is in sight. */
	readonly scroll: Readonly<Record<PanelId, number>>;
	readonly help: boolean;
	readonly filter: string;
	/** The filter while it is being typed. */
	readonly typing: string | undefined;
	/** The picture stands; so many events came since. */
	readonly paused: { readonly behind: number } | undefined;
}

export const MINIMUM: Size = { columns: 80, rows: 24 };

export const fits = ({ columns, rows }: Size): boolean => columns >= MINIMUM.columns && rows >= MINIMUM.rows;

export const initialUi = (size: Size, traits: Traits, stream: Stream): Ui => ({
	size,
	traits,
	stream,
	view: { is: "overview" },
	focus: "personas",
	selected: {},
	scroll: { personas: 0, devices: 0, switches: 0, log: 0 },
	help: false,
	filter: "",
	typing: undefined,
	paused: undefined,
});
