/** What must draw the eye, and must not without reason. */
import test from "ava";
import { type Event, NO_PERSONA, ROOT_INUM } from "../../decoders/event.js";
import { frame } from "../../tui/frame.js";
import { logRows } from "../../tui/rows.js";
import { sceneOf } from "../../tui/scene.js";
import { Sheet } from "../../tui/sheet.js";
import type { Ui } from "../../tui/ui.js";
import { colourAt, groundAt, MEDIUM, type Shown, SMALL, STREAM, shown, stateOf, uiOf } from "./stage.js";
import {
	A,
	at,
	B,
	FOUND,
	grab,
	loss,
	name,
	opening,
	PROBES,
	probe,
	SECOND,
	session,
	story,
	switched,
} from "./story.js";

const RED = 160;
const GREEN = 114;
const PART = probe("dev_ns/led", ["led.request"], "missing", "no LED driver");
const YELLOW = 179;
/** The same meaning on the ground of the uppermost row. */
const ON_BAR = 222;

const screen = (events: readonly Event[], ui: Partial<Ui> = {}): Promise<Shown> =>
	shown(stateOf(events), uiOf(SMALL, { focus: "log", ...ui }));

/** Rows of the panel of personas in which the marker of the active one stands. */
const marked = ({ rows }: Shown): readonly string[] =>
	rows
		.slice(3, 11)
		.filter((row) => /^│ ►/.test(row))
		.map((row) => row.slice(4, 21).trim());

const rowOf = ({ rows }: Shown, pattern: RegExp): number => rows.findIndex((row) => pattern.test(row));

test("the active persona, and it alone, has the marker and its colour", async (t) => {
	const view = await screen(story());
	t.deepEqual(marked(view), ["RED  android-t…"]);
	const y = rowOf(view, /^│ ►/);
	t.is(colourAt(view.terminal, 2, y), GREEN);
	for (const other of [y - 1, y + 1]) t.not(colourAt(view.terminal, 5, other), GREEN);
	t.is(groundAt(view.terminal, 3, 1), GREEN);
});

test("the marker goes where the switch goes, at the flip", async (t) => {
	const [request, locked] = switched(12, B, A, 30 * SECOND);
	const before = [...story(), request, locked].filter((event) => event !== undefined);
	t.deepEqual(marked(await screen(before)), ["RED  android-t…"]);
	t.deepEqual(marked(await screen([...story(), ...switched(12, B, A, 30 * SECOND)])), ["BLUE android-o…"]);
});

test("where nobody is known to be active, nobody is marked", async (t) => {
	const view = await screen(opening().filter(({ kind }) => kind !== "active"));
	t.deepEqual(marked(view), []);
	t.regex(view.text, /active persona unknown/);
});

test("a kernel without device namespaces has no active persona, and the header says so", async (t) => {
	const view = await screen([
		session({ deviceNamespaces: false }),
		...opening()
			.slice(1)
			.filter(({ kind }) => kind !== "active"),
	]);
	t.deepEqual(marked(view), []);
	t.regex(view.text, /no device namespaces in this kernel/);
	t.regex(view.text, /event0 .*shared by 2/);
});

test("where a policy said who is active, and does not know any more, that is what the header says", async (t) => {
	const stock = story().map((event) => (event.kind === "session" ? session({ deviceNamespaces: false }) : event));
	const view = await screen([...stock, { kind: "active", t: at(30 * SECOND), persona: NO_PERSONA, since: at(0) }]);
	t.deepEqual(marked(view), []);
	t.regex(view.text, /active persona unknown/);
	t.notRegex(view.text, /no device namespaces in this kernel/);
});

const banner = test.macro({
	exec: async (t, events: readonly Event[], text: RegExp | undefined, quiet?: RegExp) => {
		const view = await screen([...story(), ...events]);
		if (text === undefined) {
			t.notRegex(view.text, /▲/);
			t.regex(view.rows[1] ?? "", quiet ?? /✓ nothing lost *$/);
		} else t.regex(view.rows[1] ?? "", text);
		t.is(groundAt(view.terminal, 79, 1), text === undefined ? -1 : RED);
	},
	title: (title = "") => `the banner of loss ${title}`,
});

