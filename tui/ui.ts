/** What the user has asked to see. It holds identities, never positions in a list: lists change under it. */
import type { Nanos } from "../decoders/event.js";
import type { PersonaKey } from "../model/state.js";
import type { Size } from "./geometry.js";
import { type Theme, themeFor } from "./palette.js";
import type { Role } from "./style.js";
import type { Traits } from "./terminal.js";

/** The lists, each of which can have the whole body, in the order of their keys; the first view is the overview. */
export const LISTS = ["personas", "devices", "switches", "flow", "log", "findings"] as const;
export type PanelId = (typeof LISTS)[number];

/** Those that the overview has where there is room, in the order in which Tab goes through them. */
export const PANELS = ["personas", "devices", "switches", "log", "findings"] as const satisfies readonly PanelId[];
export type OverviewPanel = (typeof PANELS)[number];

/** One row of a list, by what it is about. */
export interface Subject {
	readonly panel: PanelId;
	readonly id: string;
}

/** `lists`: the overview or, with `full`, the one list that has the focus. */
export type View =
	| { readonly is: "lists" }
	| { readonly is: "details"; readonly subject: Subject; readonly scroll: number }
	| { readonly is: "probes"; readonly scroll: number };

/** Where the events come from, and whether they still do. */
export interface Stream {
	readonly source: string;
	readonly recording: string | undefined;
	/** It is happening now, rather than played again. */
	readonly live: boolean;
	readonly ended: boolean;
	/** Why no collector can be asked for anything, where that is so from the beginning. */
	readonly nobody?: string | undefined;
}

/** By a column's title. Without it a list is in its own order, in which nothing moves by itself. */
export interface Sort {
	readonly column: string;
	readonly descending: boolean;
}

/** What the user is asked for in the last row, and the answer as far as it is typed. */
export type Prompt =
	| { readonly asks: "filter" | "time" | "mark" | "record"; readonly text: string }
	| { readonly asks: "save"; readonly text: string; readonly redacted: boolean }
	| { readonly asks: "switch"; readonly text: string; readonly persona: PersonaKey };

/** What came of the latest thing done; the next key takes it away. */
export interface Message {
	readonly text: string;
	readonly role: Role;
}

/** The picture of another time than now. */
export interface Held {
	readonly t: Nanos;
	/** Events that came since it was held. */
	readonly behind: number;
	/** The latest that was known when the user last went somewhere: the scrubber's end, which moves with the user and not by itself. */
	readonly until: Nanos;
}

export interface Ui {
	readonly size: Size;
	/** What the terminal can show. */
	readonly traits: Traits;
	readonly theme: Theme;
	/** What the user chose, which another terminal may not be able to show. */
	readonly chosenTheme: Theme | undefined;
	readonly stream: Stream;
	readonly view: View;
	/** The list with the focus has the whole body. */
	readonly full: boolean;
	readonly focus: PanelId;
	/** Absent: the first row, or in `switches` and `log` the latest, whichever that is. */
	readonly selected: Readonly<Partial<Record<PanelId, string>>>;
	/** The first row shown; drawn so that the selected one is in sight. */
	readonly scroll: Readonly<Record<PanelId, number>>;
	readonly sort: Readonly<Partial<Record<PanelId, Sort>>>;
	readonly help: { readonly scroll: number } | undefined;
	readonly filter: string;
	readonly prompt: Prompt | undefined;
	readonly message: Message | undefined;
	/** The file of the recording that the collector was asked for. */
	readonly asked: string | undefined;
	/** The picture is that of this time, rather than of now; so many events came since it was asked for. */
	readonly held: Held | undefined;
}

export const MINIMUM: Size = { columns: 80, rows: 24 };

export const fits = ({ columns, rows }: Size): boolean => columns >= MINIMUM.columns && rows >= MINIMUM.rows;

export const initialUi = (size: Size, traits: Traits, stream: Stream): Ui => ({
	size,
	traits,
	theme: themeFor(traits.colours),
	chosenTheme: undefined,
	stream,
	view: { is: "lists" },
	full: false,
	focus: "personas",
	selected: {},
	scroll: { personas: 0, devices: 0, switches: 0, flow: 0, log: 0, findings: 0 },
	sort: {},
	help: undefined,
	filter: "",
	prompt: undefined,
	message: undefined,
	asked: undefined,
	held: undefined,
});
