import { type Event, NO_PERSONA } from "../decoders/event.js";
import type { Inconsistency, State } from "../model/state.js";
import { Naming, type Told } from "./naming.js";
import * as android from "./sentences/android.js";
import * as clients from "./sentences/clients.js";
import { finding } from "./sentences/finding.js";
import * as life from "./sentences/life.js";
import * as stream from "./sentences/stream.js";
import * as switching from "./sentences/switching.js";
import { uevent } from "./sentences/uevent.js";
import * as witness from "./sentences/witness.js";
import { amount, time } from "./units.js";
import { printable } from "./width.js";

/** What each inconsistency says of the stream. */
export const INCONSISTENT: Readonly<Record<Inconsistency, string>> = {
	"unknown-client": "told of a client that was never opened",
	"unknown-persona": "told of a persona that never appeared",
	"unknown-switch": "told of a switch that was never requested",
	"count-backwards": "a count went backwards",
	"missed-end": "a number was taken before its holder's end was told",
	"missed-flip": "another persona was active than the last switch had made active",
	"missed-piece": "a switch went on without all of its pieces",
};

const ofEvent = (naming: Naming, event: Event): string => {
	switch (event.kind) {
		case "session":
			return stream.session(event);
		case "probe":
			return stream.probe(event);
		case "ready":
			return "what existed before the probes has been told";
		case "persona-appeared":
			return life.personaAppeared(naming, event);
		case "persona-gone":
			return `persona ${naming.numbered(event.persona)} is gone`;
		case "persona-named":
			return life.personaNamed(naming, event);
		case "entered":
			return life.entered(naming, event);
		case "device-made":
			return life.deviceMade(naming, event);
		case "device-appeared":
			return life.deviceAppeared(event);
		case "alarm":
			return android.alarm(naming, event);
		case "log-written":
			return android.logWritten(naming, event);
		case "log-read":
			return android.logRead(naming, event);
		case "device-declared":
			return life.deviceDeclared(naming, event);
		case "device-gone":
			return `${naming.device(event.class, event.device)} is gone`;
		case "active":
			return event.persona === NO_PERSONA
				? `since ${time(event.since)} it is not known who is active`
				: `${naming.numbered(event.persona)} has been active since ${time(event.since)}`;
		case "switch-requested":
			return switching.requested(naming, event);
		case "switch-locked":
			return switching.locked(naming, event);
		case "driver-began":
			return switching.driverBegan(naming, event);
		case "driver-ended":
			return switching.driverEnded(naming, event);
		case "switch-flipped":
			return switching.flipped(naming, event);
		case "switch-ended":
			return switching.ended(naming, event);
		case "switch-first":
			return switching.first(naming, event);
		case "opened":
			return clients.opened(naming, event);
		case "open-failed":
			return clients.openFailed(naming, event);
		case "closed":
			return clients.closed(naming, event);
		case "grab":
			return clients.grab(naming, event);
		case "delivery":
			return clients.delivery(naming, event);
		case "usage":
			return clients.usage(naming, event);
		case "claim":
			return clients.claim(naming, event);
		case "alarm-set":
			return clients.alarmSet(naming, event);
		case "uevent":
			return uevent(naming, event);
		case "update":
			return clients.update(naming, event);
		case "showing":
			return clients.showing(naming, event);
		case "checksum":
			return clients.checksum(naming, event);
		case "screen":
			return `the screen of ${naming.device(event.class, event.device)} ${event.present ? "came back" : "went away"}`;
		case "request":
			return clients.request(naming, event);
		case "leak":
			return witness.leak(naming, event);
		case "read":
			return witness.read(naming, event);
		case "seized":
			return witness.seized(naming, event);
		case "level":
			return witness.level(naming, event);
		case "drawn-through":
			return witness.drawnThrough(naming, event);
		case "drawn-behind":
			return `the background has drawn ${amount(event.behind, "time")}`;
		case "drawn-lost":
			return witness.drawnLost(naming, event);
		case "crossed":
			return witness.crossed(naming, event);
		case "finding":
			return finding(naming, event);
		case "loss":
			return stream.loss(event);
		case "reject":
			return stream.reject(event);
		case "mark":
			return `mark: ${event.text}`;
		case "before":
		case "requests-before":
		case "clients-before":
		case "uevents-before":
			return "what came before a snapshot";
	}
};

/** One line for an event or an entry of the log, harmless on any terminal. */
export const sentence = (state: State, told: Told): string => {
	const text = ofEvent(new Naming(state, told), told.event);
	return printable(told.inconsistency ? `${INCONSISTENT[told.inconsistency]}: ${text}` : text);
};
