/** probes/stock/evdev.bt */
import { type ClientId, type DeviceNumber, GRAB_ACTIONS, type Nanos } from "../event.js";
import type { Fields } from "./fields.js";
import type { Files } from "./files.js";
import type { Lines } from "./lines.js";
import { isUnnumbered, openedBy, opening } from "./opens.js";
import type { Tally } from "./tallies.js";

/** An address and its turn, as maps have them in their keys. */
const clientOf = (fields: Fields): string => `${fields.address()},${fields.whole()}`;

const usage = (t: Nanos, client: ClientId, filtered: number, injected: number, polls: number, final: boolean) =>
	({ kind: "usage", t, client, filtered, injected, polls, final }) as const;

export const evdevLines = (files: Files): Lines => ({
	eo: (fields, t, tell) => {
		const file = clientOf(fields);
		const client = isUnnumbered(file, t, tell) ? undefined : files.clientOf(file);
		const device = fields.whole() as DeviceNumber;
		const opened = opening(fields);
		if (client === undefined) return;
		openedBy(t, { client, class: "input", device, ...opened }, tell);
		tell(usage(t, client, 0, 0, 0, false));
	},

	ec: (fields, t, tell) => {
		const file = clientOf(fields);
		const client = files.close(file);
		const [delivered, withheld, dropped] = [fields.whole(), fields.whole(), fields.whole()];
		const [filtered, injected, polls] = [fields.whole(), fields.whole(), fields.whole()];
		if (client === undefined) {
			if (delivered + withheld + filtered + injected + polls > 0) files.clientOf(file);
			return;
		}
		tell({ kind: "delivery", t, client, delivered, withheld, dropped, final: true });
		tell(usage(t, client, filtered, injected, polls, true));
		tell({ kind: "closed", t, client });
	},

	ed: (fields, t, tell) => {
		const client = files.clientOf(clientOf(fields));
		const [delivered, withheld, dropped] = [fields.whole(), fields.whole(), fields.whole()];
		if (client !== undefined) tell({ kind: "delivery", t, client, delivered, withheld, dropped, final: false });
	},

	eg: (fields, t, tell) => {
		const client = files.clientOf(clientOf(fields));
		const action = fields.oneOf(GRAB_ACTIONS);
		const real = fields.flag();
		const errno = fields.errno();
		if (client !== undefined) tell({ kind: "grab", t, client, action, real, errno, existing: false });
	},
});

export const usageTally = (files: Files): Tally => ({
	maps: ["@filtered", "@injected", "@polls"],
	at: "@usage_at",
	clientOf: (key) => files.clientOf(key),
	event: (t, client, [filtered = 0, injected = 0, polls = 0]) => usage(t, client, filtered, injected, polls, false),
});

/** probes/stock/uinput.bt */
export const fedLines = (files: Files): Lines => ({
	uc: (fields, t, tell) => {
		const client = files.clientOf(clientOf(fields));
		const fed = fields.whole();
		if (client !== undefined) tell(usage(t, client, 0, fed, 0, true));
	},
});

export const fedTally = (files: Files): Tally => ({
	maps: ["@fed"],
	at: "@fed_at",
	clientOf: (key) => files.clientOf(key),
	event: (t, client, [injected = 0]) => usage(t, client, 0, injected, 0, false),
});