const reject: Event = { kind: "reject", t: at(23 * SECOND), text: name("?"), reason: "no such line" };
test("is red where events were lost", banner, [loss(12, 23 * SECOND, "full")], /▲ 12 EVENTS LOST/);
test("is red where nobody knows how many", banner, [loss(0, 23 * SECOND, "full")], /▲ EVENTS LOST/);
test("is red where a line was not understood", banner, [reject], /▲ 1 NOT UNDERSTOOD/);
test(
	"stays when nothing more is lost",
	banner,
	[loss(12, 23 * SECOND, "full"), ...switched(12, B, A, 30 * SECOND)],
	/▲ 12/,
);
test("is not there where nothing was lost", banner, [], undefined);
test(
	"goes with the session it belongs to",
	banner,
	[loss(12, 23 * SECOND, "full"), ...story()],
	undefined,
	/– not complete *$/,
);

test("a real grab is told from a virtual one, and from none", async (t) => {
	const grabs = async (events: readonly Event[]): Promise<string> => {
		const { text } = await screen([...opening(), ...switched(1, ROOT_INUM, A, SECOND), ...events]);
		return /event0 .*\/s +\S+\/s (.{9})/.exec(text)?.[1]?.trim() ?? "";
	};
	t.is(await grabs([]), "-");
	t.is(await grabs([grab(1, "take", true, 2 * SECOND)]), "real BLUE");
	t.is(await grabs([grab(2, "take", false, 2 * SECOND)]), "virt RED");
	t.is(await grabs([grab(1, "take", true, 2 * SECOND), grab(1, "release", true, 3 * SECOND)]), "-");
});

test("a persona that is gone is marked for ten seconds, and then not shown", async (t) => {
	const gone: Event = { kind: "persona-gone", t: at(23 * SECOND), persona: A };
	const mark = (seconds: number): Event => ({ kind: "mark", t: at(seconds * SECOND), text: name("later") });
	t.regex((await screen([...story(), gone, mark(32)])).text, /^│ ✗ BLUE/m);
	t.notRegex((await screen([...story(), gone, mark(34)])).text, /^│ . BLUE/m);
	t.regex((await screen([...story(), gone, mark(34)], { selected: { personas: "4026532281#1" } })).text, /^│ ✗ BLUE/m);
});

