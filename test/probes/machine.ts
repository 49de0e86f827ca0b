/** A machine that has what is written here, behind a transport. */
import type { Transport } from "../../probes/transport.js";

export interface Machine {
	readonly files: Readonly<Record<string, string | Uint8Array>>;
	/** What commands print, by the command line. */
	readonly commands?: Readonly<Record<string, string>>;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
	typeof content === "string" ? new TextEncoder().encode(content) : content;

/** It starts nothing: `spawn` is for machines that are real. */
export const machine = ({ files, commands = {} }: Machine): Transport => ({
	name: "written",
	run: async (argv) => {
		const stdout = commands[argv.join(" ")];
		return stdout === undefined ? { stdout: "", stderr: "", exitCode: 127 } : { stdout, stderr: "", exitCode: 0 };
	},
	spawn: () => {
		throw new Error("nothing runs here");
	},
	readFile: async (path) => {
		const content = files[path];
		if (content === undefined) throw new Error(`${path}: No such file or directory`);
		return bytesOf(content);
	},
	writeFile: async () => {},
});

export const TRACEPOINTS = [
	"sched:sched_process_exec",
	"alarmtimer:alarmtimer_start",
	"rtc:rtc_set_alarm",
	...[
		"ns_appear ns_gone ns_tag active statedump_begin statedump_end switch_request switch_locked switch_flip switch_end",
		"driver_begin driver_end device_mode device_add device_remove client_open client_open_failed client_events client_close",
		"client_state client_read grab led_request backlight_request lcd_request alarm_request alarm_fire log_write log_read",
		"fb_add fb_remove fb_screen fb_open fb_open_failed fb_update fb_close fb_state fb_checksum",
	]
		.join(" ")
		.split(" ")
		.map((name) => `dev_ns:${name}`),
];

export const FUNCTIONS = [
	"chrdev_open",
	"__fput",
	"cdev_put",
	"blkdev_open",
	"blkdev_release",
	"uinput_release [uinput]",
	"dev_attr_store",
	"netlink_broadcast",
	...[
		"drm_ioctl drm_new_set_master drm_setmaster_ioctl drm_dropmaster_ioctl drm_mode_create_lease_ioctl drm_mode_page_flip_ioctl",
		"drm_mode_setcrtc drm_mode_atomic_ioctl drm_mode_dirtyfb_ioctl drm_release",
	].flatMap((names) => names.split(" ").map((name) => `${name} [drm]`)),
	"devcgroup_check_permission",
	"device_add",
	"device_del",
	"evdev_open [evdev]",
	"evdev_release [evdev]",
	"evdev_pass_values [evdev]",
	"evdev_write [evdev]",
	"evdev_do_ioctl [evdev]",
	"uinput_write [uinput]",
	"wake_up_new_task",
	"zap_pid_ns_processes",
	"fb_open",
	"fb_release",
	"fb_write",
	"fb_ioctl",
	"fb_deferred_io_mkwrite [fb]",
	"ev_read [dev_ns_input]",
	"ev_event_to_user [dev_ns_input]",
	"ev_ring_remove [dev_ns_input]",
	"ev_mask_set [dev_ns_input]",
	"input_grab_device",
	"input_release_device",
	"led_trigger_event",
	...[
		"ev_state_bits ev_bits_to_user dev_ns_backlight_update backlight_device_set_brightness nsfb_write nsfb_take",
		"logger_open logger_close logger_write log_enter log_drop logger_read log_give",
		"valarm_open valarm_close valarm_ioctl valarm_start valarm_take valarm_go_off",
	].flatMap((names) => names.split(" ")),
];
