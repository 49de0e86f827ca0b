import test from "ava";
import type { Nanos } from "../../decoders/event.js";
import { choose } from "../../probes/choice.js";
import { newcomers } from "../../probes/newcomers.js";
import { survey } from "../../probes/survey.js";
import { FUNCTIONS, machine, TRACEPOINTS } from "./machine.js";

const at = (devices: string) =>
	machine({
		files: {
			"/proc/devices": `Character devices:\n 13 input\n${devices}\n`,
			"/sys/kernel/tracing/available_events": TRACEPOINTS.join("\n"),
			"/sys/kernel/tracing/available_filter_functions": FUNCTIONS.join("\n"),
		},
	});

const told = async (before: string, now: string) => {
	const found = await survey(at(before));
	return newcomers(at(now), found, choose(found, { audit: true }).chosen, 7 as Nanos);
};

test("a driver that gives input and came while an audit ran: the probe of opens did not see all", async (t) => {
	const [event, ...others] = await told("226 drm", "226 drm\n245 hidraw");
	t.deepEqual(others, []);
	t.like(event, { kind: "probe", probe: "stock/opens", state: "failed", t: 7 });
	t.true(event?.kind === "probe" && event.gives.includes("input.path") && /drivers came/.test(event.reason));
});

test("not: where all is as it was, another driver came, or one went", async (t) => {
	t.deepEqual(await told("226 drm", "226 drm"), []);
	t.deepEqual(await told("226 drm", "226 drm\n189 usb_device"), []);
	t.deepEqual(await told("226 drm\n245 hidraw", "226 drm"), []);
});
