import { type Before, type Checksum, type Event, NO_PERSONA, ROOT_INUM } from "../decoders/event.js";
import { aboutOf } from "./about.js";
import { isInconsistency, type Severity } from "./state.js";
import type { Subjects } from "./subjects.js";

/** What is told before the state is whole existed before the probes. */
const afterReady = ({ ready }: Subjects, severity: Severity | undefined): Severity | undefined =>
	ready ? severity : undefined;

/** What the reader of a snapshot has not read. */
const before = (subjects: Subjects, event: Before): undefined => {
	const { switches, log, clients, personas, devices, evidence, inconsistencies } = subjects;
	subjects.events = event.events;
	switches.forgotten += event.switches;
	log.forgotten = Math.max(0, event.logged - log.entries.length);
	clients.forgotten += event.clients;
	personas.forgotten += event.personas;
	devices.forgotten += event.devices;
	evidence.counted(event);
	event.inconsistencies.forEach((what, index) => {
		if (isInconsistency(what)) inconsistencies.counts.set(what, event.times[index] ?? 0);
	});
};

/** The screen shows what the persona on it drew. While somebody draws, that can't be told. */
const checksumSeverity = ({ front, still, buffer, screen }: Checksum): Severity =>
	front && still && buffer !== screen ? "problem" : "info";

/** Gives an event to the subject that it is about; returns how much it matters to a reader of the log, if at all. */
export const handle = (subjects: Subjects, event: Event): Severity | undefined => {
	const { personas, devices, clients, switches, activity, evidence, inconsistencies } = subjects;
	switch (event.kind) {
		case "delivery":
			return clients.delivered(event);
		case "update":
			return clients.updated(event);
		case "showing":
			return clients.showed(event);
		case "session":
			subjects.session = event;
			return "info";
		case "probe":
			return evidence.probe(event);
		case "ready":
			subjects.ready = true;
			inconsistencies.ready();
			return "info";
		case "persona-appeared":
			return personas.appeared(event);
		case "persona-gone":
			return personas.gone(event, activity.active?.persona);
		case "entered":
			return personas.entered(event);
		case "persona-named":
			return afterReady(subjects, personas.named(event));
		case "device-appeared":
			return devices.appeared(event);
		case "device-made":
			return devices.made(event, personas.at(event.persona, event.t));
		case "device-gone":
			return devices.gone(event);
		case "alarm":
			personas.at(event.persona, event.t);
			return event.errno === 0 ? "info" : "notice";
		case "log-written":
			personas.at(event.persona, event.t);
			return undefined;
		case "log-read":
			personas.at(event.of, event.t);
			personas.at(event.persona, event.t);
			return event.persona === ROOT_INUM ? undefined : "problem";
		case "device-declared": {
			const owner = event.persona === NO_PERSONA ? undefined : personas.at(event.persona, event.t);
			return afterReady(subjects, devices.declared(event, owner));
		}
		case "active":
			if (event.persona === NO_PERSONA) activity.lost();
			else activity.told(personas.at(event.persona, event.t), event.since);
			return undefined;
		case "switch-requested":
			return switches.requested(
				event,
				event.to === NO_PERSONA ? undefined : personas.at(event.to, event.t),
				personas.at(event.askerPersona, event.t),
			);
		case "switch-locked": {
			const from = personas.at(event.from, event.t);
			activity.found(from, event.t);
			return switches.locked(event, from);
		}
		case "driver-began":
			return switches.driverBegan(event);
		case "driver-ended":
			return switches.driverEnded(event);
		case "switch-flipped": {
			const from = personas.at(event.from, event.t);
			const to = personas.at(event.to, event.t);
			activity.flipped(from, to, event.t);
			return switches.flipped(event, from, to);
		}
		case "switch-ended":
			return switches.ended(event);
		case "switch-first":
			return switches.first(event, personas.at(event.persona, event.t));
		case "opened": {
			const persona = personas.at(event.persona, event.t);
			return clients.opened(event, persona, personas.entry(persona, event));
		}
		case "open-failed":
			devices.at(event.class, event.device, event.t);
			personas.at(event.persona, event.t);
			return "notice";
		case "closed":
			return clients.closed(event);
		case "grab":
			return clients.grabbed(event);
		case "usage":
			return clients.used(event);
		case "claim":
			return devices.claimed(event, personas.at(event.persona, event.t));
		case "alarm-set":
			personas.at(event.persona, event.t);
			return event.errno === 0 ? "info" : "notice";
		case "uevent":
			return subjects.uevents.sent(event, personas.at(event.persona, event.t));
		case "checksum":
			devices.at(event.class, event.device, event.t);
			personas.at(event.persona, event.t);
			return checksumSeverity(event);
		case "screen":
			devices.at(event.class, event.device, event.t);
			return "notice";
		case "request":
			return devices.requested(event, personas.at(event.persona, event.t));
		case "leak":
		case "read":
		case "seized":
		case "level":
		case "drawn-through":
		case "drawn-behind":
		case "drawn-lost":
		case "crossed":
			// What the audit reads: it is in no figure.
			return undefined;
		case "finding":
			return subjects.findings.found(event, aboutOf(subjects, event));
		case "loss":
			switches.lost(event);
			return evidence.lost(event);
		case "reject":
			return evidence.rejected(event);
		case "mark":
			return "notice";
		case "before":
			return before(subjects, event);
		case "requests-before":
			devices.counted(event);
			return undefined;
		case "uevents-before":
			subjects.uevents.counted(event);
			return undefined;
		case "clients-before":
			clients.counted(event, personas.at(event.persona, event.t));
			return undefined;
	}
};
