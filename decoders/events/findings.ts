/** What the audit found. */
import type { DeviceClass } from "./devices.js";
import type { ClientId, DeviceNumber, Inum, Name, Nanos, Process, Timed } from "./units.js";

export const FINDING_SEVERITIES = ["violation", "warning"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/**
 * The audit found a rule broken. Repeats of the same by the same are one finding: it is told again now and then, with
 * its cumulative count.
 */
export interface Finding extends Timed {
	readonly kind: "finding";
	/** The rule's id, such as "input-background". */
	readonly rule: string;
	readonly severity: FindingSeverity;
	/** Who broke it, or got what was not theirs; what is not known or not meant is `NO_…`. */
	readonly persona: Inum;
	readonly client: ClientId;
	readonly process: Process;
	/** The device it is about, by number or, for one without a node, by name; without either it is about none. */
	readonly class: DeviceClass;
	readonly device: DeviceNumber;
	readonly name: Name;
	/** When it was first seen; `t` is the latest time. */
	readonly since: Nanos;
	readonly count: number;
	/** What happened, in a few words. */
	readonly what: string;
}
