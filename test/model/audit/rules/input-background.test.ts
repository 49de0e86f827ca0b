import test from "ava";
import { deviceNumber, type Event } from "../../../../decoders/event.js";
import { RED, wholeSwitch } from "../../at.js";
import { at, BLUE, books, play, ROOT } from "../story.js";

const ID = "input-background";

test("fires: a packet in the background, though nothing was read", (t) => {
	const { broken, verdict, of } = play(at(10).leak({ count: 3 }));
	t.deepEqual(broken, [`${ID} client 1 3`]);
	t.is(verdict, "fail");
	t.like(of(ID).findings[0], {
		persona: `${BLUE}#1`,
		device: "input/13:64",
		since: 10,
		what: "input was delivered to it in the background",
	});
	t.is(of(ID).findings[0]?.subject.process?.pid as number, 11);
});

test("fires: repeats are folded into one finding, with all their events", (t) => {
	const { broken } = play(at(10).leak({ count: 3 }), at(20).leak({ count: 2 }));
	t.deepEqual(broken, [`${ID} client 1 5`]);
});

test("fires: a packet for a third persona while two others switch", (t) => {
	const [requested, locked, ...rest] = wholeSwitch(10, 1, ROOT, RED);
	const leak = at(21).leak({ sides: { active: ROOT, other: RED } });
	t.deepEqual(play(requested as never, locked as never, leak, ...rest).broken, [`${ID} client 1 3`]);
});

test("fires: a client of which nothing else is known", (t) => {
	t.deepEqual(play(at(10).leak({ client: 9 })).broken, [`${ID} client 9 3`]);
});

test("fires: a client that read what was withheld, each event once", (t) => {
	const { broken } = play(
		at(10).read({ read: 2, unaccounted: 2 }),
		at(11).read({ read: 5, unaccounted: 5, final: true }),
	);
	t.deepEqual(broken, [`${ID} client 1 5`]);
});

test("fires: whatever was lost", (t) => {
	const { broken, verdict } = play(at(9).loss(), at(10).leak(), at(11).loss({ since: 0 }));
	t.deepEqual(broken, [`${ID} client 1 3`]);
	t.is(verdict, "fail");
});

test("fires: a report of a private mouse of another, to the active persona", (t) => {
	const mouse = { class: "mouse", device: deviceNumber(245, 32) } as const;
	const declared = at(9).deviceDeclared({ ...mouse, mode: "private", persona: BLUE });
	const leak = at(12).leak({ client: 7, device: mouse.device, persona: ROOT, sides: { active: ROOT, other: 0 } });
	const opened = at(10).opened({ client: 7, persona: ROOT, ...mouse });
	t.deepEqual(play(declared, opened, leak).broken, [`${ID} client 7 3`]);
});

const MICE = { class: "mouse", device: deviceNumber(245, 63) } as const;
const behind = at(10).opened({ client: 7, persona: BLUE, ...MICE });

test("fires: mice of device namespaces, of which more was taken than was given", (t) => {
	const { broken } = play(behind, at(11).read({ client: 7, read: 2, unaccounted: 2 }));
	t.deepEqual(broken, [`${ID} client 7 2`]);
});

test("passes: mice in the background that have read nothing, or all that was theirs", (t) => {
	t.is(play(behind, at(11).read({ client: 7 })).of(ID).verdict, "pass");
	const theirs = [at(11).delivery({ client: 7, delivered: 2 }), at(12).read({ client: 7, read: 2, settled: 2 })];
	t.is(play(behind, ...theirs).of(ID).verdict, "pass");
});

test("inconclusive: mice in the background of which it is not known what was read, or that have read but not all", (t) => {
	t.is(play(behind).of(ID).verdict, "inconclusive");
	const some = [at(11).delivery({ client: 7, delivered: 2 }), at(12).read({ client: 7, read: 1, settled: 0 })];
	t.is(play(behind, ...some).of(ID).verdict, "inconclusive");
});

test("not: a packet for either side while a switch runs", (t) => {
	for (const persona of [BLUE, ROOT]) {
		const sides = persona === BLUE ? { active: ROOT, other: BLUE } : { active: BLUE, other: ROOT };
		t.deepEqual(play(at(10).leak({ persona, sides })).broken, []);
	}
});

test("not: input that goes past another's grab, which is another rule's", (t) => {
	t.deepEqual(play(at(10).leak({ holder: 7 })).broken, []);
});

test("passes: background clients that read nothing, active ones whose books balance", (t) => {
	const { of } = play(...books(10, 2, 40));
	t.is(of(ID).verdict, "pass");
});

test("passes: an active client in the middle of its input has nothing to prove", (t) => {
	t.is(play(at(10).delivery({ client: 2, delivered: 40 }), at(10).read({ client: 2, read: 8 })).of(ID).verdict, "pass");
});

const doubtful = test.macro((t, expected: RegExp, ...events: readonly Event[]) => {
	const { of, doubts, broken } = play(...events);
	t.deepEqual(broken, []);
	t.is(of(ID).verdict, "inconclusive");
	t.true(
		doubts(ID).some((reason) => expected.test(reason)),
		doubts(ID).join("\n"),
	);
});

