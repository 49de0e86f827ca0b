/** Lines of the probes of stock kernels, and what they mean. */
import test from "ava";
import { comm, decodes, name, process } from "./decodes.js";
import { map, printed, words } from "./hearer.js";

test("a stock kernel's persona", decodes, printed(`pa 31 0 402 401 1 99 ${words("unshare")}`), [
	{
		kind: "persona-appeared",
		t: 31,
		persona: 402,
		parent: 401,
		level: 1,
		initPid: 99,
		comm: "unshare",
		existing: false,
	},
]);
test("what it runs, and its end", decodes, printed(`px 31 0 402 ${words("sh")}`) + printed("pg 32 0 402"), [
	{ kind: "persona-named", t: 31, persona: 402, source: "comm", name: "sh" },
	{ kind: "persona-gone", t: 32, persona: 402 },
]);

const client = 2 ** 32;
test(
	"a framebuffer's client, from open to close",
	decodes,
	printed(`fo 33 0 -63246123084822016 1 30408704 402 611 3 ${comm} 32770 2`) +
		printed("fc 34 1 -63246123084822016 1 9 8192 2 4"),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "framebuffer",
			device: 30408704,
			persona: 402,
			process,
			flags: 32770,
			existing: false,
			origin: "unknown",
		},
		{ kind: "update", t: 34, client, writes: 9, bytes: 8192, pans: 2, faults: 4, final: true },
		{ kind: "closed", t: 34, client },
	],
);
test("a framebuffer that would not open", decodes, printed(`fe 33 0 30408704 402 611 3 ${comm} -19`), [
	{ kind: "open-failed", t: 33, class: "framebuffer", device: 30408704, persona: 402, process, errno: 19 },
]);

