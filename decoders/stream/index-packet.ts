/** The index behind a snapshot: where it is, where earlier ones are, and what there is to look for in between. */
import type { Nanos } from "../event.js";
import { devns } from "../generated/devns.js";
import { Malformed } from "./malformed.js";
import { POINT_KINDS, type Point } from "./points.js";
import { screaming } from "./spelling.js";

type Message = devns.v1.Index.$Properties;

const { PointKind } = devns.v1;
const NUMBER = new Map(POINT_KINDS.map((kind) => [kind, PointKind[`POINT_KIND_${screaming(kind)}`]]));
const KIND = new Map(POINT_KINDS.map((kind) => [PointKind[`POINT_KIND_${screaming(kind)}`], kind]));

/** Distances are in bytes, from the index's record back to another's beginning. */
export interface Index {
	readonly t: Nanos;
	readonly toSnapshot: number;
	readonly toHeader: number;
	/** The one before first. */
	readonly earlier: readonly { readonly distance: number; readonly t: Nanos }[];
	readonly points: readonly Point[];
}

export const toIndex = ({ t, toSnapshot, toHeader, earlier, points }: Index): Message => ({
	t,
	toSnapshot,
	toHeader,
	toIndex: earlier.map(({ distance }) => distance),
	indexT: earlier.map(({ t }) => t),
	point: points.map(({ kind }) => NUMBER.get(kind) ?? 0),
	pointT: points.map(({ t }) => t),
});

/** Kinds of points that only a newer version knows are left out. */
export const fromIndex = (message: Message): Index => {
	const { toIndex = [], indexT = [], point = [], pointT = [] } = message;
	if (toIndex?.length !== indexT?.length || point?.length !== pointT?.length)
		throw new Malformed("an index of unequal lists");
	return {
		t: (message.t ?? 0) as Nanos,
		toSnapshot: message.toSnapshot ?? 0,
		toHeader: message.toHeader ?? 0,
		earlier: (toIndex ?? []).map((distance, at) => ({ distance, t: (indexT?.[at] ?? 0) as Nanos })),
		points: (point ?? []).flatMap((number, at) => {
			const kind = KIND.get(number);
			return kind ? [{ kind, t: (pointT?.[at] ?? 0) as Nanos }] : [];
		}),
	};
};
