/** What people look for in a recording. Snapshots' indexes list it, so that nobody has to read all of it to find the next. */
import type { Event, Nanos } from "../event.js";

export const POINT_KINDS = ["switch", "finding", "mark", "loss"] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export interface Point {
	readonly kind: PointKind;
	readonly t: Nanos;
}

const KIND_OF: ReadonlyMap<Event["kind"], PointKind> = new Map([
	["switch-requested", "switch"],
	["finding", "finding"],
	["mark", "mark"],
	["loss", "loss"],
]);

export const pointsOf = (events: readonly Event[]): readonly Point[] =>
	events.flatMap(({ kind, t }) => {
		const point = KIND_OF.get(kind);
		return point ? [{ kind: point, t }] : [];
	});
