/** Times with counts in one map, and what is told where a map is full. */
import test from "ava";
import { MOST_KEYS } from "../../decoders/lines/tallies.js";
import { bytesOf, hear, map, printed, words } from "./hearer.js";

const OPEN = (letters: string, turn: number): string =>
	printed(`${letters} 5 0 -77 ${turn} 13631552 12 70 3 ${words("reader")} 0 0`);

const heard = (...lines: readonly string[]) => hear([bytesOf(lines.join(""))]);

test("a time, a count and a turn are read as 0.17 prints them and as 0.23 does; who had nothing yet is not told of", (t) => {
	for (const gap of ["", " "]) {
		const values = (...numbers: readonly number[]): string => `[${numbers.join(`,${gap}`)}]`;
		const events = heard(
			OPEN("eo", 1),
			printed("tl 100 0"),
			map("@withheld", '"-77,1": 4'),
			map("@delivery_at", `"-77": ${values(120, 9, 1)}, "-78": ${values(0, 0, 2)}`),
		);
		const [one, ...others] = events.filter(({ kind }) => kind === "delivery");
		t.deepEqual(others, []);
		t.like(one, { t: 120, delivered: 9, withheld: 4, dropped: 0 });
	}
});

test("a time and a count, of a client that its key names whole", (t) => {
	const events = heard(OPEN("co", 3), printed("tl 100 0"), map("@fed_at", '"-77,3": [90,12]'));
	t.like(
		events.find(({ kind }) => kind === "usage"),
		{ t: 100, injected: 12 },
	);
});

for (const [what, torn] of [
	["too few", '"-77": [5'],
	["too many", '"-77": [5,6,7,8]'],
	["no end", '"-77": [5,6'],
	["none", '"-77": []'],
] as const)
	test(`${what} values: it is not understood, and nothing is counted`, (t) => {
		const events = heard(OPEN("eo", 1), printed("tl 100 0"), map("@delivery_at", torn));
		t.true(events.some(({ kind }) => kind === "reject"));
		t.false(events.some(({ kind }) => kind === "delivery"));
	});

test("an open that there was no room to number is a loss, and not taken for one from before the probes; others are none", (t) => {
	for (const letters of ["eo", "co", "fo"]) {
		const events = heard(OPEN(letters, 0));
		t.deepEqual(
			events.map(({ kind }) => kind),
			["loss"],
			letters,
		);
		t.like(events[0], { where: "kernel", count: 1, t: 5 });
		t.false(heard(OPEN(letters, 1)).some(({ kind }) => kind === "loss"));
	}
});

test("a map that is full is told, whether all in it have had something or not", (t) => {
	const entries = (count: number): string =>
		Array.from({ length: count }, (_, at) => `"-${at + 1}": [0,0,${at}]`).join(", ");
	const losses = (count: number) =>
		heard(printed("tl 100 0"), map("@delivery_at", entries(count))).filter(({ kind }) => kind === "loss");
	t.is(losses(MOST_KEYS).length, 1);
	t.is(losses(MOST_KEYS - 1).length, 0);
});
