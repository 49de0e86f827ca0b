import test from "ava";
import fc from "fast-check";
import { picture } from "../../tui/picture.js";
import { intruders } from "./hostile.js";
import { LARGE, MEDIUM, shown, stateOf, uiOf } from "./stage.js";
import { story } from "./story.js";
import { emulator, written } from "./terminal.js";

const drawn = async (text: string, columns = 10, rows = 2): Promise<string> => {
	const terminal = emulator({ columns, rows });
	await written(terminal, text);
	return picture(terminal);
};

/** Every element is opened and closed in its turn; gives how many there are. */
const elements = (svg: string): number => {
	const open: string[] = [];
	let count = 0;
	for (const [, close, name = "", , selfClosing] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[^<>"]*"[^"<]*")*)\s*(\/?)>/g)) {
		if (close === "/") {
			if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
			continue;
		}
		count++;
		if (selfClosing !== "/") open.push(name);
	}
	if (open.length > 0) throw new Error(`${open.join(", ")} left open`);
	return count;
};

test("a picture has the terminal's size, its own ground, and needs nothing from elsewhere", async (t) => {
	const svg = await drawn("x", 80, 24);
	t.regex(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="744" height="504" viewBox="0 0 744 504"/);
	t.notRegex(svg.replace("http://www.w3.org/2000/svg", ""), /https?:|href|url\(|<script|<style/);
});

test("neighbours of one look are one run of text, held to its cells", async (t) => {
	const svg = await drawn("abc \u001b[1;38;5;203mdef\u001b[m");
	t.regex(svg, /<text x="12" y="27" textLength="27" lengthAdjust="spacingAndGlyphs">abc<\/text>/);
	t.regex(svg, /<text x="48" y="27" textLength="27" [^>]*fill="#ff5f5f" font-weight="bold">def<\/text>/);
});

test("a ground is a rectangle behind its cells, an inverse one in the text's colour", async (t) => {
	t.regex(await drawn("\u001b[48;5;160m ab \u001b[m"), /<rect x="12" y="12" width="36" height="20" fill="#d70000"\/>/);
	t.regex(await drawn("\u001b[7mab\u001b[m"), /<rect x="12" y="12" width="18" height="20" fill="#d3d7de"\/>/);
	t.regex(await drawn("\u001b[48;2;1;2;3mx"), /fill="#010203"/);
});

test("lines, blocks and dots are shapes that reach the edges of their cells, never text", async (t) => {
	const svg = await drawn("╭─╮│█▄░⣿►▲");
	t.notRegex(svg, /<text/);
	t.regex(svg, /<path d="M0 10H9" stroke/, "a line from edge to edge");
	t.regex(svg, /M4\.5 0V10M4\.5 10V20/, "from top to bottom");
	t.regex(svg, /<rect y="0" width="9" height="20"/, "a full block");
	t.regex(svg, /<rect y="10" width="9" height="10"/, "a lower half");
	t.is(svg.match(/<circle/g)?.length, 8, "braille's eight dots");
});

test("a line over many cells is one shape, and words stay in their columns", async (t) => {
	t.regex(await drawn("─────", 5, 1), /<path d="M0 10H45" stroke/);
	t.is((await drawn("█████", 5, 1)).match(/<rect/g)?.length, 2);
	const svg = await drawn("one two   three", 20);
	t.regex(
		svg,
		/<text x="12" y="27" textLength="63" [^>]*>one two<\/text>\n<text x="102" y="27" textLength="45" [^>]*>three</,
	);
});

test("words of one look stay apart where what is between them has another", async (t) => {
	const svg = await drawn("\u001b[1mTAG\u001b[m \u001b[1mNAME\u001b[m", 20);
	t.regex(svg, /<text x="12" [^>]*>TAG<\/text>\n<text x="48" [^>]*>NAME</);
});

test("wide characters take two cells", async (t) => {
	t.regex(await drawn("日x"), /<text x="12" y="27" textLength="18" [^>]*>日<\/text>\n<text x="30"/);
});

test("no text can become markup", async (t) => {
	const svg = await drawn(`<script>&"'</text>`, 30);
	t.regex(svg, /&lt;script&gt;&amp;&quot;'&lt;\/text&gt;/);
	t.is(elements(svg), 5);
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: "grapheme-ascii" }), async (text) => {
			t.notThrows(() => elements(picture(emulatorWith(text))));
		}),
		{ numRuns: 30 },
	);
});

const emulatorWith = (text: string) => {
	const cell = (chars: string) => ({
		getChars: () => chars,
		getWidth: () => 1,
		getFgColor: () => 0,
		getBgColor: () => 0,
		isFgDefault: () => true,
		isBgDefault: () => true,
		isFgRGB: () => false,
		isBgRGB: () => false,
		isBold: () => 0,
		isUnderline: () => 0,
		isInverse: () => 0,
	});
	return {
		cols: text.length,
		rows: 1,
		buffer: { active: { baseY: 0, getLine: () => ({ getCell: (x: number) => cell(text[x] ?? " ") }) } },
	};
};

test("the dashboard becomes a picture with all that it says", async (t) => {
	for (const size of [MEDIUM, LARGE]) {
		const state = stateOf([...story(), ...intruders()]);
		const { terminal } = await shown(state, uiOf(size));
		const svg = picture(terminal, "the dashboard");
		t.true(elements(svg) > 300);
		t.regex(svg, /<title>the dashboard<\/title>/);
		for (const words of ["devns-top", "android-two", "median", "6.40 ms", "AT Translated Set 2"])
			t.true(svg.includes(words), words);
		t.true(Buffer.byteLength(svg) < 200_000);
	}
});
