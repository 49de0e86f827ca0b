/**
 * The one event vocabulary. Probes make these events, the packet stream carries
 * them, and the model, the dashboard and the reports read nothing else.
 *
 * Every field is a plain value, so that an event is the same before and after a
 * recording. What an event is of stands in `events/`, a file for each subject,
 * and is had from here.
 */
import type { Alarm, AlarmSet } from "./events/alarms.js";
import type { Before, ClientsBefore, RequestsBefore, UeventsBefore } from "./events/before.js";
import type { Claim, Closed, Grab, Opened, OpenFailed } from "./events/clients.js";
import type { DeviceAppeared, DeviceDeclared, DeviceGone, DeviceMade } from "./events/devices.js";
import type { Checksum, Screen, Showing, Update } from "./events/drawing.js";
import type { Finding } from "./events/findings.js";
import type { Delivery, Usage } from "./events/input.js";
import type { Request } from "./events/lights.js";
import type { LogRead, LogWritten } from "./events/logs.js";
import type { Entered, PersonaAppeared, PersonaGone, PersonaNamed } from "./events/personas.js";
import type { Loss, Mark, Probe, Ready, Reject, Session } from "./events/session.js";
import type {
	Active,
	DriverBegan,
	DriverEnded,
	SwitchEnded,
	SwitchFirst,
	SwitchFlipped,
	SwitchLocked,
	SwitchRequested,
} from "./events/switches.js";
import type { Uevent } from "./events/uevents.js";
import type { Nanos } from "./events/units.js";
import type { Crossed, DrawnBehind, DrawnLost, DrawnThrough, Leak, Level, Read, Seized } from "./events/witnesses.js";

export * from "./events/alarms.js";
export type * from "./events/before.js";
export * from "./events/clients.js";
export * from "./events/devices.js";
export type * from "./events/drawing.js";
export * from "./events/evidence.js";
export * from "./events/findings.js";
export type * from "./events/input.js";
export type * from "./events/lights.js";
export type * from "./events/logs.js";
export * from "./events/personas.js";
export * from "./events/session.js";
export * from "./events/switches.js";
export * from "./events/uevents.js";
export * from "./events/units.js";
export * from "./events/witnesses.js";

export type Event =
	| Session
	| Probe
	| Ready
	| PersonaAppeared
	| PersonaGone
	| PersonaNamed
	| Entered
	| DeviceAppeared
	| DeviceGone
	| DeviceMade
	| DeviceDeclared
	| Active
	| SwitchRequested
	| SwitchLocked
	| DriverBegan
	| DriverEnded
	| SwitchFlipped
	| SwitchEnded
	| SwitchFirst
	| Opened
	| OpenFailed
	| Closed
	| Grab
	| Delivery
	| Usage
	| Claim
	| AlarmSet
	| Alarm
	| LogWritten
	| LogRead
	| Uevent
	| Update
	| Showing
	| Checksum
	| Screen
	| Request
	| Finding
	| Leak
	| Read
	| Seized
	| Level
	| DrawnThrough
	| DrawnBehind
	| DrawnLost
	| Crossed
	| Loss
	| Reject
	| Mark
	| Before
	| RequestsBefore
	| ClientsBefore
	| UeventsBefore;

export type EventKind = Event["kind"];

/**
 * Deliveries that follow each other with nothing between, in columns: those of the rows from `from` to before `to`. A long recording is
 * hardly anything else, and to make an event of each would cost more than to count it.
 */
export interface DeliveryRun {
	readonly kind: "deliveries";
	readonly from: number;
	readonly to: number;
	/** Row n happened at `times[n + ahead]`. */
	readonly times: readonly Nanos[];
	readonly ahead: number;
	readonly columns: { readonly [Field in keyof Omit<Delivery, "kind" | "t">]: readonly Delivery[Field][] };
}
