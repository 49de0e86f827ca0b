/** What events are made of: numbers and names that can't be taken for each other, and who did something. */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * Nanoseconds of boot time (CLOCK_BOOTTIME) since the `origin` of the session
 * event that the stream began with. Exact for sessions of up to 104 days.
 */
export type Nanos = Brand<number, "Nanos">;

/** A PID as the root PID namespace numbers it. */
export type Pid = Brand<number, "Pid">;

/** A PID as the process's own (innermost) PID namespace numbers it. */
export type InnerPid = Brand<number, "InnerPid">;

/**
 * The inode number of a PID namespace, as `/proc/PID/ns/pid` shows it.
 *
 * The kernel reuses these numbers at once. In a stream, a number means the
 * namespace whose `persona-appeared` came last; the model turns it into an
 * identity (number and time of appearance) at the door.
 */
export type Inum = Brand<number, "Inum">;

/** The inode number of the root PID namespace on every Linux kernel (PROC_PID_INIT_INO). */
export const ROOT_INUM = 0xeffffffc as Inum;

/** The init process of the root PID namespace. */
export const ROOT_INIT_PID = 1 as Pid;

/** Names one open file description; never reused within a session, even where the kernel reuses its pointer. */
export type ClientId = Brand<number, "ClientId">;

/** Names one switch of the active persona; the kernel numbers them from 1. */
export type SwitchId = Brand<number, "SwitchId">;

/** A device number as the kernel holds it: major << 20 | minor. */
export type DeviceNumber = Brand<number, "DeviceNumber">;

/**
 * Text chosen by the observed machine (a command, a device's name, a tag), made
 * harmless when it was decoded: see `decoders/names.ts`, the only place that
 * makes one.
 */
export type Name = Brand<string, "Name">;

/** Takes a name away, and stands where none is known. */
export const NO_NAME = "" as Name;

export const deviceNumber = (major: number, minor: number): DeviceNumber => (major * 2 ** 20 + minor) as DeviceNumber;
export const major = (device: DeviceNumber): number => Math.floor(device / 2 ** 20);
export const minor = (device: DeviceNumber): number => device % 2 ** 20;

/** The process that did something. All of it was read in that process's own context. */
export interface Process {
	readonly pid: Pid;
	readonly innerPid: InnerPid;
	/** The thread group leader's or thread's comm, as the kernel had it at that instant. */
	readonly comm: Name;
}

export interface Timed {
	readonly t: Nanos;
}

/** What stands in a finding for what it is not about. The kernel numbers clients from 1, and no device has the number 0. */
export const NO_PERSONA = 0 as Inum;
export const NO_CLIENT = 0 as ClientId;
export const NO_DEVICE = 0 as DeviceNumber;
export const NO_PROCESS: Process = { pid: 0 as Pid, innerPid: 0 as InnerPid, comm: NO_NAME };
