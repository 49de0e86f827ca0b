/** Devices: what they are, and whose. */
import type { DeviceNumber, Inum, Name, Process, Timed } from "./units.js";

export const DEVICE_CLASSES = [
	"input",
	"framebuffer",
	"led",
	"display",
	"other",
	"backlight",
	/** Real-time clocks, whose alarms wake the machine. */
	"clock",
	"sound",
	"camera",
	"terminal",
	"loop",
	"binder",
	/** hidraw: a HID device's reports, past the input core. */
	"raw-input",
	/** mousedev: input as a PS/2 mouse would send it. */
	"mouse",
	/** joydev. */
	"joystick",
	/** uinput: where input devices are made, and fed. */
	"virtual-input",
	/** Device-mapper: its targets, and where they are made. */
	"mapper",
] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

export interface DeviceAppeared extends Timed {
	readonly kind: "device-appeared";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	/** The name the device gives itself, such as "AT Translated Set 2 keyboard". */
	readonly name: Name;
	/** The node's name, such as "event3". */
	readonly node: Name;
	readonly existing: boolean;
}

export interface DeviceGone extends Timed {
	readonly kind: "device-gone";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
}

/** A process made this device, as uinput lets it: what the device says is what that process says. Told after its appearance. */
export interface DeviceMade extends Timed {
	readonly kind: "device-made";
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
}

/** Whose a device is: the active persona's, as is usual; everybody's; or one persona's, active or not. */
export const DEVICE_MODES = ["follow", "shared", "private"] as const;
export type DeviceMode = (typeof DEVICE_MODES)[number];

/** Root declared whose a device is from now on. Until then it follows the active persona. */
export interface DeviceDeclared extends Timed {
	readonly kind: "device-declared";
	readonly class: DeviceClass;
	/** `NO_DEVICE` where the device has no number. */
	readonly device: DeviceNumber;
	/** The node's or class device's name, such as "event3" or "devns::led". */
	readonly name: Name;
	readonly mode: DeviceMode;
	/** The owner of a private device; else `NO_PERSONA`. */
	readonly persona: Inum;
	readonly existing: boolean;
}
