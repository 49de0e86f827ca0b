/** Where each switch spent its time, driver by driver. */
import type { State, Switch } from "../../model/state.js";
import { personaName, quoted } from "../names.js";
import { duration, time } from "../units.js";
import { clip } from "../width.js";
import { line, rect, svg, text } from "./markup.js";
import type { Palette } from "./palette.js";
import { linear } from "./scale.js";

const WIDTH = 1000;
const LEFT = 330;
const RIGHT = 80;
const ROW = 20;
const BAR = 14;
/** More than anybody looks at; of more, the slowest. */
const MOST = 40;

const PHASE = { deactivate: "off", activate: "on" } as const;

interface Shown {
	readonly switches: readonly Switch[];
	readonly left: number;
}

/** In their order. */
const shownOf = ({ switches }: State): Shown => {
	const known = switches.filter(({ total, requested }) => total !== undefined && requested !== undefined);
	const slowest = new Set(known.toSorted((a, b) => (b.total ?? 0) - (a.total ?? 0)).slice(0, MOST));
	return { switches: known.filter((one) => slowest.has(one)), left: known.length - slowest.size };
};

interface Piece {
	readonly name: string;
	readonly from: number;
	readonly to: number;
}

/** The pieces of a switch, each at its time since the request. */
export const piecesOf = ({
	requested = 0,
	locked,
	drivers,
}: Pick<Switch, "locked" | "drivers"> & { readonly requested?: number | undefined }): readonly Piece[] => [
	...(locked === undefined ? [] : [{ name: "lock wait", from: 0, to: locked - requested }]),
	...drivers.flatMap(({ driver, phase, began, ended }) =>
		began === undefined || ended === undefined
			? []
			: [{ name: `${quoted(driver)} ${PHASE[phase]}`, from: began - requested, to: ended - requested }],
	),
];

export const waterfallDrawing = (state: State, palette: Palette<string>): string => {
	const { switches, left } = shownOf(state);
	if (switches.length === 0) return "<p>There was no switch.</p>";
	const longest = Math.max(...switches.map(({ total }) => total ?? 0));
	const scale = linear(0, longest, LEFT, WIDTH - RIGHT);
	const bottom = switches.length * ROW + 30;
	const axis = scale.ticks.flatMap((tick) => [
		line(scale.at(tick), 0, scale.at(tick), bottom - 24, "grid"),
		text(scale.at(tick), bottom - 8, duration(tick), "axis", "middle"),
	]);
	const name = (key: Switch["from"]): string => (key === undefined ? "?" : personaName(state, key));
	const rows = switches.flatMap((one, index) => {
		const y = index * ROW;
		const label = `#${one.id} ${name(one.from)} → ${name(one.to)}`;
		const total = one.total ?? 0;
		return [
			text(LEFT - 8, y + BAR - 3, clip(label, 52), "name", "end"),
			rect(
				{ x: LEFT, y, width: Math.max(0.6, scale.at(total) - LEFT), height: BAR },
				one.torn ? "rest torn" : "rest",
				`${label} at ${time(one.requested)}: ${duration(total)} in all, ${duration(one.remainder)} that no driver accounts for${one.torn ? "; something was lost" : ""}`,
			),
			...piecesOf(one).map(({ name, from, to }) =>
				rect(
					{ x: scale.at(from), y, width: Math.max(0.4, scale.at(to) - scale.at(from)), height: BAR },
					palette.of(name),
					`${label}: ${name} ${duration(to - from)}, after ${duration(from)}`,
				),
			),
			text(scale.at(total) + 5, y + BAR - 3, duration(total), "axis"),
		];
	});
	const note = left > 0 ? `<p class="note">The ${MOST} slowest; ${left} more are not drawn.</p>` : "";
	return svg(WIDTH, bottom, "where each switch spent its time", [...axis, ...rows]) + note;
};