test("a failed switch says so, and one that was done does not", async (t) => {
	const failed = switched(12, B, A, 30 * SECOND).flatMap((event): readonly Event[] => {
		if (event.kind === "switch-flipped" || event.kind === "switch-first") return [];
		return [event.kind === "switch-ended" ? { ...event, errno: -16 } : event];
	});
	const { rows } = await screen([...story(), ...failed]);
	t.regex(rows[3] ?? "", /#12 RED → BLUE/);
	t.regex(rows[4] ?? "", /failed EBUSY │$/);
	t.notRegex((await screen(story())).rows[4] ?? "", /failed|done/);
});

test("a slow switch that is out of sight leaves those in sight their bars", async (t) => {
	const longest = async (events: readonly Event[]): Promise<number> => {
		const { text } = await screen(events, { size: MEDIUM });
		return Math.max(...Array.from(text.matchAll(/ms (▄+)/g), ([, bar = ""]) => bar.length));
	};
	const usual = await longest(story());
	t.true(usual > 5);
	const slow = switched(1, ROOT_INUM, A, 0.5 * SECOND, 200);
	t.is(await longest([...opening(), ...slow, ...story().slice(opening().length + 14)]), usual);
});

test("a switch that something was lost in says so", async (t) => {
	const events = [...story(), ...switched(12, B, A, 30 * SECOND), loss(1, 30.5 * SECOND, "full")];
	t.regex((await screen(events)).rows[4] ?? "", /incomplete │$/);
	t.notRegex((await screen(story())).rows[4] ?? "", /incomplete/);
});

test("a probe that is missing is seen in the count, in the notice's colour", async (t) => {
	const whole = await screen(opening());
	const part = await screen([...opening(), probe("dev_ns/led", ["led.request"], "missing", "no LED driver")]);
	const column = (view: Shown) => (view.rows[0] ?? "").indexOf("probes ") + "probes ".length;
	t.regex(whole.rows[0] ?? "", /probes 5\/5/);
	t.regex(part.rows[0] ?? "", /probes 4\/5/);
	t.not(colourAt(whole.terminal, column(whole), 0), YELLOW);
	t.is(colourAt(part.terminal, column(part), 0), ON_BAR);
	t.regex(part.rows[1] ?? "", /– not all is watched/);
	t.is(colourAt(part.terminal, (part.rows[1] ?? "").indexOf("– not"), 1), YELLOW);
});

const UNASKED = probe("audit/read", ["input.read"], "unasked", "--audit asks for it");

test("a probe that nobody asked for is no trouble: not in the count, the verdict, the log or the eye", async (t) => {
	const view = await screen([...opening(), UNASKED]);
	t.regex(view.rows[0] ?? "", /probes 5\/5/);
	t.regex(view.rows[1] ?? "", /✓ nothing lost *$/);
	const { log } = stateOf([...opening(), UNASKED]);
	t.false(log.some(({ event }) => event.kind === "probe"));
	const page = await screen([...opening(), UNASKED], { view: { is: "probes", scroll: 0 } });
	const y = rowOf(page, /· audit\/read +not asked for +input\.read/);
	t.true(y > rowOf(page, /✓ stock\/framebuffer/));
	for (const x of [2, 4, 28]) t.is(colourAt(page.terminal, x, y), 245);
	t.regex(page.text, /nothing: all is seen/);
	const missing = probe("audit/read", ["input.read"], "failed", "no such function");
	t.regex((await screen([...opening(), missing])).rows[1] ?? "", /▲ PROBE FAILED/, "one that failed is");
});

test("on a kernel without device namespaces nothing of theirs is missed, and what else is missing is", async (t) => {
	const stock = (...more: readonly Event[]) => [
		session({ deviceNamespaces: false }),
		probe("dev_ns/switch", ["switch", "switch.driver"], "missing", "no tracepoint"),
		...opening().filter(
			(event) => event.kind !== "session" && !(event.kind === "probe" && event.probe === "dev_ns/switch"),
		),
		...more,
	];
	const view = await screen(stock());
	t.regex(view.rows[0] ?? "", /probes 4\/4/);
	t.regex(view.rows[1] ?? "", /✓ nothing lost *$/);
	const part = await screen(stock(probe("dev_ns/led", ["led.request"], "missing", "no LED driver")));
	t.regex(part.rows[0] ?? "", /probes 3\/4/);
	t.regex(part.rows[1] ?? "", /– not all is watched/);
});

const found = (severity: "violation" | "warning"): Event => ({
	...FOUND,
	t: at(23 * SECOND),
	rule: `a-${severity}`,
	severity,
	count: 1,
	what: "what happened",
});

test("the verdict tells a violation, a warning, what was not seen and a quiet time apart", async (t) => {
	const told = async (...events: readonly Event[]): Promise<string> =>
		(await screen([...story(), ...events], { size: MEDIUM })).rows[1]?.trim().split(/ {3,}/).at(-1) ?? "";
	t.is(await told(), "✓ nothing lost, no finding so far");
	t.is(await told(found("warning")), "! 1 warning: a-warning: what happened  7 shows");
	t.is(await told(found("warning"), found("violation")), "✗ 1 violation: a-violation: what happened  7 shows");
	t.regex(await told(loss(3, 23 * SECOND, "full"), found("violation")), /^▲ 3 EVENTS LOST/);
	t.regex(await told({ ...PART, t: at(23 * SECOND) }), /^– not all is watched: led\.request/);
});

test("the log is filtered by what findings are, as -b is", (t) => {
	const state = stateOf([...story(), found("warning"), found("violation")]);
	const left = (filter: string) =>
		logRows(sceneOf(state, uiOf(SMALL, { filter }))).map(({ item: { event } }) => "rule" in event && event.rule);
	t.deepEqual(left("is:violation"), ["a-violation"]);
	t.deepEqual(left("is:warning"), ["a-warning"]);
	t.deepEqual(left("is:finding"), ["a-warning", "a-violation"]);
	t.is(left("-is:violation,warning").length, state.log.length - 2);
});

test("a stream that ended while its probes watched is as sound as one that ended after them", async (t) => {
	const after = async (...events: readonly Event[]) =>
		(await screen([...story(), ...events], { size: MEDIUM, stream: { ...STREAM, ended: true } })).rows[1] ?? "";
	t.regex(await after(), /✓ nothing lost, no finding so far/);
	t.regex(await after(...PROBES.map(([id, gives]) => probe(id, gives, "ended"))), /✓ nothing lost, no finding so far/);
});

test("what a report calls incomplete, the verdict does", async (t) => {
	const lost = [loss(1, 1, "full"), ...story()];
	const view = await screen(lost, { size: MEDIUM });
	t.regex(view.rows[1] ?? "", /– not complete: nor was an earlier session/);
});

test("probes that were told to end are no fault, one that ended by itself is", async (t) => {
	const ended = (reason: string): readonly Event[] => PROBES.map(([id, gives]) => probe(id, gives, "ended", reason));
	t.regex((await screen([...opening(), ...ended("")])).rows[0] ?? "", /probes ended/);
	t.regex((await screen([...opening(), ...ended("bpftrace died")])).text, /probes 0\/5[\s\S]*▲ 5 PROBES STOPPED/);
	t.regex((await screen([...opening(), ...ended("").slice(1)])).rows[0] ?? "", /probes 1\/5/);
});

test("two personas that say to be called alike are told apart by their init's PID", async (t) => {
	const twin: Event = { kind: "persona-named", t: at(23 * SECOND), persona: B, source: "tag", name: name("BLUE") };
	t.regex((await screen([...story(), twin])).text, /1201:BLUE → 1302:B/);
	t.notRegex((await screen(story())).text, /:BLUE/);
});

/** The numbers of all attributes that are set. */
const attributes = (text: string): readonly string[] =>
	text.split("\u001b[").flatMap((piece) => /^([\d;]*)m/.exec(piece)?.[1]?.split(";") ?? []);

const isColour = (attribute: string): boolean => /^(?:[34][0-8]|9\d|10\d)$/.test(attribute);

test("without colours the marks are still there, and no colour is written", (t) => {
	const traits = { unicode: true, colours: "none" } as const;
	const sheet = new Sheet(SMALL, traits);
	sheet.enter();
	const state = stateOf([...story(), loss(1, 23 * SECOND, "full")]);
	const text = sheet.draw(frame(state, uiOf(SMALL, { traits })));
	sheet.destroy();
	t.deepEqual(attributes(text).filter(isColour), []);
	const inverse = text
		.split("\u001b[1;7m")
		.slice(1)
		.map((piece) => piece.split("\u001b")[0] ?? "");
	t.true(inverse.some((piece) => piece.includes("▲")) && inverse.some((piece) => piece.includes("► RED")));
});

test("with 16 colours no others are written", (t) => {
	const traits = { unicode: true, colours: "16" } as const;
	const sheet = new Sheet(SMALL, traits);
	sheet.enter();
	const text = sheet.draw(frame(stateOf(story()), uiOf(SMALL, { traits })));
	sheet.destroy();
	const used = attributes(text).filter(isColour);
	t.true(used.length > 0);
	t.deepEqual(
		used.filter((attribute) => attribute === "38" || attribute === "48"),
		[],
	);
});
