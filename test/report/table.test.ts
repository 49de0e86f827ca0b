import test from "ava";
import { type Column, columnWidths, tableLine, textTable } from "../../report/table.js";

const columns: readonly Column[] = [
	{ title: "NAME", max: 8 },
	{ title: "N", align: "right", min: 3 },
	{ title: "REST" },
];

test("columns are as wide as what is in them, within their limits", (t) => {
	t.deepEqual(
		textTable(columns, [
			["日本", "1", "x"],
			["a name that is long", "12345", ""],
		]),
		["NAME          N  REST", "日本          1  x", "a name …  12345"],
	);
});

test("a column keeps its place while its values are short", (t) => {
	t.deepEqual(columnWidths(columns, [["a", "1", ""]]), [4, 3, 4]);
});

test("a cell that is missing is blank", (t) => {
	t.is(tableLine(columns, [4, 3, 4], ["a"]), "a");
	t.deepEqual(textTable(columns, []), ["NAME    N  REST"]);
});

test("no cell breaks its line", (t) => {
	t.deepEqual(textTable([{ title: "A" }], [["x\ny"]]), ["A", "x?y"]);
});
