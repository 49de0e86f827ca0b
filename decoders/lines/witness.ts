/** probes/audit/*.bt, and probes/dev_ns/leak.bt */
import { type ClientId, type DeviceNumber, type Name, type Nanos, NO_NAME, NO_PERSONA, type Read } from "../event.js";
import { nameFromText } from "../names.js";
import type { Fields } from "./fields.js";
import type { Lines } from "./lines.js";
import type { Tally } from "./tallies.js";

const counts = (fields: Fields, t: Nanos, final: boolean): Read => ({
	kind: "read",
	t,
	client: fields.whole() as ClientId,
	read: fields.whole(),
	settled: fields.whole(),
	unaccounted: fields.whole(),
	before: fields.whole(),
	turn: fields.whole(),
	held: fields.whole(),
	stuck: fields.whole(),
	unsure: fields.flag(),
	final,
});

/** Of device namespaces there is one. */
const BACKLIGHT = nameFromText("devns");

const TRIGGER = "dev_ns";

/** The LED that has a trigger: devns::led has dev_ns, devns::led2 has dev_ns2. */
const ledOf = (trigger: Name): Name =>
	trigger.startsWith(TRIGGER) ? nameFromText(`devns::led${trigger.slice(TRIGGER.length)}`) : trigger;

export const witnessLines: Lines = {
	lk: (fields, t, tell) => {
		const client = fields.whole() as ClientId;
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const count = fields.whole();
		const holder = fields.whole() as ClientId;
		tell({ kind: "leak", t, client, device, persona, count, holder, sides: fields.sides() });
	},

	rd: (fields, t, tell) => tell(counts(fields, t, false)),
	rc: (fields, t, tell) => tell(counts(fields, t, true)),

	sz: (fields, t, tell) => {
		const taken = fields.flag();
		const persona = fields.inum();
		const process = fields.process();
		const at = fields.sides();
		tell({ kind: "seized", t, node: fields.name(), taken, persona, process, sides: at });
	},

	lv: (fields, t, tell) => {
		const value = fields.whole();
		const persona = fields.inum();
		const process = fields.process();
		const at = fields.sides();
		const name = ledOf(fields.name());
		tell({ kind: "level", t, class: "led", name, persona, process, value, unsure: false, sides: at });
	},

	bv: (fields, t, tell) => {
		const value = fields.whole();
		const unsure = fields.flag();
		const persona = fields.inum();
		const process = fields.process();
		const at = fields.sides();
		tell({ kind: "level", t, class: "backlight", name: BACKLIGHT, persona, process, value, unsure, sides: at });
	},

	dl: (fields, t, tell) =>
		tell({
			kind: "drawn-lost",
			t,
			client: fields.whole() as ClientId,
			taken: fields.whole(),
			kept: fields.whole(),
		}),

	xl: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const of = fields.inum();
		const unsure = fields.flag();
		tell({ kind: "crossed", t, what: "log", persona, process, of, log: fields.name(), alarms: 0, unsure });
	},

	xa: (fields, t, tell) => {
		const persona = fields.inum();
		const process = fields.process();
		const alarms = fields.whole();
		const unsure = fields.flag();
		tell({ kind: "crossed", t, what: "alarm", persona, process, of: NO_PERSONA, log: NO_NAME, alarms, unsure });
	},
};

export const readTally: Tally = {
	maps: [
		"@read",
		"@read_settled",
		"@read_over",
		"@read_before",
		"@read_turn",
		"@read_held",
		"@read_stuck",
		"@read_unsure",
	],
	at: "@read_at",
	clientOf: (key) => Number(key) as ClientId,
	event: (
		t,
		client,
		[read = 0, settled = 0, unaccounted = 0, before = 0, turn = 0, held = 0, stuck = 0, unsure = 0],
	) => ({
		kind: "read",
		t,
		client,
		read,
		settled,
		unaccounted,
		before,
		turn,
		held,
		stuck,
		unsure: unsure > 0,
		final: false,
	}),
};
