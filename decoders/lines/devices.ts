/** probes/dev_ns/devices.bt */
import { DEVICE_MODES, type DeviceClass, type DeviceNumber, type Name } from "../event.js";
import { nameFromText } from "../names.js";
import type { Lines } from "./lines.js";

/** The class of a driver's devices; a driver that is not one of ours has others. */
const CLASSES: ReadonlyMap<Name, DeviceClass> = new Map(
	(["input", "framebuffer", "led", "backlight", "mouse"] as const).map((driver) => [nameFromText(driver), driver]),
);

export const deviceLines: Lines = {
	dm: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const mode = fields.oneOf(DEVICE_MODES);
		const persona = fields.inum();
		const existing = fields.flag();
		const driver = fields.name();
		const name = fields.name();
		const deviceClass = CLASSES.get(driver) ?? "other";
		tell({ kind: "device-declared", t, class: deviceClass, device, name, mode, persona, existing });
	},
};
