/** Stand-ins, one column each, for a terminal that knows no more than ASCII. */
const STAND_INS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		"─": "-",
		"│": "|",
		"►": ">",
		"▸": ">",
		"●": "*",
		"○": "o",
		"■": "#",
		"□": "o",
		"◆": "G",
		"◇": "g",
		"▼": "v",
		"━": "=",
		"╌": "-",
		"▲": "^",
		"✓": "+",
		"✗": "x",
		"→": ">",
		"←": "<",
		"↑": "^",
		"↓": "v",
		"…": "~",
		"·": ".",
		"–": "-",
		"—": "-",
		"×": "x",
		µ: "u",
		μ: "u",
		Σ: "S",
		"≥": ">",
		"█": "#",
		"▓": "%",
		"▒": "+",
		"░": ".",
		"▁": "_",
		"▂": ".",
		"▃": ":",
		"▄": "=",
		"▅": "=",
		"▆": "+",
		"▇": "*",
	}),
);
const CORNERS = /^[╭╮╰╯├┤┬┴┼]$/;

export const toAscii = (glyph: string): string => {
	if (glyph <= "~") return glyph;
	return STAND_INS.get(glyph) ?? (CORNERS.test(glyph) ? "+" : "?");
};
