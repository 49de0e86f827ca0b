/** probes/stock/display.bt */
import { CLAIMS, type DeviceNumber, NO_CLIENT } from "../event.js";
import type { Fields } from "./fields.js";
import type { Files } from "./files.js";
import type { Lines } from "./lines.js";
import type { ClassOf } from "./opens.js";
import type { Tally } from "./tallies.js";

const fileOf = (fields: Fields): string => `${fields.address()},${fields.whole()}`;

/** In a line that does not know it. */
const NO_FILE = "0,0";

export const displayLines = (files: Files, classOf: ClassOf): Lines => ({
	cl: (fields, t, tell) => {
		const what = fields.oneOf(CLAIMS);
		const taken = fields.flag();
		const file = fileOf(fields);
		const client = file === NO_FILE ? NO_CLIENT : (files.clientOf(file) ?? NO_CLIENT);
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const process = fields.process();
		const errno = fields.errno();
		const kind = classOf(device) ?? "other";
		tell({ kind: "claim", t, class: kind, device, client, what, taken, persona, process, errno, existing: false });
	},

	dr: (fields, t, tell) => {
		const client = files.clientOf(fileOf(fields));
		const [writes, pans] = [fields.whole(), fields.whole()];
		if (client !== undefined) tell({ kind: "update", t, client, writes, bytes: 0, pans, faults: 0, final: true });
	},
});

export const flipTally = (files: Files): Tally => ({
	maps: ["@flushes", "@flips"],
	at: "@flip_at",
	clientOf: (key) => files.clientOf(key),
	event: (t, client, [writes = 0, pans = 0]) => ({
		kind: "update",
		t,
		client,
		writes,
		bytes: 0,
		pans,
		faults: 0,
		final: false,
	}),
});
