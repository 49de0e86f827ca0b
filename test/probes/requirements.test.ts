/** What is said of machines on which nothing can be observed. */
import test from "ava";
import { classesFrom } from "../../probes/classes.js";
import { findingsOf } from "../../probes/doctor.js";
import { requirements } from "../../probes/requirements.js";
import { cpuList, type Survey, survey } from "../../probes/survey.js";
import { FUNCTIONS, machine, TRACEPOINTS } from "./machine.js";

const SOUND: Survey = {
	host: new Uint8Array(),
	kernel: new Uint8Array(),
	machine: new Uint8Array(),
	boot: 0n,
	wallClock: 0n,
	cpus: [0],
	possibleCpus: 1,
	root: true,
	mayUseBpf: true,
	bpftrace: { is: "found", version: "v0.17.0", minor: 17 },
	typeInformation: true,
	layout: "",
	structures: new Set(["device", "evdev"]),
	classes: classesFrom([], "", ""),
	lockdown: "none",
	tracepoints: new Set(TRACEPOINTS),
	functions: new Set(FUNCTIONS),
	framebuffers: new Uint8Array(),
};

test("a machine that has everything lacks nothing", (t) => {
	t.true(requirements(SOUND).every(({ state, cure }) => state === "ok" && cure === ""));
});

const lacks = (title: string, change: Partial<Survey>, what: string, found: RegExp, cure: RegExp): void =>
	test(title, (t) => {
		const wrong = requirements({ ...SOUND, ...change }).filter(({ state }) => state !== "ok");
		t.deepEqual(
			wrong.map((finding) => finding.what),
			[what],
		);
		t.true(wrong[0]?.required);
		t.regex(wrong[0]?.found ?? "", found);
		t.regex(wrong[0]?.cure ?? "", cure);
	});

const found = (version: string, minor: number): Partial<Survey> => ({ bpftrace: { is: "found", version, minor } });

lacks("without root", { root: false }, "privilege", /takes root/, /sudo/);
lacks("as a root that may not", { mayUseBpf: false }, "privilege", /CAP_BPF/, /CAP_SYS_ADMIN/);
lacks("without bpftrace", { bpftrace: { is: "absent" } }, "bpftrace", /no bpftrace/, /apt install/);
lacks(
	"with a bpftrace that does not run",
	{ bpftrace: { is: "failed", said: "libLLVM missing" } },
	"bpftrace",
	/libLLVM/,
	/apt install/,
);
lacks("with a bpftrace that is too old", found("v0.16.9", 16), "bpftrace", /v0\.16\.9 is too old/, /0\.17/);
lacks("without type information", { typeInformation: false }, "type information", /BTF/, /CONFIG_DEBUG_INFO_BTF/);
lacks("with types that are not known", { layout: undefined }, "type information", /structures/, /kernel/);
lacks("without tracefs", { tracepoints: undefined }, "tracefs", /can't be read/, /mount -t tracefs/);
lacks("locked down", { lockdown: "confidentiality" }, "lockdown", /forbids tracing/, /Secure Boot/);

test("where tracefs can't be read for want of root, that is the cure", (t) => {
	const wrong = requirements({ ...SOUND, root: false, tracepoints: undefined, functions: undefined });
	const found = wrong.find(({ what }) => what === "tracefs");
	t.regex(found?.cure ?? "", /Ask as root/);
	t.notRegex(found?.cure ?? "", /mount/);
});

test("a lockdown that allows tracing is no obstacle, but is told", (t) => {
	const [lockdown] = requirements({ ...SOUND, lockdown: "integrity" }).filter(({ state }) => state !== "ok");
	t.like(lockdown, { what: "lockdown", required: false, state: "degraded" });
});

test("newer versions of bpftrace are new enough", (t) => {
	for (const [version, minor] of [
		["v0.23.2", 23],
		["v1.0.0", 1000],
	] as const)
		t.true(requirements({ ...SOUND, ...found(version, minor) }).every(({ state }) => state === "ok"));
});

test("a kernel on which nothing can be attached lacks something that is required", (t) => {
	const findings = findingsOf({ ...SOUND, tracepoints: new Set(["sched:sched_switch"]), functions: new Set(["x"]) });
	t.true(findings.some(({ required, state }) => required && state === "missing"));
});

test("each probe that is missing says what it costs", (t) => {
	const lacking = findingsOf({ ...SOUND, tracepoints: new Set(), functions: new Set() }).filter(
		({ what, state }) => what.startsWith("stock/") && state === "missing",
	);
	t.true(lacking.length > 3);
	for (const { what, costs, cure } of lacking) {
		if (what !== "stock/uinput") t.regex(costs ?? "", /\w/, what);
		t.regex(cure, /\w/, what);
	}
});

test("a machine is surveyed through its files and a few commands", async (t) => {
	const files = {
		"/proc/sys/kernel/hostname": "phone\n",
		"/proc/sys/kernel/osrelease": "6.1.0\n",
		"/proc/self/status": "Name:\tcat\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n",
		"/sys/devices/system/cpu/online": "0-1,3\n",
		"/sys/devices/system/cpu/possible": "0-7\n",
		"/sys/kernel/security/lockdown": "none [integrity] confidentiality\n",
		"/sys/kernel/debug/tracing/available_events": "sched:sched_switch\n",
		"/sys/kernel/debug/tracing/available_filter_functions": "fb_open\nevdev_open [evdev]\n",
	};
	const commands = {
		"bpftrace --version": "bpftrace v0.17.0\n",
		"sh -c date +%s.%N; cat /proc/uptime /proc/stat": "1700000000.5\n12.34 5.6\ncpu 1\nbtime 1699999988\n",
	};
	const seen = await survey(machine({ files, commands }));
	t.like(seen, {
		boot: 12_340_000_000n,
		wallClock: 1_700_000_000_500_000_000n,
		possibleCpus: 8,
		root: true,
		mayUseBpf: true,
		lockdown: "integrity",
		typeInformation: false,
	});
	t.deepEqual(seen.cpus, [0, 1, 3]);
	t.deepEqual(seen.bpftrace, { is: "found", version: "v0.17.0", minor: 17 });
	t.true(seen.functions?.has("evdev_open"));
});

test("a clock without fractions is made up from the kernel's", async (t) => {
	const commands = {
		"sh -c date +%s.%N; cat /proc/uptime /proc/stat": "1700000000.%N\n12.34 5.6\nbtime 1699999988\n",
	};
	const { wallClock } = await survey(machine({ files: {}, commands }));
	t.is(wallClock, 1_699_999_988_000_000_000n + 12_340_000_000n);
});

test("an ordinary user is no root", async (t) => {
	const status = "Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n";
	t.like(await survey(machine({ files: { "/proc/self/status": status } })), { root: false, mayUseBpf: false });
});

test("lists of CPUs", (t) => {
	t.deepEqual(cpuList("0"), [0]);
	t.deepEqual(cpuList("0-3,8\n"), [0, 1, 2, 3, 8]);
});
