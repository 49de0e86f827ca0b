import type { Nanos, Session } from "../decoders/event.js";
import { Activity } from "./activity.js";
import { Clients } from "./clients.js";
import { Devices } from "./devices.js";
import { Evidence } from "./evidence.js";
import { Findings } from "./findings.js";
import { Inconsistencies } from "./inconsistencies.js";
import { Log } from "./log.js";
import { Meter } from "./meter.js";
import { START } from "./nanos.js";
import { Personas } from "./personas.js";
import type { Earlier, Switch } from "./state.js";
import { Switches } from "./switches.js";
import { Uevents } from "./uevents.js";

/** How much of the past is kept. Infinity keeps all. */
export interface History {
	readonly switches: number;
	readonly log: number;
	readonly problemsOnly: boolean;
	readonly closedClients: number;
	readonly passed: (one: Switch) => void;
}

/** Everything that is known of one session, each part with its one writer. */
export class Subjects {
	readonly earlier: Earlier;
	session: Session | undefined;
	now: Nanos = START;
	ready = false;
	events = 0;
	eventRate = 0;
	readonly meter = new Meter();
	readonly inconsistencies = new Inconsistencies();
	readonly personas = new Personas(this.inconsistencies);
	readonly devices = new Devices(this.inconsistencies);
	readonly activity = new Activity(this.inconsistencies);
	readonly evidence = new Evidence();
	readonly findings = new Findings();
	readonly uevents = new Uevents();
	readonly clients: Clients;
	readonly switches: Switches;
	readonly log: Log;

	constructor(history: History, earlier: Earlier) {
		this.earlier = earlier;
		this.clients = new Clients(this.devices, this.inconsistencies, history.closedClients);
		this.switches = new Switches(this.inconsistencies, history.switches, history.passed);
		this.log = new Log(history.log, history.problemsOnly);
	}
}
