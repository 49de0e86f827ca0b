/** Device numbers that Linux gives for good (Documentation/admin-guide/devices.txt), and what they are. */
import { type DeviceNumber, deviceNumber, major, minor } from "./event.js";

/** Of framebuffers that are registered as such, which are physical ones; that of device namespaces is a device of its own. */
export const FRAMEBUFFER_MAJOR = 29;

/** Of the input core's own nodes: events, mousedev's mice, joysticks. The mice of device namespaces have one that the kernel chose. */
export const INPUT_MAJOR = 13;

/** Of displays: nodes from this minor on render, and show nothing. */
export const FIRST_RENDERER = 128;

/** What the kernel's keyboard driver feeds. */
export const VIRTUAL_TERMINALS = { major: 4, last: 63 } as const;

/** May be a virtual terminal. */
export const CONSOLE = deviceNumber(5, 1);

export const isVirtualTerminal = (device: DeviceNumber): boolean =>
	major(device) === VIRTUAL_TERMINALS.major && minor(device) <= VIRTUAL_TERMINALS.last;
