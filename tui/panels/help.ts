import { toWidth } from "../../report/width.js";
import { BINDINGS } from "../bindings.js";
import { centred, type Size } from "../geometry.js";
import type { Panel } from "../panel.js";
import { BLANK, type Line, line, span } from "../style.js";

const KEYS_WIDTH = 15;
const WIDTH = 72;

const SIGNS: readonly Line[] = [
	line(
		span("► ", "active"),
		span("active persona   "),
		span("✗ ", "muted"),
		span("gone   "),
		span("n/a ", "muted"),
		span("no probe tells"),
	),
	line(
		span("real ", "notice"),
		span("grab takes the device   "),
		span("virt ", "muted"),
		span("will, once its persona is active"),
	),
	line(
		span("░ ", "notice"),
		span("waiting for the lock   "),
		span("█▓▒ ", "share-1"),
		span("drivers   "),
		span("─ ", "muted"),
		span("what no driver accounts for"),
	),
];

const keyRow = ({ shown, help }: (typeof BINDINGS)[number]): Line =>
	line(span(toWidth(shown, KEYS_WIDTH), "focus"), span(help));

export const help = (size: Size): Panel => {
	const rows = [...BINDINGS.map(keyRow), BLANK, ...SIGNS];
	return {
		rect: centred(size, WIDTH, rows.length + 2),
		box: true,
		focused: true,
		title: line(span("Keys and signs", "focus")),
		aside: line(span("any key closes", "muted")),
		rows,
	};
};
