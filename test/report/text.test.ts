import test from "ava";
import { deviceNumber } from "../../decoders/event.js";
import { reportText } from "../../report/text.js";
import { at, BLUE, observe, PERSONAS, PREAMBLE, ROOT, stateOf, wholeSwitch } from "../model/at.js";
import { SCENARIO } from "./scenario.js";

/** The lines under a title. */
const section = (text: string, title: string): readonly string[] => {
	const lines = text.split("\n");
	const begin = lines.indexOf(title) + 1;
	return lines.slice(begin, lines.indexOf("", begin));
};

const text = reportText(stateOf(SCENARIO));

test("the heading says where and how long it was observed", (t) => {
	t.deepEqual(text.split("\n").slice(0, 2), [
		"guest, Linux 6.1.0-13-amd64 x86_64, with device namespaces",
		"from 2023-11-14 22:13:20.000 UTC; 7.00 s observed, 50 events; bpftrace 0.17.0, devns-top 0.1.0",
	]);
});

test("personas have their counts", (t) => {
	t.deepEqual(section(text, "Personas"), [
		"  PERSONA                INIT PID  LEVEL  APPEARED      GONE          ACTIVE FOR  CLIENTS  DELIVERED  WITHHELD  DROPPED",
		"  root                          1      0  before        -                               0          -         -        -",
		"  blue (4026532001)           200      1  before        -                               1      1,234         0        0",
		"  パレット (4026532002)       300      1  00:00:01.000  00:00:07.000      3.00 s        2          9     1,300        0",
	]);
});

test("devices have their owner, who has them open, and grabs", (t) => {
	t.deepEqual(section(text, "Devices").slice(1), [
		'  event0            "AT keyboard"  input        13:64   blue (4026532001), by grab        00:00:02.002  blue (4026532001) 1      blue (4026532001) real',
		"  framebuffer 29:0                 framebuffer  29:0    パレット (4026532002), by active  00:00:04.002  パレット (4026532002) 1",
		"  input0::capslock                 led                  blue (4026532001), by request     00:00:03.100",
	]);
});

test("what was delivered, drawn and asked for is told by device and persona", (t) => {
	t.deepEqual(section(text, "Input events, by device and persona").slice(1), [
		"  event0  blue (4026532001)            1      1,234         0        0",
		"  event0  パレット (4026532002)        1          9     1,300        0",
	]);
	t.deepEqual(section(text, "Framebuffer updates, by device and persona").slice(1), [
		"  framebuffer 29:0  パレット (4026532002)        1       3  11.7 MiB     1            0      -     -",
	]);
	t.deepEqual(section(text, "Requests to stateless devices").slice(1), [
		"  input0::capslock         2        1  1 by evtest 1234/7 of blue (4026532001)",
	]);
});

test("what was counted is told device by device, in the order of their numbers", (t) => {
	const input = (client: number, minor: number) => [
		at(1).opened({ client, device: deviceNumber(13, minor) }),
		at(2).delivery({ client }),
	];
	const state = observe(...PERSONAS, ...input(1, 100), ...input(2, 64), ...input(3, 100));
	t.deepEqual(
		section(reportText(state), "Input events, by device and persona").map((line) => line.split(/ {2,}/)[1]),
		["DEVICE", "input 13:64", "input 13:100"],
	);
});

test("switches have every driver's share, and what is missing is no 0", (t) => {
	t.deepEqual(section(text, "Switches").slice(0, 4), [
		"  SWITCH  AT            FROM               TO                     OUTCOME       TOTAL     LOCK  input off  framebuffer off  input on  framebuffer on     REST  FRAME    INPUT",
		"       1  00:00:02.000  root               blue (4026532001)      done        3.50 ms  20.0 µs     500 µs           500 µs    300 µs          300 µs  1.88 ms      -  23.0 ms",
		"       2  00:00:04.000  blue (4026532001)  パレット (4026532002)  done, torn  3.50 ms  20.0 µs     500 µs                -    300 µs          300 µs        -      -        -",
		"       3  00:00:06.000  -                  blue (4026532001)      failed      1.00 ms        -          -                -         -               -        -      -        -",
	]);
	const times = section(text, "Switch times");
	t.true(times.includes("  first input                    1  23.0 ms  23.0 ms  23.0 ms  23.0 ms  23.0 ms  23.0 ms"));
	t.false(times.some((line) => line.includes("first frame")));
	t.is(times.at(-1), "  Of 1 switch done while nothing was lost; left out: 1 torn, 1 failed.");
});

test("problems are told, and a report ends in its verdict", (t) => {
	t.is(section(text, "Problems").length, 4);
	t.deepEqual(text.split("\n").slice(-5), [
		"INCOMPLETE: what is shown happened, but not all that happened is shown.",
		"- Events were lost once, 17 at least; last: the buffer was full",
		"- 1 line was not understood; last: no such line",
		"- 1 switch has figures that are no evidence, as something was lost.",
		"",
	]);
});

test("of many problems the latest are told, and how many came before", (t) => {
	const many = Array.from({ length: 5 }, (_, index) => at(index * 1e9).reject({ text: String(index) }));
	t.deepEqual(section(reportText(observe(...many), { problems: 2 }), "Problems"), [
		"  3 before these.",
		'  00:00:03.000  not understood: no such line: "3"',
		'  00:00:04.000  not understood: no such line: "4"',
	]);
});

test("where the log does not reach back to the beginning, nothing is said of what it lacks", (t) => {
	const events = [...PREAMBLE, ...PERSONAS, at(1).reject(), ...wholeSwitch(1000, 1, ROOT, BLUE)];
	t.deepEqual(section(reportText(stateOf(events, { logHistory: 2 })), "Problems"), [
		"  The log does not reach back to the beginning (5 earlier): problems among those are not listed.",
	]);
	const problems = stateOf(events, { logHistory: 2, problemsOnly: true });
	t.deepEqual(section(reportText(problems), "Problems"), ['  00:00:00.000  not understood: no such line: "garbage"']);
});

test("a driver that failed is marked", (t) => {
	const failing = SCENARIO.map((event) => (event.kind === "driver-ended" ? { ...event, errno: 5 } : event));
	t.regex(reportText(stateOf(failing)), /!500 µs/);
});

test("nothing at all makes a report that says so", (t) => {
	const empty = reportText(stateOf([]));
	t.regex(empty, /^No session was told of; 0 ns observed, 0 events\n/);
	t.regex(empty, /\nINCOMPLETE: /);
});

test("no line of a report holds anything that could move the cursor", (t) => {
	const reason = "\x1b[2J\u202e\x9b";
	const hostile = observe(at(1).probe({ state: "failed", reason }), at(2).loss({ reason }), at(3).reject({ reason }));
	t.notRegex(reportText(hostile).replaceAll("\n", ""), /[\p{C}\p{Zl}\p{Zp}]/u);
});

test("a driver whose name is as long as anything makes no line too long to read", (t) => {
	const driver = "x".repeat(4000);
	const long = wholeSwitch(100, 1, ROOT, BLUE).map((event) => ("driver" in event ? { ...event, driver } : event));
	const named = reportText(observe(...PERSONAS, ...(long as typeof SCENARIO)))
		.split("\n")
		.filter((line) => line.includes("xxx"));
	t.true(named.length > 1);
	t.true(Math.max(...named.map((line) => line.length)) < 400);
});
