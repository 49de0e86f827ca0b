/** Logs that each persona has of its own. */
import type { Inum, Name, Process, Timed } from "./units.js";

/** A persona wrote to a log of its own. */
export interface LogWritten extends Timed {
	readonly kind: "log-written";
	readonly persona: Inum;
	readonly process: Process;
	/** The node's name, such as "log_main". */
	readonly log: Name;
	readonly bytes: number;
	/** Entries that the persona has written to this log. Cumulative. */
	readonly total: number;
}

/** An entry was read by another persona than its writer's. Only root may. */
export interface LogRead extends Timed {
	readonly kind: "log-read";
	readonly persona: Inum;
	/** Whose entry it is. */
	readonly of: Inum;
	readonly log: Name;
	readonly bytes: number;
}
