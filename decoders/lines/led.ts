/** probes/dev_ns/led.bt */
import type { DeviceClass } from "../event.js";
import type { Decode, Lines } from "./lines.js";

const requestOf =
	(deviceClass: DeviceClass): Decode =>
	(fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const value = fields.whole();
		const applied = fields.flag();
		tell({ kind: "request", t, class: deviceClass, name: fields.name(), persona, process, value, applied });
	};

export const ledLines: Lines = { lr: requestOf("led"), br: requestOf("backlight"), cr: requestOf("other") };
