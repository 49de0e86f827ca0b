import { ABSENT, RATE_WIDTH, rate, shortCount } from "../../report/units.js";
import { niceMax, sparkline } from "../chart.js";
import { type Pair, rateOn } from "../flow.js";
import { inside, type Rect } from "../geometry.js";
import { ratesOver, secondsOver } from "../history.js";
import { deviceNode } from "../labels.js";
import { listPlace } from "../layout.js";
import { missing } from "../missing.js";
import type { Panel } from "../panel.js";
import { idsOf, pairRows, type Shown } from "../rows.js";
import { personaSpan, type Scene } from "../scene.js";
import { WORD_WIDTH, wordsOf } from "../signs.js";
import { type Line, line, type Span, span } from "../style.js";
import { type Cells, type Column, type Placed, place, row, sortedHeadings } from "../table.js";
import { listPanel } from "./list-panel.js";

const BAR = "FLOW";
const HISTORY = 20;
/** From so many columns on there is room for what it was before. */
const WIDE = 112;

export const flowColumns = (width: number): readonly Placed[] =>
	place(
		[
			{ title: "DEVICE", width: 8 },
			...(width >= WIDE ? [{ title: "NAME", width: 12, share: 1, max: 32 }] : []),
			{ title: "PERSONA", width: 9, share: 1, max: 16 },
			{ title: "", width: WORD_WIDTH + 2 },
			{ title: BAR, width: 12, share: 4 },
			{ title: "DELIVERED", width: RATE_WIDTH + 2, align: "right" },
			{ title: "WITHHELD", width: RATE_WIDTH + 2, align: "right" },
			{ title: "DROPPED", width: 7, align: "right" },
			...(width >= WIDE ? [{ title: "DELIVERED BEFORE", width: HISTORY } satisfies Column] : []),
		],
		width,
	);

type Seconds = ReturnType<typeof secondsOver>;

/** What gets through goes to the arrow; what is withheld ends at the cross. */
const bar = ({ deliveredRate, withheldRate }: Pair, room: number, max: number): readonly Span[] => {
	const length = (perSecond: number): number =>
		perSecond === 0 ? 0 : Math.max(1, Math.round((perSecond / max) * room));
	const given = length(deliveredRate);
	const kept = Math.min(length(withheldRate), room - given);
	return [
		span(given === 0 ? "" : `${"━".repeat(given - 1)}►`, "active"),
		span(kept <= 0 ? "" : `${"╌".repeat(kept - 1)}×`, "notice"),
	];
};

const history = (seconds: Seconds, { device, persona }: Pair): Span => {
	const values = ratesOver(seconds, (state) => rateOn(state, device.key, persona)).map((then) => then?.delivered);
	return span(values.some((value) => value) ? sparkline(values, HISTORY) : "", "share-1");
};

const rateSpan = (perSecond: number, told: number | undefined, role: "plain" | "notice"): Span =>
	told === undefined ? span(ABSENT, "faint") : span(rate(perSecond), perSecond === 0 ? "faint" : role);

interface Rows {
	readonly columns: readonly Placed[];
	readonly max: number;
	/** Of the past that is told of in each row. */
	readonly seconds: Seconds;
}

const cells = (scene: Scene, pair: Pair, named: boolean, { columns, max, seconds }: Rows): Cells =>
	columns.map(({ title, room }): readonly Span[] => {
		switch (title) {
			case "DEVICE":
				return [span(named ? deviceNode(pair.device) : "", "strong")];
			case "NAME":
				return [span(named ? pair.device.name : "")];
			case "PERSONA":
				return [personaSpan(scene, pair.persona)];
			case "":
				return wordsOf(pair.standing);
			case BAR:
				return bar(pair, room, max);
			case "DELIVERED":
				return [rateSpan(pair.deliveredRate, pair.delivered, "plain")];
			case "WITHHELD":
				return [rateSpan(pair.withheldRate, pair.withheld, "notice")];
			case "DROPPED":
				return [span(shortCount(pair.dropped), pair.dropped ? "problem" : "faint")];
			default:
				return [history(seconds, pair)];
		}
	});

/** Sorted otherwise, devices don't stand together, and each row names its own. */
const isNamed = (scene: Scene, shown: readonly Shown<Pair>[], index: number, start: number): boolean =>
	index === start || scene.ui.sort.flow !== undefined || shown[index - 1]?.item.device !== shown[index]?.item.device;

const nothing = (scene: Scene): Line => {
	const reason = missing(scene, "input.open");
	if (reason !== undefined) return line(span(reason, "notice"));
	return line(span(scene.terms.length > 0 ? "nothing fits the filter" : "nobody has an input device open", "muted"));
};

const LEGEND: Line = line(
	span("━━►", "active"),
	span(" delivered   ", "muted"),
	span("╌╌×", "notice"),
	span(" withheld: in the background, or another has the grab", "muted"),
);

export const flow = (scene: Scene, rect: Rect): Panel => {
	const shown = pairRows(scene);
	const { width, height } = inside(rect);
	const columns = flowColumns(width);
	const max = niceMax(Math.max(...shown.map(({ item }) => item.deliveredRate + item.withheldRate), 1));
	const rows: Rows = { columns, max, seconds: secondsOver(scene, HISTORY) };
	const unseen = missing(scene, "input.delivery");
	const below = height - 1 - (listPlace(scene.ui, "flow")?.height ?? 0);
	const start = Math.max(0, Math.min(scene.ui.scroll.flow, shown.length - 1));
	return listPanel(scene, rect, {
		id: "flow",
		name: "Input flow",
		total: shown.length,
		ids: idsOf(shown),
		note: unseen === undefined ? undefined : `delivered, withheld: ${unseen}`,
		above: [shown.length === 0 ? nothing(scene) : sortedHeadings(scene.ui, "flow", columns)],
		below: below > 0 ? [LEGEND] : [],
		rowAt: (index) => {
			const item = shown[index]?.item;
			return item && row(columns, cells(scene, item, isNamed(scene, shown, index, start), rows));
		},
	});
};
