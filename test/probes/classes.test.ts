import test from "ava";
import { type DeviceNumber, deviceNumber } from "../../decoders/event.js";
import { classesFrom, deviceTable, hasMore, tableOf } from "../../probes/classes.js";

const DEVICES = `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
 10 misc
 13 input
 81 video4linux
116 alsa
226 drm
251 rtc

Block devices:
  7 loop
 13 input
`;
const MISC = " 57 binder\n223 uinput\n";
const here = classesFrom(await deviceTable(), DEVICES, MISC);

/** What bpftrace would find of the expression. */
const watches = (expression: string, $dev: number): boolean => {
	const big = expression.replaceAll("$dev >> 20", String(Math.floor($dev / 2 ** 20))).replaceAll("$dev", String($dev));
	t: for (const part of big.split(" || ")) {
		for (const test of part.replaceAll(/[()]/g, "").split(" && ")) {
			const [left, sign, right] = test.split(" ");
			const [a, b] = [Number(left), Number(right)];
			if (!(sign === "==" ? a === b : sign === ">=" ? a >= b : a <= b)) continue t;
		}
		return true;
	}
	return false;
};

const CASES: readonly (readonly [name: string, device: DeviceNumber, expected: string | undefined])[] = [
	["an input node", deviceNumber(13, 64), "input"],
	["an input node beyond the fixed minors", deviceNumber(13, 300), "input"],
	["all mice", deviceNumber(13, 63), "mouse"],
	["a joystick", deviceNumber(13, 0), "joystick"],
	["uinput", deviceNumber(10, 223), "virtual-input"],
	["binder", deviceNumber(10, 57), "binder"],
	["another misc device", deviceNumber(10, 200), undefined],
	["a clock, whose major is another on each machine", deviceNumber(251, 0), "clock"],
	["a graphics card", deviceNumber(226, 128), "display"],
	["a camera", deviceNumber(81, 1), "camera"],
	["a terminal", deviceNumber(4, 1), "terminal"],
	["memory", deviceNumber(1, 3), undefined],
];

for (const [name, device, expected] of CASES) {
	test(`${name} is ${expected ?? "not watched"}, in the kernel as well`, (t) => {
		t.is(here.classOf(device), expected as typeof expected & ReturnType<typeof here.classOf>);
		t.is(watches(here.watched, device), expected !== undefined);
	});
}

test("what a driver's devices are is the user's to say: the lines that are their own come first", (t) => {
	const mine = tableOf("camera char alsa 24-31 # a capture card\nother char mem 3\n", "mine");
	const classes = classesFrom([...mine, ...tableOf("sound char alsa", "classes.txt")], DEVICES, MISC);
	t.is(classes.classOf(deviceNumber(116, 24)), "camera");
	t.is(classes.classOf(deviceNumber(116, 32)), "sound");
	t.is(classes.classOf(deviceNumber(1, 3)), "other");
});

test("beside device namespaces all is watched but what they tell of themselves", async (t) => {
	const all = DEVICES.replace("226 drm", "226 drm\n245 hidraw\n  4 ttyS\n  5 /dev/ptmx\n136 pts\n124 binder");
	const besides = async (consoles?: string) => classesFrom(await deviceTable(), all, MISC, consoles).beside;
	const beside = await besides();
	const at = (...nodes: readonly (readonly [number, number])[]) =>
		nodes.map(([major, minor]) => deviceNumber(major, minor));
	for (const device of at(
		[226, 0],
		[245, 0],
		[13, 63],
		[13, 0],
		[4, 0],
		[5, 2],
		[136, 0],
		[124, 3],
		[251, 0],
		[10, 223],
	))
		t.true(watches(beside, device), String(device));
	const console = deviceNumber(5, 1);
	for (const consoles of ["tty0", "ttyS0 tty0", "tty1\n"]) t.true(watches(await besides(consoles), console), consoles);
	for (const consoles of ["", "ttyS0", "tty0 ttyS0", "hvc0"])
		t.false(watches(await besides(consoles), console), consoles);
	for (const device of at([13, 64], [13, 300], [29, 0], [1, 3], [7, 0]))
		t.false(watches(beside, device), String(device));
});

test("block devices have numbers of their own", async (t) => {
	const devices = DEVICES.replace("  7 loop", "  7 loop\n254 device-mapper").replace("226 drm", "226 drm\n254 rtc");
	const { classOf, blocks, watched } = classesFrom(
		await deviceTable(),
		devices,
		"236 device-mapper\n237 loop-control\n",
	);
	const [loop, mapped] = [deviceNumber(7, 1), deviceNumber(254, 0)];
	t.deepEqual([classOf(loop), classOf(loop, "block")], [undefined, "loop"]);
	t.deepEqual([classOf(mapped), classOf(mapped, "block")], ["clock", "mapper"]);
	t.deepEqual([classOf(deviceNumber(10, 236)), classOf(deviceNumber(10, 237))], ["mapper", "loop"]);
	t.deepEqual(
		[watches(blocks, loop), watches(blocks, mapped), watches(blocks, deviceNumber(13, 64))],
		[true, true, false],
	);
	t.false(watches(watched, loop));
});

test("a driver that comes is more to watch; one that goes, or that nobody watches, is not", async (t) => {
	const at = async (devices: string) => classesFrom(await deviceTable(), devices, MISC).beside;
	const before = await at(DEVICES);
	t.true(hasMore(await at(DEVICES.replace("226 drm", "226 drm\n245 hidraw")), before));
	t.false(hasMore(before, before));
	t.false(hasMore(await at(DEVICES.replace("226 drm\n", "")), before));
	t.false(hasMore(await at(DEVICES.replace("226 drm", "226 drm\n189 usb_device")), before));
	t.true(hasMore(before, "0"));
	t.false(hasMore("0", before));
});

test("where there is nothing to watch, the expression still is one", (t) => {
	t.is(classesFrom([], "", "").watched, "0");
	t.is(classesFrom([], "", "").beside, "0");
	t.is(classesFrom([], "", "").blocks, "0");
});

for (const line of ["phone char alsa", "sound disk loop", "sound char", "sound char alsa x", "sound char alsa 1-2 3"])
	test(`a line that is none is told with its number and the cure: ${line}`, (t) => {
		const error = t.throws(() => tableOf(`# mine\n${line}\n`, "mine"));
		t.regex(error?.message ?? "", /^mine:2 is no line/);
	});
