/** Lines of device namespaces and of every program, and what they mean. Those of stock kernels: stock.test.ts. */
import test from "ava";
import type { Event } from "../../decoders/event.js";
import { comm, decodes, name, process } from "./decodes.js";
import { bytesOf, hear, map, printed, words } from "./hearer.js";

test("a switch's request", decodes, printed(`sr 17 1 7 4026532203 1 611 3 4026531836 ${comm}`), [
	{ kind: "switch-requested", t: 17, switch: 7, to: 4026532203, reason: "death", process, askerPersona: 4026531836 },
]);
test("a switch's lock", decodes, printed("sl 18 1 7 4026531836 4026532203"), [
	{ kind: "switch-locked", t: 18, switch: 7, from: 4026531836 },
]);
test("a flip", decodes, printed("sf 19 0 7 4026531836 4026532203"), [
	{ kind: "switch-flipped", t: 19, switch: 7, from: 4026531836, to: 4026532203 },
]);
test("a switch's end", decodes, printed("se 20 0 7 4026531836 4026532203 -110"), [
	{ kind: "switch-ended", t: 20, switch: 7, errno: 110 },
]);
test("a driver's beginning", decodes, printed(`db 21 0 7 0 4026531836 ${name("input")}`), [
	{ kind: "driver-began", t: 21, switch: 7, driver: "input", phase: "deactivate", persona: 4026531836 },
]);
test("a driver's end", decodes, printed(`de 22 0 7 1 4026531836 -5 ${name("input")}`), [
	{ kind: "driver-ended", t: 22, switch: 7, driver: "input", phase: "activate", persona: 4026531836, errno: 5 },
]);
test("a persona without a tag", decodes, printed(`na 23 0 402 401 1 99 ${words("sh")} 0 1`), [
	{
		kind: "persona-appeared",
		t: 23,
		persona: 402,
		parent: 401,
		level: 1,
		initPid: 99,
		comm: "sh",
		existing: true,
	},
]);
test("a persona with a tag", decodes, printed(`na 23 0 402 401 1 99 ${words("sh")} 4443 0`), [
	{
		kind: "persona-appeared",
		t: 23,
		persona: 402,
		parent: 401,
		level: 1,
		initPid: 99,
		comm: "sh",
		existing: false,
	},
	{ kind: "persona-named", t: 23, persona: 402, source: "tag", name: "CD" },
]);
test("a persona's end", decodes, printed("ng 24 0 402"), [{ kind: "persona-gone", t: 24, persona: 402 }]);
test("a tag that is taken away", decodes, printed("nt 24 0 402 0"), [
	{ kind: "persona-named", t: 24, persona: 402, source: "tag", name: "" },
]);
test("who is active", decodes, printed("ac 24 0 402 3"), [{ kind: "active", t: 24, persona: 402, since: 3 }]);
test("an input device", decodes, printed(`ia 25 0 13631555 1 ${name("AT keyboard")}`), [
	{
		kind: "device-appeared",
		t: 25,
		class: "input",
		device: 13631555,
		name: "AT keyboard",
		node: "event3",
		existing: true,
	},
]);
test("an input device beyond the fixed minors", decodes, printed(`ia 25 0 13631744 0 ${name("x")}`), [
	{ kind: "device-appeared", t: 25, class: "input", device: 13631744, name: "x", node: "event256", existing: false },
]);
// 245:63, 245:33: as mousedev's minors, with a major of the kernel's choice.
test("all mice of device namespaces", decodes, printed(`ia 25 0 256901183 0 ${name("all mice")}`), [
	{
		kind: "device-appeared",
		t: 25,
		class: "mouse",
		device: 256901183,
		name: "all mice",
		node: "mice",
		existing: false,
	},
]);
test("one of those mice", decodes, printed(`ia 25 0 256901153 1 ${name("x")}`), [
	{ kind: "device-appeared", t: 25, class: "mouse", device: 256901153, name: "x", node: "mouse1", existing: true },
]);
test("an open of one of them", decodes, printed(`io 26 0 5 256901153 402 611 3 ${comm} 34818 0`), [
	{
		kind: "opened",
		t: 26,
		client: 5,
		class: "mouse",
		device: 256901153,
		persona: 402,
		process,
		flags: 34818,
		existing: false,
		origin: "unknown",
	},
]);
test("one that failed", decodes, printed(`if 26 0 256901153 402 611 3 ${comm} -19`), [
	{ kind: "open-failed", t: 26, class: "mouse", device: 256901153, persona: 402, process, errno: 19 },
]);
test("the end of one of them", decodes, printed("ir 25 0 256901153"), [
	{ kind: "device-gone", t: 25, class: "mouse", device: 256901153 },
]);
test("an input device's end", decodes, printed("ir 25 0 13631555"), [
	{ kind: "device-gone", t: 25, class: "input", device: 13631555 },
]);
test("an open", decodes, printed(`io 26 0 5 13631555 402 611 3 ${comm} 34818 0`), [
	{
		kind: "opened",
		t: 26,
		client: 5,
		class: "input",
		device: 13631555,
		persona: 402,
		process,
		flags: 34818,
		existing: false,
		origin: "unknown",
	},
]);
test("an open that failed", decodes, printed(`if 26 0 13631555 402 611 3 ${comm} -19`), [
	{ kind: "open-failed", t: 26, class: "input", device: 13631555, persona: 402, process, errno: 19 },
]);
test("a close, with the last counts", decodes, printed("ic 27 0 5 100 20 3"), [
	{ kind: "delivery", t: 27, client: 5, delivered: 100, withheld: 20, dropped: 3, final: true },
	{ kind: "closed", t: 27, client: 5 },
]);
test("counts in a state dump", decodes, printed("is 27 0 5 100 20 3"), [
	{ kind: "delivery", t: 27, client: 5, delivered: 100, withheld: 20, dropped: 3, final: false },
]);
test("a delivery in the background", decodes, printed("lk 27 0 5 13631555 402 3 0 403 404"), [
	{
		kind: "leak",
		t: 27,
		client: 5,
		device: 13631555,
		persona: 402,
		count: 3,
		holder: 0,
		sides: { active: 403, other: 404 },
	},
]);
const readCounts = { read: 9, settled: 8, unaccounted: 1, before: 4, turn: 2, held: 3, stuck: 1 };
test("what a client has read, where something is wrong", decodes, printed("rd 27 0 5 9 8 1 4 2 3 1 0"), [
	{ kind: "read", t: 27, client: 5, ...readCounts, unsure: false, final: false },
]);
test("what a client has read when it closed", decodes, printed("rc 27 0 5 9 8 1 4 2 3 1 1"), [
	{ kind: "read", t: 27, client: 5, ...readCounts, unsure: true, final: true },
]);
test(
	"what clients have read, as a tally",
	decodes,
	printed("tl 26 0") +
		["read", "read_settled", "read_over", "read_before", "read_turn", "read_held", "read_stuck", "read_unsure"]
			.map((one, index) => map(`@${one}`, `"5": ${[9, 8, 1, 4, 2, 3, 1, 0][index]}`))
			.join("") +
		map("@read_at", '"5": 27'),
	[{ kind: "read", t: 27, client: 5, ...readCounts, unsure: false, final: false }],
);
test(
	"a device that is taken from other handlers",
	decodes,
	printed(`sz 28 0 1 402 611 3 ${comm} 403 0 ${name("event3")}`),
	[{ kind: "seized", t: 28, node: "event3", taken: true, persona: 402, process, sides: { active: 403, other: 0 } }],
);
test("drawing that reaches the screen from the background", decodes, printed("dt 28 0 5 10485880 402 403 0"), [
	{ kind: "drawn-through", t: 28, client: 5, device: 10485880, persona: 402, sides: { active: 403, other: 0 } },
]);
test("how often the background drew", decodes, printed("bh 28 0 3"), [{ kind: "drawn-behind", t: 28, behind: 3 }]);
const behind = (count: number): string => map("@fb_behind", "").replace("{}", String(count));
test(
	"how often it had drawn by the end, if that has not been told",
	decodes,
	printed("bh 28 0 3") + printed("en 300 0") + behind(5),
	[
		{ kind: "drawn-behind", t: 28, behind: 3 },
		{ kind: "drawn-behind", t: 300, behind: 5 },
	],
);
test("and not again if it has", decodes, printed("bh 28 0 3") + printed("en 300 0") + behind(3), [
	{ kind: "drawn-behind", t: 28, behind: 3 },
]);
test("what is behind an LED", decodes, printed(`lv 28 0 255 402 611 3 ${comm} 403 0 ${name("dev_ns2")}`), [
	{
		kind: "level",
		t: 28,
		class: "led",
		name: "devns::led2",
		persona: 402,
		process,
		value: 255,
		unsure: false,
		sides: { active: 403, other: 0 },
	},
]);
test("what is behind a backlight, or what it says of itself", decodes, printed(`bv 28 0 9 1 402 611 3 ${comm} 403 0`), [
	{
		kind: "level",
		t: 28,
		class: "backlight",
		name: "devns",
		persona: 402,
		process,
		value: 9,
		unsure: true,
		sides: { active: 403, other: 0 },
	},
]);
test("drawing that is not kept", decodes, printed("dl 28 0 5 4096 0"), [
	{ kind: "drawn-lost", t: 28, client: 5, taken: 4096, kept: 0 },
]);
test("a log entry of another", decodes, printed(`xl 28 0 402 611 3 ${comm} 403 1 ${name("log_main")}`), [
	{ kind: "crossed", t: 28, what: "log", persona: 402, process, of: 403, log: "log_main", alarms: 0, unsure: true },
]);
test("an alarm of another", decodes, printed(`xa 28 0 402 611 3 ${comm} 8 0`), [
	{ kind: "crossed", t: 28, what: "alarm", persona: 402, process, of: 0, log: "", alarms: 8, unsure: false },
]);
test("a grab", decodes, printed("gr 28 0 5 2 1 0 0"), [
	{ kind: "grab", t: 28, client: 5, action: "suspend", real: true, errno: 0, existing: false },
]);
test("a grab that was refused", decodes, printed("gr 28 0 5 0 0 -16 0"), [
	{ kind: "grab", t: 28, client: 5, action: "take", real: false, errno: 16, existing: false },
]);
test(
	"a device is private",
	decodes,
	printed(`dm 28 0 ${13 * 2 ** 20 + 67} 2 402 0 ${name("input")} ${name("event3")}`),
	[
		{
			kind: "device-declared",
			t: 28,
			class: "input",
			device: 13 * 2 ** 20 + 67,
			name: "event3",
			mode: "private",
			persona: 402,
			existing: false,
		},
	],
);
test("an LED is shared", decodes, printed(`dm 28 0 0 1 0 1 ${name("led")} ${name("devns::led")}`), [
	{
		kind: "device-declared",
		t: 28,
		class: "led",
		device: 0,
		name: "devns::led",
		mode: "shared",
		persona: 0,
		existing: true,
	},
]);
test("a backlight's request", decodes, printed(`br 29 0 402 611 3 ${comm} 255 1 ${name("devns")}`), [
	{ kind: "request", t: 29, class: "backlight", name: "devns", persona: 402, process, value: 255, applied: true },
]);
test("an alarm is set", decodes, printed(`aq 29 0 402 611 3 ${comm} 0 3 0`), [
	{ kind: "alarm", t: 29, action: "set", persona: 402, process, alarms: 8, errno: 0 },
]);
test("who waited for alarms is told", decodes, printed(`aq 29 0 402 611 3 ${comm} 2 65538 0`), [
	{ kind: "alarm", t: 29, action: "told", persona: 402, process, alarms: 65538, errno: 0 },
]);
test("an alarm goes off", decodes, printed("af 29 0 402 1"), [
	{
		kind: "alarm",
		t: 29,
		action: "fired",
		persona: 402,
		process: { pid: 0, innerPid: 0, comm: "" },
		alarms: 2,
		errno: 0,
	},
]);
test("a log is written", decodes, printed(`lw 29 0 402 611 3 ${comm} 12 7 ${name("log_main")}`), [
	{ kind: "log-written", t: 29, persona: 402, process, bytes: 12, total: 7, log: "log_main" },
]);
test("another's log is read", decodes, printed(`lx 29 0 403 402 12 ${name("log_main")}`), [
	{ kind: "log-read", t: 29, persona: 403, of: 402, bytes: 12, log: "log_main" },
]);
test("a request", decodes, printed(`lr 29 0 402 611 3 ${comm} 255 0 ${name("devns::led")}`), [
	{
		kind: "request",
		t: 29,
		class: "led",
		name: "devns::led",
		persona: 402,
		process,
		value: 255,
		applied: false,
	},
]);
test("the first input", decodes, printed("fi 30 0 7 402"), [
	{ kind: "switch-first", t: 30, switch: 7, what: "input", persona: 402 },
]);
test("the first frame", decodes, printed("ff 30 0 7 402"), [
	{ kind: "switch-first", t: 30, switch: 7, what: "frame", persona: 402 },
]);
test("when the probes are attached", decodes, printed("bg 40 1"), [{ kind: "began", t: 40, cpu: 1 }]);
test("what time it is on a CPU", decodes, printed("sn 41 3"), [{ kind: "seen", t: 41, cpu: 3 }]);
test("a state dump", decodes, printed("xb 42 0 9") + printed("xe 43 0 9"), [{ kind: "dump-ended", t: 43, cookie: 9 }]);
test("how many lines were lost", decodes, '{"type": "lost_events", "data": {"events": 2627}}\n', [
	{ kind: "lost", count: 2627 },
]);
test(
	"nothing of what bpftrace says for people",
	decodes,
	'{"type": "attached_probes", "data": {"probes": 3}}\n\n\n',
	[],
);
test("nothing of the probes' own maps", decodes, map("@input_awaited", "") + map("@fb_seq", '"-5": 1'), []);

