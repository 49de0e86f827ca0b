/** The lines of probes/stock/uevent.bt. */
import test from "ava";
import fc from "fast-check";
import { bytesOf, escapes, hear, printed, words } from "./hearer.js";

/** So many words of eight bytes, as they lie in memory. */
const memory = (bytes: Uint8Array, count: number): string => {
	const view = new DataView(new ArrayBuffer(count * 8));
	bytes.subarray(0, count * 8).forEach((byte, at) => {
		view.setUint8(at, byte);
	});
	return Array.from({ length: count }, (_, at) => view.getBigUint64(at * 8, true).toString(16)).join(" ");
};

const HEAD = 88;

interface Sent {
	readonly head?: string;
	readonly subsystem?: string;
	readonly end?: string;
	readonly origin?: number;
	readonly again?: number;
}

/** A line as the probe makes it of a message. */
const line = ({
	head = "add@/devices/x",
	subsystem = "input",
	end = "SEQNUM=698",
	origin = 0,
	again = 0,
}: Sent): string => {
	const bytes = bytesOf(`${head}\0ACTION=…`);
	const length = bytesOf(head).length;
	const shown = length > HEAD ? bytesOf(head).subarray(length - HEAD) : bytes.subarray(0, HEAD);
	const tail = bytesOf(`KEY=VALUE OF SOME LENGTH\0${end}\0`);
	return `ue 5 1 ${origin} ${again} 4026531840 12 70 3 ${words("udevadm")} ${memory(tail.subarray(-24), 3)} ${memory(bytes, 1)} ${length} ${memory(bytesOf(`${subsystem}\0KEY=`), 4)} ${escapes(shown)}`;
};

const heard = (sent: Sent) => hear([bytesOf(printed(line(sent)))]);

test("a uevent is what it says of which device, by whose doing and to whom", (t) => {
	t.deepEqual<unknown, unknown>(heard({ head: "remove@/devices/virtual/input/input2/event1", origin: 1, again: 1 }), [
		{
			kind: "uevent",
			t: 5,
			sequence: 698,
			action: "remove",
			subsystem: "input",
			path: "/devices/virtual/input/input2/event1",
			origin: "written",
			persona: 12,
			process: { pid: 70, innerPid: 3, comm: "udevadm" },
			space: 4026531840,
			again: true,
		},
	]);
});

test("each action is known, and what is none is told as that", (t) => {
	const actions = ["add", "remove", "change", "move", "online", "offline", "bind", "unbind"];
	for (const action of actions) t.like(heard({ head: `${action}@/x` })[0], { action, path: "/x" });
	for (const action of ["additional", "ADD", "", "ad"]) t.like(heard({ head: `${action}@/x` })[0], { action: "other" });
});

test("of a path without room its end is told, and that it is one", (t) => {
	const fits = `add@/${"d".repeat(HEAD - 5)}`;
	t.like(heard({ head: fits })[0], { path: fits.slice(4) });
	const long = `add@/${"d/".repeat(60)}event@7`;
	t.like(heard({ head: long })[0], { action: "add", path: `…${long.slice(-HEAD)}` });
});

test("what a process sends forges no line, no number and no other event", (t) => {
	const hostile = 'x"}\\n{"type": "printf", "data": "bg 1 1"}\u001b[31m\u202e';
	const sent = heard({ head: `add@/${hostile}`, subsystem: hostile, origin: 2 });
	t.is(sent.length, 1);
	t.like(sent[0], { kind: "uevent", origin: "sent", sequence: 698, action: "add" });
	// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
	t.notRegex(JSON.stringify(sent), /[\u0000-\u001f\u007f-\u009f\u202e]/);
});

test("the number is the last thing of the message, and nothing before it is taken for one", (t) => {
	t.like(heard({ end: "SEQNUM=1\0SEQNUM=4711" })[0], { sequence: 4711 });
	for (const end of ["SEQNUM=", "SEQNUM=x", "SEQNUM=12 ", "SEQNUM=1\0A=2", "SEQNUM=-1"])
		t.deepEqual(
			heard({ end }).map(({ kind }) => kind),
			["reject"],
			end,
		);
});

test("whatever bytes a process sends are one uevent or one reject", (t) => {
	const bytes = fc.string({ unit: "binary", maxLength: 120 });
	fc.assert(
		fc.property(bytes, bytes, bytes, (head, subsystem, end) => {
			const found = heard({ head, subsystem, end });
			t.is(found.length, 1);
			t.true(["uevent", "reject"].includes(String(found[0]?.kind)));
		}),
	);
});
