import test from "ava";
import { choose, hasDeviceNamespaces } from "../../probes/choice.js";
import { survey } from "../../probes/survey.js";
import { FUNCTIONS, machine, TRACEPOINTS } from "./machine.js";

const chosenOn = async (tracepoints: readonly string[], functions: readonly string[]) =>
	choose(
		await survey(
			machine({
				files: {
					"/sys/kernel/tracing/available_events": tracepoints.join("\n"),
					"/sys/kernel/tracing/available_filter_functions": functions.join("\n"),
				},
			}),
		),
	);

test("with device namespaces and a framebuffer, all but what they replace is chosen, and nothing is missed", async (t) => {
	const choice = await chosenOn(TRACEPOINTS, FUNCTIONS);
	t.deepEqual(choice.missing, []);
	t.false(choice.chosen.some(({ id }) => id === "stock/persona"));
	t.is(choice.chosen.length, 15);
	t.true(hasDeviceNamespaces(choice));
});

test("a stock kernel's personas are PID namespaces; each probe that is missing says what it lacks, and the cure", async (t) => {
	const choice = await chosenOn(["sched:sched_process_exec"], FUNCTIONS);
	t.deepEqual(
		choice.chosen.map(({ id }) => id),
		["stock/persona", "stock/framebuffer"],
	);
	t.false(hasDeviceNamespaces(choice));
	const lacking = choice.missing.find(({ entry }) => entry.id === "dev_ns/grab");
	t.regex(lacking?.reason ?? "", /^no tracepoint dev_ns:grab\. Load the dev_ns modules/);
	const alone = choice.missing.find(({ entry }) => entry.id === "audit/level");
	t.regex(alone?.reason ?? "", /^no probe audit\/activity\. /, "a probe that reads another's maps goes with it");
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

test("where tracefs can't be read, nothing is chosen", async (t) => {
	t.deepEqual(choose(await survey(machine({ files: {} }))).chosen, []);
});