const counts = (kind: "delivery", fields: object): object => ({ kind, final: false, ...fields });

test(
	"tallies, told with the times that come last",
	decodes,
	printed("tl 100 0") +
		map("@delivered", '"5": 10, "6": 1') +
		map("@withheld", '"5": 2') +
		map("@delivery_at", '"5": 90, "6": 105'),
	[
		counts("delivery", { t: 100, client: 5, delivered: 10, withheld: 2, dropped: 0 }),
		counts("delivery", { t: 105, client: 6, delivered: 1, withheld: 0, dropped: 0 }),
	],
);
test(
	"tallies only of clients whose counts have changed",
	decodes,
	printed("tl 100 0") +
		map("@delivered", '"5": 10, "6": 1') +
		map("@delivery_at", '"5": 90, "6": 91') +
		printed("tl 200 0") +
		map("@delivered", '"5": 10, "6": 3') +
		map("@delivery_at", '"5": 90, "6": 191'),
	[
		counts("delivery", { t: 100, client: 5, delivered: 10, withheld: 0, dropped: 0 }),
		counts("delivery", { t: 100, client: 6, delivered: 1, withheld: 0, dropped: 0 }),
		counts("delivery", { t: 200, client: 6, delivered: 3, withheld: 0, dropped: 0 }),
	],
);
test(
	"no tally of a client that closes while it is printed",
	decodes,
	printed("tl 100 0") +
		map("@delivered", '"5": 10') +
		map("@delivery_at", '"5": 90') +
		printed("tl 200 0") +
		map("@delivery_at", '"5": 190'),
	[counts("delivery", { t: 100, client: 5, delivered: 10, withheld: 0, dropped: 0 })],
);
test(
	"the last tallies, which bpftrace prints by name",
	decodes,
	printed("en 300 0") +
		map("@delivered", '"5": 11') +
		map("@delivery_at", '"5": 290') +
		map("@delivery_changed", "").replace("{}", "0") +
		map("@withheld", '"5": 4'),
	[counts("delivery", { t: 300, client: 5, delivered: 11, withheld: 4, dropped: 0 })],
);

