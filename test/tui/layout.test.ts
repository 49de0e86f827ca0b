import test from "ava";
import fc from "fast-check";
import { inside, type Rect, type Size } from "../../tui/geometry.js";
import { detailsRect, layout, listHeight, listRect, panelsIn, switchParts } from "../../tui/layout.js";
import { fits, LISTS, MINIMUM, PANELS, type PanelId } from "../../tui/ui.js";
import { SMALL } from "./stage.js";

const sizes = fc.record({
	columns: fc.integer({ min: MINIMUM.columns, max: 400 }),
	rows: fc.integer({ min: MINIMUM.rows, max: 150 }),
});

const cellsOf = ({ x, y, width, height }: Rect): readonly string[] =>
	Array.from({ length: height }, (_, row) =>
		Array.from({ length: width }, (_, column) => `${x + column},${y + row}`),
	).flat();

test("the parts cover every cell of the terminal and nothing else, and only lines are shared", (t) => {
	const covers = (size: Size): void => {
		const { header, scrubber, footer, panels } = layout(size);
		const boxes = panelsIn(size).flatMap((panel) => panels[panel] ?? []);
		const all = [header, scrubber, footer, ...boxes];
		const covered = new Set(all.flatMap(cellsOf));
		t.is(covered.size, size.columns * size.rows);
		for (const { x, y, width, height } of all) {
			t.true(x >= 0 && y >= 0 && x + width <= size.columns && y + height <= size.rows);
		}
		const inner = boxes.map(inside).flatMap(cellsOf);
		t.is(new Set(inner).size, inner.length, "no two panels write to one cell");
	};
	fc.assert(fc.property(sizes, covers), { numRuns: 60 });
});

/** The list of switches stands below a chart; that of findings has a heading where the log beside it has none. */
const LEAST_ROWS: Readonly<Partial<Record<PanelId, number>>> = { switches: 0, findings: 3 };

test("every panel has room for something at every size", (t) => {
	fc.assert(
		fc.property(sizes, (size) => {
			for (const panel of panelsIn(size))
				t.true(
					listHeight({ size, full: false, focus: panel }, panel) >= (LEAST_ROWS[panel] ?? 4),
					`${panel} at ${size.columns}×${size.rows}`,
				);
			const inner = inside(layout(size).panels.switches);
			t.true(switchParts(inner).above <= inner.height);
		}),
	);
});

/** Rows of a list and of the page below it; beside it there is all of the list's height. */
const rowsShown = (size: Size, panel: PanelId, full: boolean): number => {
	const placing = { size, full, focus: panel };
	const list = listRect(placing, panel);
	const details = detailsRect(placing);
	const isBelow = list !== undefined && details !== undefined && details.x === list.x;
	return listHeight(placing, panel) + (isBelow ? inside(details).height : 0);
};

/** The line between a list and the page below it, and what stands above and below the list's own rows. */
const FURNITURE = 1;

test("a larger terminal never shows less: not of a list in the overview, nor of one with its page", (t) => {
	fc.assert(
		fc.property(sizes, fc.constantFrom(0, 1), fc.constantFrom(0, 1), ({ columns, rows }, wider, higher) => {
			const larger = { columns: columns + wider, rows: rows + higher };
			for (const panel of PANELS.filter((one) => one !== "switches")) {
				const inOverview = (size: Size) => listHeight({ size, full: false, focus: panel }, panel);
				t.true(inOverview(larger) >= inOverview({ columns, rows }), `${panel} at ${larger.columns}×${larger.rows}`);
				const [now, then] = [rowsShown({ columns, rows }, panel, true), rowsShown(larger, panel, true)];
				t.true(then >= now - FURNITURE, `${panel} alone at ${larger.columns}×${larger.rows}: ${now}, then ${then}`);
			}
		}),
		{
			numRuns: 300,
			examples: [
				[{ columns: 100, rows: 31 }, 0, 1],
				[{ columns: 159, rows: 40 }, 1, 0],
			],
		},
	);
});

test("where the page of the selected row takes some of a list's room, much of the list is left", (t) => {
	fc.assert(
		fc.property(sizes, (size) => {
			for (const panel of LISTS) {
				if (panel === "switches" || detailsRect({ size, full: true, focus: panel }) === undefined) continue;
				t.true(listHeight({ size, full: true, focus: panel }, panel) >= 7, `${panel} at ${size.columns}×${size.rows}`);
			}
		}),
	);
});

test("80×24 is the least", (t) => {
	t.true(fits(SMALL));
	t.false(fits({ columns: 79, rows: 24 }));
	t.false(fits({ columns: 80, rows: 23 }));
});
