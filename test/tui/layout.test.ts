import test from "ava";
import fc from "fast-check";
import { inside, type Rect, type Size } from "../../tui/geometry.js";
import { detailsRect, layout, listHeight, switchParts } from "../../tui/layout.js";
import { fits, MINIMUM, PANELS } from "../../tui/ui.js";
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
		const all = [header, scrubber, footer, ...Object.values(panels)];
		const covered = new Set(all.flatMap(cellsOf));
		t.is(covered.size, size.columns * size.rows);
		for (const { x, y, width, height } of all) {
			t.true(x >= 0 && y >= 0 && x + width <= size.columns && y + height <= size.rows);
		}
		const inner = Object.values(panels).map(inside).flatMap(cellsOf);
		t.is(new Set(inner).size, inner.length, "no two panels write to one cell");
	};
	fc.assert(fc.property(sizes, covers), { numRuns: 60 });
});

test("every panel has room for something at every size", (t) => {
	fc.assert(
		fc.property(sizes, (size) => {
			for (const panel of PANELS)
				t.true(
					listHeight({ size, full: false, focus: panel }, panel) >= (panel === "switches" ? 0 : 4),
					`${panel} at ${size.columns}×${size.rows}`,
				);
			const inner = inside(layout(size).panels.switches);
			t.true(switchParts(inner).above <= inner.height);
		}),
	);
});

test("a larger terminal never shows less of a list", (t) => {
	fc.assert(
		fc.property(sizes, ({ columns, rows }) => {
			for (const panel of PANELS.filter((one) => one !== "switches"))
				for (const full of [false, true]) {
					const height = (size: Size) => listHeight({ size, full, focus: panel }, panel);
					const details = (size: Size) => detailsRect({ size, full, focus: panel }) !== undefined;
					// Where there is room for it, all about the selected row takes some of the list's.
					if (details({ columns, rows }) === details({ columns, rows: rows + 1 }))
						t.true(height({ columns, rows: rows + 1 }) >= height({ columns, rows }));
				}
		}),
	);
});

test("80×24 is the least", (t) => {
	t.true(fits(SMALL));
	t.false(fits({ columns: 79, rows: 24 }));
	t.false(fits({ columns: 80, rows: 23 }));
});
