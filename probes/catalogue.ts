/**
 * The probes: which file, what of the kernel each needs, and which evidence it gives. A program is made of those whose needs are
 * met, because one missing function fails all of it.
 */
import type { Capability } from "../decoders/event.js";
import type { Structures } from "./layout.js";

export interface CatalogueEntry {
	/** Its .bt file without the ending. */
	readonly id: string;
	readonly gives: readonly Capability[];
	/** As in tracefs: "system:name". */
	readonly tracepoints: readonly string[];
	/** As in available_filter_functions. "a|b" is whichever there is; the .bt file says the first. */
	readonly functions: readonly string[];
	/** Whose type information it reads beyond what all need. */
	readonly structures?: readonly Structures[];
	/** Left out, and not missed, where this probe is there to say the same better. */
	readonly unless?: string;
	/** There as well, where the kernel has what it needs: nothing else says all of it. Not missed where it has not. */
	readonly beside?: true;
	/** Makes no sense without this probe, whose maps it reads. */
	readonly with?: string;
	/** Attached only where it is asked for: what only an audit needs costs attaching time, and everybody's events. */
	readonly forAudit?: true;
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
		id: "dev_ns/activity",
		gives: [],
		tracepoints: devNs("active", "switch_locked", "switch_flip", "switch_end"),
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
		tracepoints: devNs("led_request", "backlight_request", "lcd_request"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/alarm",
		gives: ["alarm"],
		tracepoints: devNs("alarm_request", "alarm_fire"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/log",
		gives: ["log"],
		tracepoints: devNs("log_write", "log_read"),
		functions: [],
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/framebuffer",
		gives: ["framebuffer.open", "framebuffer.update", "framebuffer.showing", "framebuffer.checksum"],
		tracepoints: devNs(
			"fb_add",
			"fb_remove",
			"fb_screen",
			"fb_open",
			"fb_open_failed",
			"fb_update",
			"fb_close",
			"fb_state",
			"fb_checksum",
			"device_mode",
			"switch_flip",
		),
		functions: [],
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "dev_ns/first_canvas",
		gives: [],
		tracepoints: devNs("switch_flip", "fb_update"),
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
		id: "dev_ns/leak",
		gives: ["input.leak"],
		tracepoints: devNs("client_events", "grab"),
		functions: [],
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/read",
		gives: ["input.read"],
		tracepoints: devNs("device_mode", "client_open", "client_state", "client_events", "client_read", "client_close"),
		functions: ["ev_read", "ev_event_to_user", "ev_ring_remove", "ev_mask_set"],
		forAudit: true,
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/state",
		gives: ["input.state"],
		tracepoints: devNs("device_mode"),
		functions: ["ev_state_bits", "ev_bits_to_user"],
		forAudit: true,
		with: "audit/read",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/seized",
		gives: ["input.seized"],
		tracepoints: [],
		functions: ["input_grab_device", "input_release_device"],
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/level",
		gives: ["led.level"],
		tracepoints: [],
		functions: ["led_trigger_event"],
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/backlight",
		gives: ["backlight.level"],
		tracepoints: [],
		functions: ["dev_ns_backlight_update", "backlight_device_set_brightness"],
		forAudit: true,
		with: "dev_ns/activity",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/log",
		gives: ["log.given"],
		tracepoints: [],
		functions: ["logger_open", "logger_close", "logger_write", "log_enter", "log_drop", "logger_read", "log_give"],
		forAudit: true,
		with: "dev_ns/log",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/alarm",
		gives: ["alarm.told"],
		tracepoints: [],
		functions: ["valarm_open", "valarm_close", "valarm_ioctl", "valarm_start", "valarm_take", "valarm_go_off"],
		forAudit: true,
		with: "dev_ns/alarm",
		cure: LOAD_MODULES,
	},
	{
		id: "audit/kept",
		gives: ["framebuffer.kept"],
		tracepoints: [],
		functions: ["nsfb_write", "nsfb_take"],
		forAudit: true,
		with: "dev_ns/framebuffer",
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
		id: "stock/opens",
		gives: ["device.open", "display.open", "input.path", "persona.entered"],
		tracepoints: [],
		functions: ["chrdev_open", "__fput", "cdev_put"],
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "A kernel with CONFIG_KPROBES has it.",
	},
	{
		id: "stock/blocks",
		gives: ["block.open"],
		tracepoints: [],
		functions: ["blkdev_open", "blkdev_release|blkdev_close"],
		cure: "A kernel with CONFIG_BLOCK and CONFIG_KPROBES has it.",
	},
	{
		id: "stock/refused",
		gives: ["device.refused"],
		tracepoints: [],
		functions: ["devcgroup_check_permission"],
		unless: "dev_ns/namespaces",
		cure: "A kernel with CONFIG_CGROUP_DEVICE or CONFIG_CGROUP_BPF has it; without one no container is refused a device.",
	},
	{
		id: "stock/devices",
		gives: ["device.life"],
		tracepoints: [],
		functions: ["device_add", "device_del"],
		structures: ["device"],
		unless: "dev_ns/namespaces",
		cure: "A kernel with CONFIG_KPROBES has it; without it, devices that come later have no name.",
	},
	{
		id: "stock/evdev",
		gives: ["input.open", "input.delivery", "input.grab", "input.usage"],
		tracepoints: [],
		functions: ["evdev_open", "evdev_pass_values", "evdev_write", "evdev_do_ioctl|evdev_ioctl", "evdev_release"],
		structures: ["evdev"],
		unless: "dev_ns/namespaces",
		cure: "Load the stock input driver (modprobe evdev), of a kernel with CONFIG_DEBUG_INFO_BTF_MODULES where it is a module.",
	},
	{
		id: "stock/uinput",
		gives: [],
		tracepoints: [],
		functions: ["uinput_write", "uinput_release"],
		with: "stock/opens",
		unless: "dev_ns/namespaces",
		cure: "Load uinput (modprobe uinput): without it there are no virtual input devices.",
	},
	{
		id: "stock/display",
		gives: ["display.master", "display.flip"],
		tracepoints: [],
		functions: [
			"drm_ioctl",
			"drm_new_set_master",
			"drm_setmaster_ioctl",
			"drm_dropmaster_ioctl",
			"drm_mode_create_lease_ioctl",
			"drm_mode_page_flip_ioctl",
			"drm_mode_setcrtc",
			"drm_mode_atomic_ioctl",
			"drm_mode_dirtyfb_ioctl",
			"drm_release",
		],
		structures: ["drm"],
		with: "stock/opens",
		unless: "dev_ns/namespaces",
		cure: "A kernel with a graphics driver (CONFIG_DRM) that is loaded has it; without one there is no display to observe.",
	},
	{
		id: "stock/terminal",
		gives: ["terminal.foreground"],
		tracepoints: [],
		functions: ["change_console", "redraw_screen"],
		structures: ["terminal"],
		unless: "dev_ns/namespaces",
		cure: "A kernel with CONFIG_VT has it; without one there are no virtual terminals.",
	},
	{
		id: "stock/binder",
		gives: ["binder.manager"],
		tracepoints: [],
		functions: ["binder_ioctl", "binder_release"],
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "Load binder (modprobe binder_linux): without it there are no binder devices.",
	},
	{
		id: "stock/binderfs",
		gives: ["binder.open"],
		tracepoints: [],
		functions: ["binder_open", "binder_release"],
		with: "stock/opens",
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "Load binder (modprobe binder_linux): without it there are no binder devices.",
	},
	{
		id: "stock/loop",
		gives: ["loop.backing"],
		tracepoints: [],
		functions: ["lo_ioctl"],
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "Load the loop driver (modprobe loop): without it there are no loop devices.",
	},
	{
		id: "stock/mapper",
		gives: ["mapper.table"],
		tracepoints: [],
		functions: ["dm_ctl_ioctl"],
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "Load device-mapper (modprobe dm_mod): without it there are no targets of it.",
	},
	{
		id: "stock/light",
		gives: ["led.request"],
		tracepoints: [],
		functions: ["dev_attr_store"],
		structures: ["device"],
		unless: "dev_ns/namespaces",
		cure: "A kernel with CONFIG_KPROBES has it.",
	},
	{
		id: "stock/alarm",
		gives: ["alarm.set"],
		tracepoints: ["alarmtimer:alarmtimer_start", "rtc:rtc_set_alarm"],
		functions: [],
		unless: "dev_ns/namespaces",
		beside: true,
		cure: "A kernel with CONFIG_RTC_CLASS has it; without a clock there is no alarm.",
	},
	{
		id: "stock/uevent",
		gives: ["uevent"],
		tracepoints: [],
		functions: ["netlink_broadcast"],
		structures: ["netlink"],
		cure: "A kernel with CONFIG_NET and CONFIG_KPROBES has it.",
	},
	{
		id: "stock/framebuffer",
		gives: ["framebuffer.open", "framebuffer.update", "framebuffer.physical"],
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
