/** The lines of probes/stock/terminal.bt. */
import test from "ava";
import { deviceNumber, NO_CLIENT } from "../../decoders/event.js";
import { bytesOf, hear, printed, words } from "./hearer.js";

const heard = (...lines: readonly string[]) => hear([bytesOf(lines.map(printed).join(""))]);

const vt = (t: number, number: number, inum: number, existing = 0): string =>
	`vt ${t} 0 ${existing} ${0x400000 + number} ${inum} 70 1 ${words("weston")}`;

const told = (...lines: readonly string[]) =>
	heard(...lines).map((event) => ["t", "device", "persona", "taken"].map((field) => event[field as never]));

const [TTY1, TTY2] = [deviceNumber(4, 1), deviceNumber(4, 2)];

test("a terminal in the foreground is a claim of whose it is", (t) => {
	const [claim, ...others] = heard(vt(5, 1, 12, 1));
	t.deepEqual(others, []);
	t.like(claim, {
		kind: "claim",
		class: "terminal",
		device: TTY1,
		client: NO_CLIENT,
		what: "foreground",
		taken: true,
		persona: 12,
		errno: 0,
		existing: true,
	});
	t.like(claim, { process: { pid: 70, innerPid: 1, comm: "weston" } });
});

test("it is given back when it is asked to let go, once, and by whoever had it", (t) => {
	t.deepEqual(told(vt(5, 1, 12), "vl 8 0", "vl 9 0", vt(20, 2, 13)), [
		[5, TTY1, 12, true],
		[8, TTY1, 12, false],
		[20, TTY2, 13, true],
	]);
});

test("where that line was lost, it is given back when another has it", (t) => {
	t.deepEqual(told(vt(5, 1, 12), vt(20, 2, 13)), [
		[5, TTY1, 12, true],
		[20, TTY1, 12, false],
		[20, TTY2, 13, true],
	]);
});

test("a terminal that changes hands, or that is not let go of, is taken anew", (t) => {
	t.deepEqual(told(vt(5, 1, 12), vt(20, 1, 13), "vl 30 0", vt(90, 1, 13)), [
		[5, TTY1, 12, true],
		[20, TTY1, 13, true],
		[30, TTY1, 13, false],
		[90, TTY1, 13, true],
	]);
});

test("nobody's terminal is let go of by nobody", (t) => {
	t.deepEqual(told("vl 8 0"), []);
});

test("a line that is cut short is rejected, not half believed", (t) => {
	t.deepEqual(
		heard("vt 5 0 1 4194305 12").map(({ kind }) => kind),
		["reject"],
	);
});
