/** What a reader that begins at a snapshot can't have counted. */
import type { DeviceClass } from "./devices.js";
import type { UeventAction, UeventOrigin } from "./uevents.js";
import type { DeviceNumber, Inum, Name, Timed } from "./units.js";

/** Counted before a snapshot; what a reader that begins at it could not know. */
export interface Before extends Timed {
	readonly kind: "before";
	readonly events: number;
	/** How many switches, log lines, clients, personas and devices there were that the snapshot does not tell of. */
	readonly switches: number;
	readonly logged: number;
	readonly clients: number;
	readonly personas: number;
	readonly devices: number;
	readonly losses: number;
	readonly lost: number;
	readonly lossReason: string;
	readonly rejects: number;
	readonly rejectReason: string;
	/** What did not fit, and how often each. */
	readonly inconsistencies: readonly string[];
	readonly times: readonly number[];
}

/** Requests to a stateless device before a snapshot. */
export interface RequestsBefore extends Timed {
	readonly kind: "requests-before";
	readonly class: DeviceClass;
	readonly name: Name;
	readonly requests: number;
	readonly ignored: number;
}

/** Counts, before a snapshot, of clients that it does not tell of: those of a persona on a device. */
export interface ClientsBefore extends Timed {
	readonly kind: "clients-before";
	readonly persona: Inum;
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly clients: number;
	/** Deliveries, and updates, were told of: without that, their counts are absent, not 0. */
	readonly input: boolean;
	readonly drawing: boolean;
	readonly delivered: number;
	readonly withheld: number;
	readonly dropped: number;
	readonly writes: number;
	readonly bytes: number;
	readonly pans: number;
	readonly faults: number;
	/** It was told of updates where they went. */
	readonly showing: boolean;
	readonly shown: number;
	readonly kept: number;
}

/** Uevents before a snapshot, of one origin, action and subsystem. */
export interface UeventsBefore extends Timed {
	readonly kind: "uevents-before";
	readonly origin: UeventOrigin;
	readonly action: UeventAction;
	readonly subsystem: Name;
	readonly count: number;
}
