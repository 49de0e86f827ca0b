/** Characters that only look right when they meet their neighbours exactly, as shapes of one cell. */
const WIDTH = 9;
const HEIGHT = 20;
const MIDDLE_X = WIDTH / 2;
const MIDDLE_Y = HEIGHT / 2;
const RADIUS = 4;

/** The shape of so many cells side by side that all hold the same character. */
export type CellShape = (colour: string, count: number) => string;

const opacityOf = (opacity: number): string => (opacity === 1 ? "" : ` fill-opacity="${opacity}"`);

/** What fills its cells from side to side is one shape, however many they are. */
const band =
	(y: number, height: number, opacity = 1): CellShape =>
	(colour, count) =>
		`<rect y="${y}" width="${WIDTH * count}" height="${height}" fill="${colour}"${opacityOf(opacity)} shape-rendering="crispEdges"/>`;

const each =
	(draw: (x: number) => string): ((count: number) => string) =>
	(count) =>
		Array.from({ length: count }, (_, index) => draw(index * WIDTH)).join("");

const polygon =
	(points: readonly (readonly [number, number])[]): CellShape =>
	(colour, count) =>
		each((x) => `<polygon points="${points.map(([px, py]) => `${px + x},${py}`).join(" ")}" fill="${colour}"/>`)(count);

const circles =
	(centres: readonly (readonly [number, number])[], radius: number): CellShape =>
	(colour, count) =>
		each((x) =>
			centres.map(([cx, cy]) => `<circle cx="${cx + x}" cy="${cy}" r="${radius}" fill="${colour}"/>`).join(""),
		)(count);

const UP = `M${MIDDLE_X} 0V${MIDDLE_Y}`;
const DOWN = `M${MIDDLE_X} ${MIDDLE_Y}V${HEIGHT}`;
const LEFT = `M0 ${MIDDLE_Y}H${MIDDLE_X}`;
const RIGHT = `M${MIDDLE_X} ${MIDDLE_Y}H${WIDTH}`;

const LINES: Readonly<Record<string, string>> = {
	"│": UP + DOWN,
	"├": UP + DOWN + RIGHT,
	"┤": UP + DOWN + LEFT,
	"┬": LEFT + RIGHT + DOWN,
	"┴": LEFT + RIGHT + UP,
	"┼": UP + DOWN + LEFT + RIGHT,
	"└": UP + RIGHT,
	"╭": `M${MIDDLE_X} ${HEIGHT}V${MIDDLE_Y + RADIUS}Q${MIDDLE_X} ${MIDDLE_Y} ${MIDDLE_X + RADIUS} ${MIDDLE_Y}H${WIDTH}`,
	"╮": `M0 ${MIDDLE_Y}H${MIDDLE_X - RADIUS}Q${MIDDLE_X} ${MIDDLE_Y} ${MIDDLE_X} ${MIDDLE_Y + RADIUS}V${HEIGHT}`,
	"╰": `M${MIDDLE_X} 0V${MIDDLE_Y - RADIUS}Q${MIDDLE_X} ${MIDDLE_Y} ${MIDDLE_X + RADIUS} ${MIDDLE_Y}H${WIDTH}`,
	"╯": `M0 ${MIDDLE_Y}H${MIDDLE_X - RADIUS}Q${MIDDLE_X} ${MIDDLE_Y} ${MIDDLE_X} ${MIDDLE_Y - RADIUS}V0`,
};

const line =
	(d: string): CellShape =>
	(colour, count) =>
		each((x) => `<path${x === 0 ? "" : ` transform="translate(${x} 0)"`} d="${d}" fill="none" stroke="${colour}"/>`)(
			count,
		);

const outline =
	(d: string): CellShape =>
	(colour, count) =>
		each(
			(x) =>
				`<path${x === 0 ? "" : ` transform="translate(${x} 0)"`} d="${d}" fill="none" stroke="${colour}" stroke-width="1.4"/>`,
		)(count);

const rule: CellShape = (colour, count) => `<path d="M0 ${MIDDLE_Y}H${WIDTH * count}" stroke="${colour}"/>`;

const SIGNS: Readonly<Record<string, CellShape>> = {
	"─": rule,
	"►": polygon([
		[1, 5],
		[WIDTH - 1, MIDDLE_Y],
		[1, HEIGHT - 5],
	]),
	"▲": polygon([
		[MIDDLE_X, 5],
		[WIDTH - 0.5, HEIGHT - 5],
		[0.5, HEIGHT - 5],
	]),
	"■": polygon([
		[1, 7],
		[8, 7],
		[8, 14],
		[1, 14],
	]),
	"▼": polygon([
		[0.5, 6],
		[WIDTH - 0.5, 6],
		[MIDDLE_X, HEIGHT - 5],
	]),
	"◆": polygon([
		[MIDDLE_X, 4.5],
		[WIDTH, MIDDLE_Y],
		[MIDDLE_X, HEIGHT - 4.5],
		[0, MIDDLE_Y],
	]),
	"□": outline("M1.5 7.5H7.5V13.5H1.5Z"),
	"◇": outline(`M${MIDDLE_X} 5L8.5 ${MIDDLE_Y}L${MIDDLE_X} 15L0.5 ${MIDDLE_Y}Z`),
	"×": outline("M2 7.5L7 12.5M7 7.5L2 12.5"),
	"✗": outline("M1.5 5.5L7.5 14.5M7.5 5.5L1.5 14.5"),
	"✓": outline("M1 10.5L3.5 14L8 6"),
	"━": band(MIDDLE_Y - 1.5, 3),
	"╌": outline(`M0.5 ${MIDDLE_Y}H3.5M5.5 ${MIDDLE_Y}H8.5`),
	"→": outline(`M0.5 ${MIDDLE_Y}H8M5 7L8 ${MIDDLE_Y}L5 13`),
	"●": circles([[MIDDLE_X, MIDDLE_Y]], 3),
	"·": circles([[MIDDLE_X, MIDDLE_Y]], 1),
};

const SHADES: Readonly<Record<string, number>> = { "░": 0.3, "▒": 0.55, "▓": 0.8, "█": 1 };
const EIGHTHS = "▁▂▃▄▅▆▇";

const eighths = (text: string): CellShape | undefined => {
	const index = EIGHTHS.indexOf(text);
	const height = ((index + 1) * HEIGHT) / 8;
	return index === -1 ? undefined : band(HEIGHT - height, height);
};

const BRAILLE = 0x2800;
/** Bit by bit of a braille character: column and row of the dot. */
const DOTS = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
] as const;

const braille = (text: string): CellShape | undefined => {
	const pattern = (text.codePointAt(0) ?? 0) - BRAILLE;
	if (pattern < 0 || pattern > 0xff) return undefined;
	const dots = DOTS.filter((_, bit) => pattern & (1 << bit));
	return circles(
		dots.map(([x, y]) => [2.25 + x * 4.5, 2.5 + y * 5] as const),
		1.7,
	);
};

const make = (text: string): CellShape | undefined => {
	const lines = LINES[text];
	if (lines !== undefined) return line(lines);
	const shade = SHADES[text];
	if (shade !== undefined) return band(0, HEIGHT, shade);
	return SIGNS[text] ?? eighths(text) ?? braille(text);
};

/** The shape of a character that is better drawn than written. */
export const shapeOf = (text: string): CellShape | undefined => (text <= "~" ? undefined : make(text));
