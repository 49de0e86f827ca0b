/** probes/dev_ns/framebuffer.bt */
import type { ClientId, DeviceNumber, Name, Nanos } from "../event.js";
import { nameFromText } from "../names.js";
import type { Fields } from "./fields.js";
import { updateOf } from "./framebuffer.js";
import type { Lines, Tell } from "./lines.js";
import { numberedOpen, refused } from "./opens.js";
import type { Tally } from "./tallies.js";

const NAME: Name = nameFromText("framebuffer for each persona");
/** Below /dev. */
const NODE: Name = nameFromText("devns/fb0");

/** CLIENT WRITES BYTES PANS PAGES SHOWN KEPT */
const counts = (fields: Fields, t: Nanos, final: boolean, tell: Tell): ClientId => {
	const client = fields.whole() as ClientId;
	const [writes, bytes, pans, faults] = [fields.whole(), fields.whole(), fields.whole(), fields.whole()];
	const [shown, kept] = [fields.whole(), fields.whole()];
	tell({ kind: "update", t, client, writes, bytes, pans, faults, final });
	tell({ kind: "showing", t, client, shown, kept, final });
	return client;
};

export const canvasLines: Lines = {
	ca: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const existing = fields.flag();
		tell({ kind: "device-appeared", t, class: "framebuffer", device, name: NAME, node: NODE, existing });
	},

	vr: (fields, t, tell) =>
		tell({ kind: "device-gone", t, class: "framebuffer", device: fields.whole() as DeviceNumber }),

	cp: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		tell({ kind: "screen", t, class: "framebuffer", device, present: fields.flag() });
	},

	vo: numberedOpen(() => "framebuffer"),

	cf: refused(() => "framebuffer"),

	vc: (fields, t, tell) => tell({ kind: "closed", t, client: counts(fields, t, true, tell) }),
	cs: (fields, t, tell) => void counts(fields, t, false, tell),

	dt: (fields, t, tell) => {
		const client = fields.whole() as ClientId;
		const device = fields.whole() as DeviceNumber;
		tell({ kind: "drawn-through", t, client, device, persona: fields.inum(), sides: fields.sides() });
	},

	ck: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const [front, still] = [fields.flag(), fields.flag()];
		const [buffer, screen, behind] = [fields.whole(), fields.whole(), fields.whole()];
		tell({ kind: "checksum", t, class: "framebuffer", device, persona, front, still, buffer, screen, behind });
	},
};

/** How often the background has drawn: lines tell it now and then, and what came after the last of them is in a map, which bpftrace prints when it ends. */
export class Behind {
	static readonly MAP = "@fb_behind";
	#told = 0;

	readonly lines: Lines = {
		bh: (fields, t, tell) => this.#tell(t, fields.whole(), tell),
	};

	end(t: Nanos, behind: number, tell: Tell): void {
		if (behind !== this.#told) this.#tell(t, behind, tell);
	}

	#tell(t: Nanos, behind: number, tell: Tell): void {
		this.#told = behind;
		tell({ kind: "drawn-behind", t, behind });
	}
}

const clientOf = (key: string): ClientId => Number(key) as ClientId;

export const canvasTally: Tally = {
	maps: ["@canvas_writes", "@canvas_bytes", "@canvas_pans", "@canvas_pages"],
	at: "@canvas_at",
	clientOf,
	event: updateOf,
};

export const showingTally: Tally = {
	maps: ["@canvas_shown", "@canvas_kept"],
	at: "@showing_at",
	clientOf,
	event: (t, client, [shown = 0, kept = 0]) => ({ kind: "showing", t, client, shown, kept, final: false }),
};
