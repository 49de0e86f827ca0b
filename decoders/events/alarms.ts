/** Alarms that wake the machine. */
import type { Inum, Process, Timed } from "./units.js";

/** What the alarm is set on: a hardware clock, or a timer that wakes the machine (CLOCK_REALTIME_ALARM, CLOCK_BOOTTIME_ALARM). */
export const ALARM_CLOCKS = ["hardware", "realtime", "boottime"] as const;
export type AlarmClock = (typeof ALARM_CLOCKS)[number];

export interface AlarmSet extends Timed {
	readonly kind: "alarm-set";
	readonly clock: AlarmClock;
	readonly persona: Inum;
	readonly process: Process;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
}

/**
 * set, clear: asked for. fired: it went off. told: who waited was told. set-clock: the persona set the time. Of an alarm device that has
 * alarms of its own for each persona.
 */
export const ALARM_ACTIONS = ["set", "clear", "told", "set-clock", "fired"] as const;
export type AlarmAction = (typeof ALARM_ACTIONS)[number];

export interface Alarm extends Timed {
	readonly kind: "alarm";
	readonly action: AlarmAction;
	readonly persona: Inum;
	/** `NO_PROCESS` where it fired. */
	readonly process: Process;
	/** Which ones, as bits: 1 << type (see kernel/dev_ns/alarm_abi.h); 1 << 16 is that the time has changed. */
	readonly alarms: number;
	/** 0, or the errno it was refused with. */
	readonly errno: number;
}
