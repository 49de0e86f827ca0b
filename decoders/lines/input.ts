/** probes/dev_ns/input.bt */
import { INPUT_MAJOR } from "../device-numbers.js";
import {
	type ClientId,
	type Delivery,
	type DeviceClass,
	type DeviceNumber,
	major,
	minor,
	type Name,
	type Nanos,
} from "../event.js";
import { nameFromText } from "../names.js";
import type { Fields } from "./fields.js";
import type { Files } from "./files.js";
import type { Lines } from "./lines.js";
import { numberedOpen, refused } from "./opens.js";
import type { Tally } from "./tallies.js";

/** Where event nodes begin, and how many there are before the kernel goes on with free minors, which it then names as they are. */
const EVENT_MINOR = 64;
const EVENT_MINORS = 32;

/** A mouse's minors are those that mousedev's nodes have. */
const MOUSE_MINOR = 32;
const MICE_MINOR = 63;

/** Event nodes have their numbers for good, mice of device namespaces whatever major the kernel had left. */
const classOf = (device: DeviceNumber): DeviceClass => (major(device) === INPUT_MAJOR ? "input" : "mouse");

const nodeOf = (device: DeviceNumber): Name => {
	const number = minor(device);
	if (classOf(device) === "mouse") return nameFromText(number === MICE_MINOR ? "mice" : `mouse${number - MOUSE_MINOR}`);
	const fixed = number >= EVENT_MINOR && number < EVENT_MINOR + EVENT_MINORS;
	return nameFromText(`event${fixed ? number - EVENT_MINOR : number}`);
};

const counts = (fields: Fields, t: Nanos, final: boolean): Delivery => {
	const client = fields.whole() as ClientId;
	return {
		kind: "delivery",
		t,
		client,
		delivered: fields.whole(),
		withheld: fields.whole(),
		dropped: fields.whole(),
		final,
	};
};

export const inputLines: Lines = {
	ia: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const existing = fields.flag();
		const name = fields.name();
		tell({ kind: "device-appeared", t, class: classOf(device), device, name, node: nodeOf(device), existing });
	},

	ir: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		tell({ kind: "device-gone", t, class: classOf(device), device });
	},

	io: numberedOpen(classOf),

	if: refused(classOf),

	ic: (fields, t, tell) => {
		const last = counts(fields, t, true);
		tell(last);
		tell({ kind: "closed", t, client: last.client });
	},

	is: (fields, t, tell) => tell(counts(fields, t, false)),
};

/** The modules number their clients; the stock driver's are told by their address and its turn. */
export const deliveryTally = (files: Files): Tally => ({
	maps: ["@delivered", "@withheld", "@dropped"],
	at: "@delivery_at",
	clientOf: (key) => (key.includes(",") ? files.clientOf(key) : (Number(key) as ClientId)),
	event: (t, client, [delivered = 0, withheld = 0, dropped = 0]) => ({
		kind: "delivery",
		t,
		client,
		delivered,
		withheld,
		dropped,
		final: false,
	}),
});
