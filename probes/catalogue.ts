/**
 * The probes: which file, what of the kernel each needs, and which evidence it gives. A program is made of those whose needs are
 * met, because one missing function fails all of it.
 */
import type { Capability } from "../decoders/event.js";

export interface CatalogueEntry {
	/** Its .bt file without the ending. */
	readonly id: string;
	readonly gives: readonly Capability[];
	/** As in tracefs: "system:name". */
	readonly tracepoints: readonly string[];
	/** As in available_filter_functions. */
	readonly functions: readonly string[];
	/** Left out, and not missed, where this probe is there to say the same better. */
	readonly unless?: string;
	/** Makes no sense without this probe, whose maps it reads. */
	readonly with?: string;
	/** What the evidence lacks when the probe is there. */
	readonly cure: string;
}

const LOAD_MODULES =
	"Load the dev_ns modules (see kernel/dev_ns/README.md); without them a kernel has no device namespaces.";
const NO_FRAMEBUFFER =
	"A kernel with CONFIG_FB and a framebuffer driver has it; without one there is nothing to observe.";

const devNs = (...names: readonly string[]): readonly string[] => names.map((name) => `dev_ns:${name}`);

export const CATALOGUE: readonly CatalogueEntry[] = [
	{
		id: "dev_ns/namespaces",
		gives: ["persona.life", "persona.tag"],
		tracepoints: devNs("ns_appear", "ns_gone", "ns_tag", "active", "statedump_begin", "statedump_end"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/switch",
		gives: ["switch"],
		tracepoints: devNs("switch_request", "switch_locked", "switch_flip", "switch_end"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/drivers",
		gives: ["switch.driver"],
		tracepoints: devNs("driver_begin", "driver_end"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/devices",
		gives: ["device.mode"],
		tracepoints: devNs("device_mode"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/input",
		gives: ["input.open", "input.delivery"],
		tracepoints: devNs(
			"device_add",
			"device_remove",
			"client_open",
			"client_open_failed",
			"client_events",
			"client_close",
			"client_state",
		),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/grab",
		gives: ["input.grab"],
		tracepoints: devNs("grab"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/led",
		gives: ["led.request"],
		tracepoints: devNs("led_request"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/first_input",
		gives: [],
		tracepoints: devNs("switch_flip", "client_events"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "audit/activity",
		gives: [],
		tracepoints: devNs("active", "switch_locked", "switch_flip", "switch_end"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "audit/leak",
		gives: ["input.leak"],
		tracepoints: devNs("client_events", "grab"),
		functions: [],
		with: "audit/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/read",
		gives: ["input.read"],
		tracepoints: devNs("device_mode", "client_open", "client_state", "client_events", "client_read", "client_close"),
		functions: ["ev_read", "ev_event_to_user", "ev_ring_remove", "ev_mask_set"],
		with: "audit/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/seized",
		gives: ["input.seized"],
		tracepoints: [],
		functions: ["input_grab_device", "input_release_device"],
		with: "audit/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/level",
		gives: ["led.level"],
		tracepoints: [],
		functions: ["led_trigger_event"],
		with: "audit/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "stock/persona",
		gives: ["persona.life"],
		tracepoints: ["sched:sched_process_exec"],
		functions: ["wake_up_new_task", "zap_pid_ns_processes"],
		unless: "dev_ns/namespaces",
		cure: "A kernel with CONFIG_PID_NS and CONFIG_KPROBES has it.",
	},
	{
		id: "stock/framebuffer",
		gives: ["framebuffer.open", "framebuffer.update"],
		tracepoints: [],
		functions: ["fb_open", "fb_release", "fb_write", "fb_ioctl", "fb_deferred_io_mkwrite"],
		cure: NO_FRAMEBUFFER,
	},
	{
		id: "dev_ns/first_frame",
		gives: [],
		tracepoints: devNs("switch_flip"),
		functions: ["fb_write", "fb_ioctl", "fb_deferred_io_mkwrite"],
		cure: `${LOAD_MODULES} ${NO_FRAMEBUFFER}`,
	},
];
