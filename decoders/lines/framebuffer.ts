/** probes/stock/framebuffer.bt */
import type { DeviceNumber } from "../event.js";
import type { Fields } from "./fields.js";
import type { Files } from "./files.js";
import type { Lines } from "./lines.js";
import { isUnnumbered, openedBy, opening, refused } from "./opens.js";
import type { Tally } from "./tallies.js";

/** FILE and SEQ, as maps have them in their keys. */
const fileOf = (fields: Fields): string => `${fields.address()},${fields.whole()}`;

export const framebufferLines = (files: Files): Lines => ({
	fo: (fields, t, tell) => {
		const file = fileOf(fields);
		const client = isUnnumbered(file, t, tell) ? undefined : files.clientOf(file);
		const device = fields.whole() as DeviceNumber;
		const opened = opening(fields);
		if (client !== undefined) openedBy(t, { client, class: "framebuffer", device, ...opened }, tell);
	},

	fe: refused(() => "framebuffer"),

	fc: (fields, t, tell) => {
		const client = files.close(fileOf(fields));
		const [writes, bytes, pans, faults] = [fields.whole(), fields.whole(), fields.whole(), fields.whole()];
		if (client === undefined) return;
		tell({ kind: "update", t, client, writes, bytes, pans, faults, final: true });
		tell({ kind: "closed", t, client });
	},
});

export const updateOf: Tally["event"] = (t, client, [writes = 0, bytes = 0, pans = 0, faults = 0]) => ({
	kind: "update",
	t,
	client,
	writes,
	bytes,
	pans,
	faults,
	final: false,
});

/** Each map's key is FILE, SEQ, CPU. */
export const updateTally = (files: Files): Tally => ({
	maps: ["@writes", "@bytes", "@pans", "@faults"],
	at: "@update_at",
	clientOf: (key) => files.clientOf(key.slice(0, key.lastIndexOf(","))),
	event: updateOf,
});
