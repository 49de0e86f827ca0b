import { CONSOLE, INPUT_MAJOR, isVirtualTerminal } from "../../decoders/device-numbers.js";
import { type DeviceClass, type DeviceNumber, major } from "../../decoders/event.js";

const PATHS: Partial<Record<DeviceClass, string>> = {
	"raw-input": "hidraw",
	joystick: "joydev",
};

/** On which way, other than event nodes, a device gives input; nothing if it gives none. How much it gives is not seen. */
export const otherPath = (kind: DeviceClass, device: DeviceNumber): string | undefined => {
	// Those of device namespaces tell whom they give what.
	if (kind === "mouse") return major(device) === INPUT_MAJOR ? "mousedev" : undefined;
	if (kind !== "terminal") return PATHS[kind];
	if (device === CONSOLE) return "the console";
	return isVirtualTerminal(device) ? "a virtual terminal" : undefined;
};
