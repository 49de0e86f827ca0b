/** What was there before the probes, as the kernel and /sys tell it. */
import test from "ava";
import type { ClientId, DeviceClass, DeviceNumber } from "../../decoders/event.js";
import { deviceNumber } from "../../decoders/event.js";
import { clientNumbers, Files } from "../../decoders/lines/files.js";
import type { ClassOf } from "../../decoders/lines/opens.js";
import { devicesIn, openFiles } from "../../probes/existing.js";
import { words } from "../lines/hearer.js";
import { machine } from "./machine.js";

const CLASSES = new Map<DeviceNumber, DeviceClass>([
	[deviceNumber(13, 64), "input"],
	[deviceNumber(13, 65), "input"],
	[deviceNumber(226, 0), "display"],
	[deviceNumber(4, 1), "terminal"],
]);
const LOOP = deviceNumber(7, 1);
const classOf: ClassOf = (device, kind) =>
	kind === "block" ? (device === LOOP ? "loop" : undefined) : CLASSES.get(device);
const listed = (text: string) => devicesIn(new TextEncoder().encode(text), classOf);

test("devices are those that the table watches, with the names that they give themselves", (t) => {
	const found = listed(
		"drm/card0/dev:226:0\ninput/event0/dev:13:64\nmem/null/dev:1:3\ntty/tty1/dev:4:1\ninput/event0/device/name:AT keyboard\n",
	);
	t.deepEqual<unknown, unknown>(
		found.map((event) => event.kind === "device-appeared" && [event.class, event.node, event.name]),
		[
			["display", "card0", ""],
			["input", "event0", "AT keyboard"],
		],
	);
});

test("block devices are told when somebody opens one: most are nobody's", (t) => {
	t.deepEqual(listed("block/loop0/dev:226:0\n"), []);
});

test("a name that holds line breaks, or pretends to be another device's, is one name", (t) => {
	const name = "input/event0/device/name:evil\ninput/event0/device/name:input/event1/dev:13:65\n";
	const found = listed(`input/event0/dev:13:64\n${name}`);
	t.is(found.length, 1);
	t.like(found[0], { name: "evil\\x0ainput/event1/dev:13:65" as never });
});

const line = (address: number, own: number, device: DeviceNumber, pid: number, how: number): string =>
	`fx 5 0 ${address} ${own} ${device} 402 ${pid} 1 ${words("cat")} 0 ${how}\n`;

const look = async (said: string, files: Files, meanwhile = () => {}) => {
	const there = machine({ files: {}, commands: { "bpftrace -f json -e it": said } });
	const run: typeof there.run = (argv, options) => {
		meanwhile();
		return there.run(argv, options);
	};
	const telling = { classOf, evdev: true };
	return openFiles({ ...there, run }, "it", files, telling, new AbortController().signal);
};

const KEYS = deviceNumber(13, 64);
const CARD = deviceNumber(226, 0);
const EVENTS = 2 ** 32;

test("an input client is known by the driver's record, any other by its file; who holds what is told with it", async (t) => {
	const files = new Files(clientNumbers());
	const found = await look(line(-1, -10, KEYS, 7, 1) + line(-2, -20, KEYS, 8, 2) + line(-3, -30, CARD, 9, 1), files);
	t.deepEqual<unknown, unknown>(
		found.map((event) => [event.kind, "client" in event && event.client, "action" in event ? event.action : "-"]),
		[
			["opened", EVENTS, "-"],
			["grab", EVENTS, "take"],
			["opened", EVENTS + 1, "-"],
			["grab", EVENTS + 1, "revoke"],
			["opened", EVENTS + 2, "-"],
			["claim", EVENTS + 2, "-"],
		],
	);
	t.is(files.clientOf("-10,0"), EVENTS as ClientId);
	t.is(files.clientOf("-3,0"), (EVENTS + 2) as ClientId);
});

test("who came from outside is told with the file; where its ancestors are too many, it is not known", async (t) => {
	const said = line(-1, -10, KEYS, 7, 1) + line(-2, -20, KEYS, 8, 4 + 1) + line(-3, -30, CARD, 9, 8);
	const found = await look(said, new Files(clientNumbers()));
	t.deepEqual<unknown, unknown>(
		found.flatMap((event) => (event.kind === "entered" ? [event.process.pid] : [])),
		[8],
	);
	t.deepEqual<unknown, unknown>(
		found.flatMap((event) => (event.kind === "opened" ? [event.origin] : [])),
		["inside", "outside", "unknown"],
	);
});

test("a block device's number is its own: it is no character device of the same", async (t) => {
	const same = deviceNumber(13, 64);
	const found = await look(
		line(-1, -10, LOOP, 7, 3) + line(-2, -20, same, 8, 3) + line(-3, -30, LOOP, 9, 0),
		new Files(clientNumbers()),
	);
	t.deepEqual(
		found.map((event) => "class" in event && event.class),
		["loop", "other", "other"],
	);
});

test("a file of no known standing is passed over", async (t) => {
	t.deepEqual(await look(line(-1, -10, KEYS, 7, 15) + line(-2, -20, KEYS, 8, 12), new Files(clientNumbers())), []);
});

test("a file that several processes have is told once, and one that the probes told of is the same client", async (t) => {
	const files = new Files(clientNumbers());
	const known = files.clientOf("-3,4");
	const found = await look(line(-3, -30, CARD, 9, 0) + line(-3, -30, CARD, 10, 0), files);
	t.deepEqual(
		found.map((event) => "client" in event && event.client),
		[known],
	);
});

test("what closes while it is looked for is not found open, whether it came before the probes or after", async (t) => {
	const files = new Files(clientNumbers());
	files.clientOf("-3,4");
	const close = () => {
		files.close("-3,4");
		files.close("-2,0");
	};
	t.deepEqual(await look(line(-3, -30, CARD, 9, 0) + line(-2, -20, CARD, 9, 0), files, close), []);
	t.is((await look(line(-2, -20, CARD, 9, 0), files)).length, 1, "the next one at that address is");
});

test("a line that is torn is passed over", async (t) => {
	t.is((await look(`fx 5 0 -1\n${line(-2, -20, CARD, 9, 0)}fx`, new Files(clientNumbers()))).length, 1);
});