test("a map that is full is a loss", (t) => {
	const entries = Array.from({ length: 4096 }, (_, client) => `"${client + 1}": 1`).join(", ");
	const heard = hear([bytesOf(printed("tl 100 0") + map("@delivered", entries) + map("@delivery_at", entries))]);
	t.is(heard.length, 4097);
	t.like(heard.at(-1), { kind: "loss", where: "kernel", t: 100 });
});

test("times beyond 2^53 ns are exact", (t) => {
	const origin = 2n ** 63n + 1n;
	const [event] = hear([bytesOf(printed(`ng ${origin + 12_345_678_901_234_567n} 0 402`))], { origin });
	// 12,345,678,901,234,567 is no double, but its seconds and nanoseconds are; this one is:
	t.is(event?.kind, "reject");
	const [near] = hear([bytesOf(printed(`ng ${origin + 9_007_199_254_740_991n} 0 402`))], { origin });
	t.is((near as Event).t, 9_007_199_254_740_991 as Event["t"]);
});

test("a time before the session is negative", (t) => {
	t.is(
		(hear([bytesOf(printed("ng 5 0 402"))], { origin: 3_000_000_007n })[0] as Event).t,
		-3_000_000_002 as Event["t"],
	);
});

test("a framebuffer for each persona", decodes, printed("ca 40 0 10485884 1"), [
	{
		kind: "device-appeared",
		t: 40,
		class: "framebuffer",
		device: 10485884,
		name: "framebuffer for each persona",
		node: "devns/fb0",
		existing: true,
	},
]);
test("its end", decodes, printed("vr 41 0 10485884"), [
	{ kind: "device-gone", t: 41, class: "framebuffer", device: 10485884 },
]);
test("its screen's going", decodes, printed("cp 41 0 10485884 0"), [
	{ kind: "screen", t: 41, class: "framebuffer", device: 10485884, present: false },
]);
test("a canvas that is opened", decodes, printed(`vo 42 0 7 10485884 402 611 3 ${comm} 2 0`), [
	{
		kind: "opened",
		t: 42,
		client: 7,
		class: "framebuffer",
		device: 10485884,
		persona: 402,
		process,
		flags: 2,
		existing: false,
		origin: "unknown",
	},
]);
test("a canvas that can't be opened", decodes, printed(`cf 43 0 10485884 402 611 3 ${comm} -12`), [
	{ kind: "open-failed", t: 43, class: "framebuffer", device: 10485884, persona: 402, process, errno: 12 },
]);
test("a canvas's client that closes", decodes, printed("vc 44 0 7 9 8192 2 4 10 5"), [
	{ kind: "update", t: 44, client: 7, writes: 9, bytes: 8192, pans: 2, faults: 4, final: true },
	{ kind: "showing", t: 44, client: 7, shown: 10, kept: 5, final: true },
	{ kind: "closed", t: 44, client: 7 },
]);
test("a canvas's client's counts in a state dump", decodes, printed("cs 45 0 7 9 8192 2 4 10 5"), [
	{ kind: "update", t: 45, client: 7, writes: 9, bytes: 8192, pans: 2, faults: 4, final: false },
	{ kind: "showing", t: 45, client: 7, shown: 10, kept: 5, final: false },
]);
test("checksums of a canvas and the screen", decodes, printed("ck 46 0 10485884 402 1 1 4294967295 17 3"), [
	{
		kind: "checksum",
		t: 46,
		class: "framebuffer",
		device: 10485884,
		persona: 402,
		front: true,
		still: true,
		buffer: 4294967295,
		screen: 17,
		behind: 3,
	},
]);
test(
	"tallies of a canvas",
	decodes,
	printed("tl 100 0") +
		map("@canvas_writes", '"7": 3') +
		map("@canvas_bytes", '"7": 300') +
		map("@canvas_pages", '"7": 2') +
		map("@canvas_at", '"7": 101') +
		map("@canvas_shown", '"7": 4') +
		map("@canvas_kept", '"7": 1') +
		map("@showing_at", '"7": 101'),
	[
		{ kind: "update", t: 101, client: 7, writes: 3, bytes: 300, pans: 0, faults: 2, final: false },
		{ kind: "showing", t: 101, client: 7, shown: 4, kept: 1, final: false },
	],
);
