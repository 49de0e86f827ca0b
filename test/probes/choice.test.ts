import test from "ava";
import { choose, hasDeviceNamespaces } from "../../probes/choice.js";
import type { Structures } from "../../probes/layout.js";
import { survey } from "../../probes/survey.js";
import { FUNCTIONS, machine, TRACEPOINTS } from "./machine.js";

const ALL: ReadonlySet<Structures> = new Set(["device", "evdev", "drm", "netlink"] as const);

const chosenOn = async (
	tracepoints: readonly string[],
	functions: readonly string[],
	{ structures = ALL, audit = true } = {},
) =>
	choose(
		{
			...(await survey(
				machine({
					files: {
						"/sys/kernel/tracing/available_events": tracepoints.join("\n"),
						"/sys/kernel/tracing/available_filter_functions": functions.join("\n"),
					},
				}),
			)),
			structures,
		},
		{ audit },
	);

test("with device namespaces and a framebuffer, all but what they replace is chosen, and nothing is missed", async (t) => {
	const choice = await chosenOn(TRACEPOINTS, FUNCTIONS);
	t.deepEqual(choice.missing, []);
	t.false(choice.chosen.some(({ id }) => id === "stock/persona"));
	t.deepEqual(
		choice.chosen.flatMap(({ id, isBeside }) => (id.startsWith("stock/") ? [[id, isBeside]] : [])),
		[
			["stock/opens", true],
			["stock/blocks", undefined],
			["stock/alarm", true],
			["stock/uevent", undefined],
			["stock/framebuffer", undefined],
		],
	);
	t.is(choice.chosen.length, 28);
	t.true(hasDeviceNamespaces(choice));
});

test("who manages binder and who configures loop devices and device-mapper is watched beside device namespaces, and not missed", async (t) => {
	const besides = async (functions: readonly string[]) =>
		(await chosenOn(TRACEPOINTS, [...FUNCTIONS, ...functions])).chosen.flatMap(({ id, gives }) =>
			["stock/binder", "stock/binderfs", "stock/loop", "stock/mapper"].includes(id) ? gives : [],
		);
	t.deepEqual(await besides(["binder_ioctl", "binder_release", "lo_ioctl"]), ["binder.manager", "loop.backing"]);
	t.deepEqual(await besides(["binder_open", "binder_release"]), ["binder.open"]);
	t.deepEqual(await besides(["lo_ioctl"]), ["loop.backing"]);
	t.deepEqual(await besides(["dm_ctl_ioctl"]), ["mapper.table"]);
	t.deepEqual(await besides([]), []);
	const { missing } = await chosenOn(TRACEPOINTS, FUNCTIONS);
	t.deepEqual(missing, []);
});

test("the witnesses of an audit are left out where none is asked for, and it is said how to ask", async (t) => {
	const { chosen, missing } = await chosenOn(TRACEPOINTS, FUNCTIONS, { audit: false });
	t.deepEqual(
		missing.map(({ entry }) => entry.id),
		["audit/read", "audit/state", "audit/backlight", "audit/log", "audit/alarm", "audit/kept"],
	);
	for (const { reason, state } of missing)
		t.deepEqual([state, reason], ["unasked", "it is one of the audit's witnesses, which --audit attaches."]);
	t.is(chosen.length, 22);
	const stock = await chosenOn(["sched:sched_process_exec"], FUNCTIONS, { audit: false });
	t.is(
		stock.missing.find(({ entry }) => entry.id === "audit/read")?.state,
		"missing",
		"what is lacking can not be had by asking",
	);
});

test("a stock kernel's personas are PID namespaces; each probe that is missing says what it lacks, and the cure", async (t) => {
	const choice = await chosenOn(["sched:sched_process_exec"], FUNCTIONS);
	t.deepEqual(
		choice.chosen.map(({ id }) => id),
		[
			"stock/persona",
			"stock/opens",
			"stock/blocks",
			"stock/refused",
			"stock/devices",
			"stock/evdev",
			"stock/uinput",
			"stock/display",
			"stock/light",
			"stock/uevent",
			"stock/framebuffer",
		],
	);
	t.false(hasDeviceNamespaces(choice));
	const lacking = choice.missing.find(({ entry }) => entry.id === "dev_ns/grab");
	t.regex(lacking?.reason ?? "", /^no tracepoint dev_ns:grab\. Load the dev_ns modules/);
	const alone = choice.missing.find(({ entry }) => entry.id === "audit/level");
	t.regex(alone?.reason ?? "", /^no probe dev_ns\/activity\. /, "a probe that reads another's maps goes with it");
});

test("one function that is not there leaves out the probes that need it, and no others", async (t) => {
	const choice = await chosenOn(
		TRACEPOINTS,
		FUNCTIONS.filter((name) => name !== "fb_ioctl"),
	);
	t.deepEqual(
		choice.missing.map(({ entry }) => entry.id),
		["stock/framebuffer", "dev_ns/first_frame"],
	);
	t.true(choice.missing.every(({ reason }) => reason.includes("no function fb_ioctl")));
});

test("a driver whose structures are not known is not looked into, and whoever else can tell of it still does", async (t) => {
	const choice = await chosenOn([], FUNCTIONS, {
		structures: new Set(["device"] as const),
	});
	const lacking = choice.missing.find(({ entry }) => entry.id === "stock/evdev");
	t.regex(lacking?.reason ?? "", /^no type information of evdev\. Load the stock input driver/);
	t.true(choice.chosen.some(({ id }) => id === "stock/opens"));
});

test("one of two functions will do", async (t) => {
	const without = FUNCTIONS.filter((name) => !name.startsWith("evdev_do_ioctl"));
	const evdev = (functions: readonly string[]) =>
		chosenOn([], functions).then(({ chosen }) => chosen.some(({ id }) => id === "stock/evdev"));
	t.true(await evdev([...without, "evdev_ioctl [evdev]"]));
	t.false(await evdev(without));
});

test("what another probe keeps is not read without it", async (t) => {
	const { missing } = await chosenOn(
		[],
		FUNCTIONS.filter((name) => name !== "__fput"),
	);
	t.regex(missing.find(({ entry }) => entry.id === "stock/uinput")?.reason ?? "", /^no probe stock\/opens/);
});

test("where tracefs can't be read, nothing is chosen", async (t) => {
	t.deepEqual(choose(await survey(machine({ files: {} })), { audit: true }).chosen, []);
});
