/** Requests to stateless devices, such as lights. */
import type { DeviceClass } from "./devices.js";
import type { Inum, Name, Process, Timed } from "./units.js";

/** A request to a stateless device. */
export interface Request extends Timed {
	readonly kind: "request";
	readonly class: DeviceClass;
	/** The class device's name, such as "input0::capslock". */
	readonly name: Name;
	readonly persona: Inum;
	readonly process: Process;
	readonly value: number;
	/** Obeyed, rather than accepted and ignored. */
	readonly applied: boolean;
}