const OWNED = { persona: 402, process };
test(
	"a stock input client, from open to close",
	decodes,
	printed(`eo 33 0 -5 1 13631552 402 611 3 ${comm} 34816 1`) +
		printed("eg 34 0 -5 1 0 1 0") +
		printed("ec 35 0 -5 1 100 20 3 7 2 4"),
	[
		{ kind: "entered", t: 33, ...OWNED },
		{
			kind: "opened",
			t: 33,
			client,
			class: "input",
			device: 13631552,
			...OWNED,
			flags: 34816,
			existing: false,
			origin: "outside",
		},
		{ kind: "usage", t: 33, client, filtered: 0, injected: 0, polls: 0, final: false },
		{ kind: "grab", t: 34, client, action: "take", real: true, errno: 0, existing: false },
		{ kind: "delivery", t: 35, client, delivered: 100, withheld: 20, dropped: 3, final: true },
		{ kind: "usage", t: 35, client, filtered: 7, injected: 2, polls: 4, final: true },
		{ kind: "closed", t: 35, client },
	],
);
test(
	"a packet of a stock input client, where each is told",
	decodes,
	printed(`eo 33 0 -5 1 13631552 402 611 3 ${comm} 0 0`) +
		printed("ed 40 0 -5 1 4 2 1") +
		printed("ed 41 0 -5 1 6 2 1"),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "input",
			device: 13631552,
			...OWNED,
			flags: 0,
			existing: false,
			origin: "inside",
		},
		{ kind: "usage", t: 33, client, filtered: 0, injected: 0, polls: 0, final: false },
		{ kind: "delivery", t: 40, client, delivered: 4, withheld: 2, dropped: 1, final: false },
		{ kind: "delivery", t: 41, client, delivered: 6, withheld: 2, dropped: 1, final: false },
	],
);
test(
	"the counts of a stock input client, under its address and turn",
	decodes,
	printed(`eo 33 0 -5 1 13631552 402 611 3 ${comm} 0 0`) +
		printed("tl 100 0") +
		map("@delivered", '"-5,1": 10, "-6,0": 4') +
		map("@withheld", '"-5,1": 2') +
		map("@delivery_at", '"-5,1": 90, "-6,0": 91') +
		printed("tl 200 0") +
		map("@filtered", '"-5,1": 3') +
		map("@usage_at", '"-5,1": 190'),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "input",
			device: 13631552,
			...OWNED,
			flags: 0,
			existing: false,
			origin: "inside",
		},
		{ kind: "usage", t: 33, client, filtered: 0, injected: 0, polls: 0, final: false },
		{ kind: "delivery", t: 100, client, delivered: 10, withheld: 2, dropped: 0, final: false },
		{ kind: "usage", t: 200, client, filtered: 3, injected: 0, polls: 0, final: false },
	],
);
test(
	"the same address without its sign, as bpftrace 0.27 writes keys",
	decodes,
	printed(`eo 33 0 -131391122288640 1 13631552 402 611 3 ${comm} 0 0`) +
		printed("tl 100 0") +
		map("@delivered", '"18446612682587262976,1": 10') +
		map("@delivery_at", '"18446612682587262976,1": 90'),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "input",
			device: 13631552,
			...OWNED,
			flags: 0,
			existing: false,
			origin: "inside",
		},
		{ kind: "usage", t: 33, client, filtered: 0, injected: 0, polls: 0, final: false },
		{ kind: "delivery", t: 100, client, delivered: 10, withheld: 0, dropped: 0, final: false },
	],
);
test(
	"any other device's client; and who is refused one",
	decodes,
	printed(`co 33 0 -7 2 236978176 402 611 3 ${comm} 2 0`) +
		printed("cc 34 1 -7 2") +
		printed(`ce 35 0 13631583 402 611 3 ${comm} -6`) +
		printed(`cd 36 0 13631583 402 611 3 ${comm} -1`),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "other",
			device: 236978176,
			...OWNED,
			flags: 2,
			existing: false,
			origin: "inside",
		},
		{ kind: "closed", t: 34, client },
		{ kind: "open-failed", t: 35, class: "other", device: 13631583, ...OWNED, errno: 6 },
		{ kind: "open-failed", t: 36, class: "other", device: 13631583, ...OWNED, errno: 1 },
	],
);
test(
	"a block device's client, which may be at the address of another device's, and who is refused one",
	decodes,
	printed(`co 33 0 -7 2 236978176 402 611 3 ${comm} 2 0`) +
		printed(`bo 34 0 -7 2 7340033 402 611 3 ${comm} 0 0`) +
		printed("bc 35 1 -7 2") +
		printed("bc 36 1 -8 0") +
		printed(`be 37 0 7340033 402 611 3 ${comm} -16`),
	[
		{
			kind: "opened",
			t: 33,
			client,
			class: "other",
			device: 236978176,
			...OWNED,
			flags: 2,
			existing: false,
			origin: "inside",
		},
		{
			kind: "opened",
			t: 34,
			client: client + 1,
			class: "other",
			device: 7340033,
			...OWNED,
			flags: 0,
			existing: false,
			origin: "inside",
		},
		{ kind: "closed", t: 35, client: client + 1 },
		{ kind: "open-failed", t: 37, class: "other", device: 7340033, ...OWNED, errno: 16 },
	],
);
test(
	"a device that a process made, one that it did not make, and the end of one",
	decodes,
	printed(`da 33 0 13631555 1 402 611 3 ${comm} ${name("event3")} ${name("pad")}`) +
		printed(`da 34 0 13631556 0 402 611 3 ${comm} ${name("event4")} ${name("keys")}`) +
		printed("dx 35 0 13631555"),
	[
		{ kind: "device-appeared", t: 33, class: "other", device: 13631555, name: "pad", node: "event3", existing: false },
		{ kind: "device-made", t: 33, class: "other", device: 13631555, ...OWNED },
		{ kind: "device-appeared", t: 34, class: "other", device: 13631556, name: "keys", node: "event4", existing: false },
		{ kind: "device-gone", t: 35, class: "other", device: 13631555 },
	],
);
test(
	"a framebuffer's tallies, added up over the CPUs",
	decodes,
	printed("tl 100 0") +
		map("@writes", '"-62,1,0": 3, "-62,1,1": 4') +
		map("@bytes", '"-62,1,0": 300, "-62,1,1": 400') +
		map("@faults", '"-62,1,1": 7') +
		map("@update_at", '"-62,1,0": 98, "-62,1,1": 101'),
	[{ kind: "update", t: 101, client, writes: 7, bytes: 700, pans: 0, faults: 7, final: false }],
);
test(
	"no tally of a file from before the probes that was not found",
	decodes,
	printed("tl 100 0") + map("@writes", '"-62,0,0": 3') + map("@update_at", '"-62,0,0": 98'),
	[],
);