test(
	"inconclusive: a packet before it was known who is active",
	doubtful,
	/before it was known/,
	at(10).leak({ sides: { active: 0, other: 0 } }),
);
test(
	"inconclusive: a background client that has read, but not all",
	doubtful,
	/had not read all/,
	at(10).delivery({ delivered: 9 }),
	at(10).read({ read: 8, settled: 7 }),
);
test("inconclusive: what it read is unsure", doubtful, /counted for sure/, at(10).read({ unsure: true }));
test("inconclusive: what it read is not known", doubtful, /is not known/, at(9).opened({ client: 5, persona: RED }));
test("inconclusive: it closed without its last counts", doubtful, /without its last counts/, at(10).closed());
test(
	"inconclusive: it was active and is not any more, with something unread",
	doubtful,
	/had not read all/,
	...wholeSwitch(10, 1, ROOT, BLUE),
	at(500).delivery({ delivered: 9 }),
	at(500).read({ read: 3, settled: 0, turn: 2 }),
	...wholeSwitch(600, 2, BLUE, ROOT),
);
test(
	"inconclusive: it is active again, and had something unread from before",
	doubtful,
	/had not read all/,
	at(9).delivery({ delivered: 9 }),
	...wholeSwitch(10, 1, ROOT, BLUE),
	at(500).read({ read: 3, settled: 2, before: 9, turn: 2 }),
);

test("passes: it is active again, and what is unread is of its present turn", (t) => {
	const events = [
		...wholeSwitch(10, 1, ROOT, BLUE),
		at(500).delivery({ delivered: 9 }),
		at(500).read({ read: 8, settled: 4, before: 4, turn: 2 }),
	];
	t.is(play(...events, ...books(501, 2, 5)).of(ID).verdict, "pass");
});

test("passes: it closed with something unread of the turn that ran, which was its persona's", (t) => {
	const closing = (time: number) => [
		at(time).delivery({ delivered: 9, final: true }),
		at(time).closed(),
		at(time).read({ read: 8, settled: 4, before: 4, turn: 2, final: true }),
	];
	const [there, back] = [wholeSwitch(10, 1, ROOT, BLUE), wholeSwitch(600, 2, BLUE, ROOT)];
	t.is(play(...there, ...closing(500)).of(ID).verdict, "pass");
	t.is(play(...there, ...closing(500), ...back).of(ID).verdict, "pass");
	t.is(play(...there, ...back, ...closing(1100)).of(ID).verdict, "inconclusive", "but not after that turn");
});

test("not so where the turn that its counts are of is an earlier one", (t) => {
	const events = [
		...wholeSwitch(10, 1, ROOT, BLUE),
		at(500).delivery({ delivered: 9 }),
		at(500).read({ read: 8, settled: 4, before: 4, turn: 1 }),
	];
	t.is(play(...events).of(ID).verdict, "inconclusive");
});

const PATHS = {
	hidraw: { class: "raw-input", device: deviceNumber(240, 0) },
	mousedev: { class: "mouse", device: deviceNumber(13, 63) },
	joydev: { class: "joystick", device: deviceNumber(13, 0) },
	"a virtual terminal": { class: "terminal", device: deviceNumber(4, 63) },
	"the console": { class: "terminal", device: deviceNumber(5, 1) },
} as const;

test("inconclusive: another way to input is open to a persona in the background, for that persona", (t) => {
	for (const [path, node] of Object.entries(PATHS)) {
		const { of } = play(at(10).opened({ client: 7, persona: BLUE, ...node }));
		t.is(of(ID).verdict, "inconclusive", path);
		t.deepEqual(
			of(ID).doubts.map(({ reason, personas }) => [reason, personas]),
			[[`input can come by ${path} as well, which is not covered`, [`${BLUE}#1`]]],
		);
	}
});

test("not so: one that is open to the active persona alone, and terminals and devices that give no input of the user's", (t) => {
	for (const node of Object.values(PATHS))
		t.is(play(at(10).opened({ client: 7, persona: ROOT, ...node })).of(ID).verdict, "pass");
	for (const node of [
		{ class: "terminal", device: deviceNumber(4, 64) },
		{ class: "terminal", device: deviceNumber(5, 0) },
		{ class: "sound", device: deviceNumber(4, 1) },
	] as const)
		t.is(play(at(10).opened({ client: 7, persona: BLUE, ...node })).of(ID).verdict, "pass");
});

test("last counts: of reads always, of deliveries where there were any", (t) => {
	const doubts = (...events: readonly Event[]) => play(...events, at(30).mark()).doubts(ID);
	const closed = at(10).closed();
	const [read, delivery] = [at(10).read({ final: true }), at(10).delivery({ final: true })];
	const WITHOUT = ["a client closed without its last counts"];
	t.deepEqual(doubts(closed, read), [], "nothing was ever delivered");
	t.deepEqual(doubts(delivery, closed, read), []);
	t.deepEqual(doubts(at(10).delivery(), closed, read), WITHOUT);
	t.deepEqual(doubts(delivery, closed), WITHOUT);
	t.deepEqual(doubts(delivery, closed, at(10).read()), WITHOUT);
});

test("whose turn it was counts when it closed, not when it was last told of", (t) => {
	const told = [at(500).delivery({ delivered: 10, final: true }), at(500).read({ read: 5, turn: 2, final: true })];
	const [there, back] = [wholeSwitch(10, 1, ROOT, BLUE), wholeSwitch(1000, 2, BLUE, ROOT)];
	const doubts = (...events: readonly Event[]) => play(...there, ...events, at(3000).mark()).doubts(ID);
	t.deepEqual(doubts(...told, at(600).closed(), ...back), [], "what it has not read is its own");
	t.is(doubts(...told, ...back, at(2000).closed()).length, 1, "what it has not read may not be");
});

test("who is in the background has no turn, whatever number the latest had in which it was told of", (t) => {
	const told = [at(10).delivery({ delivered: 10 }), at(11).read({ read: 5, turn: 1 })];
	t.is(play(...told, at(30).mark()).doubts(ID).length, 1);
});

test("who has no input device open has nothing to prove", (t) => {
	t.deepEqual(play(at(10).opened({ client: 7, persona: BLUE, class: "framebuffer" })).doubts(ID), []);
});
