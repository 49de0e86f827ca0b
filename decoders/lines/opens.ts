/** probes/stock/opens.bt, blocks.bt, refused.bt and devices.bt, and what existing.bt says */
import type { ClientId, DeviceClass, DeviceNumber, Inum, Nanos, Opened, Origin, Process } from "../event.js";
import type { Fields } from "./fields.js";
import type { Files } from "./files.js";
import type { Decode, Lines, Tell } from "./lines.js";
import { Malformed } from "./malformed.js";
import { MOST_KEYS } from "./tallies.js";

export type NodeKind = "char" | "block";

/** The class of a device of this number, where it is known. Block devices have numbers of their own. */
export type ClassOf = (device: DeviceNumber, kind?: NodeKind) => DeviceClass | undefined;

/** Block devices' opens are counted by themselves; 0 is none of them. */
const fileOf = (fields: Fields, kind: NodeKind): string => {
	const [address, count] = [fields.address(), fields.whole()];
	return `${address},${kind === "block" && count > 0 ? "b" : ""}${count}`;
};

/** Who opened, and how: what follows the device. */
export const opening = (fields: Fields) => ({
	persona: fields.inum(),
	process: fields.process(),
	flags: fields.whole(),
	origin: fields.oneOf(ENTERED),
});

/** ENTERED, as the probes number it. */
const ENTERED: readonly [Origin, ...Origin[]] = ["inside", "outside", "unknown"];

/** An open(2) that succeeded, and that who opened came from outside, where it did. */
export const openedBy = (t: Nanos, opened: Omit<Opened, "kind" | "t" | "existing">, tell: Tell): void => {
	const { persona, process, origin } = opened;
	if (origin === "outside") tell({ kind: "entered", t, persona, process });
	tell({ kind: "opened", t, ...opened, existing: false });
};

/** DEV NS PID VPID COMM0 COMM1 RET: an open that failed. */
export const refused =
	(classOf: ClassOf, kind?: NodeKind): Decode =>
	(fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const process = fields.process();
		const errno = fields.errno();
		tell({ kind: "open-failed", t, class: classOf(device, kind) ?? "other", device, persona, process, errno });
	};

/** CLIENT DEV NS PID VPID COMM0 COMM1 FLAGS EXISTING: an open, by the driver's own number. */
export const numberedOpen =
	(classOf: (device: DeviceNumber) => DeviceClass): Decode =>
	(fields, t, tell) => {
		const client = fields.whole() as ClientId;
		const device = fields.whole() as DeviceNumber;
		const persona = fields.inum();
		const process = fields.process();
		const flags = fields.whole();
		const existing = fields.flag();
		const kind = classOf(device);
		tell({ kind: "opened", t, client, class: kind, device, persona, process, flags, existing, origin: "unknown" });
	};

/** An open that the probes had no room to number: what comes of it can't be told from what was open before. Told as a loss. */
export const isUnnumbered = (file: string, t: Nanos, tell: Tell): boolean => {
	const unnumbered = file.endsWith(",0");
	const reason = `more than ${MOST_KEYS} files are open: who opens another, and what it gets, is not counted`;
	if (unnumbered) tell({ kind: "loss", t, where: "kernel", count: 1, since: t, reason });
	return unnumbered;
};

const open =
	(files: Files, classOf: ClassOf, kind: NodeKind): Decode =>
	(fields, t, tell) => {
		const file = fileOf(fields, kind);
		const client = isUnnumbered(file, t, tell) ? undefined : files.clientOf(file);
		const device = fields.whole() as DeviceNumber;
		const opened = opening(fields);
		if (client !== undefined) openedBy(t, { client, class: classOf(device, kind) ?? "other", device, ...opened }, tell);
	};

const close =
	(files: Files, kind: NodeKind): Decode =>
	(fields, t, tell) => {
		const client = files.close(fileOf(fields, kind));
		if (client !== undefined) tell({ kind: "closed", t, client });
	};

export const openLines = (files: Files, classOf: ClassOf): Lines => ({
	co: open(files, classOf, "char"),
	cc: close(files, "char"),
	ce: refused(classOf),
	bo: open(files, classOf, "block"),
	bc: close(files, "block"),
	be: refused(classOf, "block"),
	cd: refused(classOf),

	da: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		const made = fields.flag();
		const persona = fields.inum();
		const process = fields.process();
		const node = fields.name();
		const name = fields.name();
		const kind = classOf(device) ?? "other";
		// They are many, and told when somebody opens one.
		if (kind === "terminal") return;
		tell({ kind: "device-appeared", t, class: kind, device, name, node, existing: false });
		if (made) tell({ kind: "device-made", t, class: kind, device, persona, process });
	},

	dx: (fields, t, tell) => {
		const device = fields.whole() as DeviceNumber;
		tell({ kind: "device-gone", t, class: classOf(device) ?? "other", device });
	},
});

/** What existing.bt says of one open file. */
export interface FoundFile {
	readonly address: string;
	/** The driver's own record of it. */
	readonly own: string;
	readonly device: DeviceNumber;
	readonly persona: Inum;
	readonly process: Process;
	readonly flags: number;
	/** An input client has the grab, a display's is its master; an input client lost its access; it is a block device's. */
	readonly how: (typeof HOW)[number];
	readonly origin: Origin;
}

const HOW = ["plain", "holds", "revoked", "block"] as const;

/** HOW, which is one line's last of twelve values, and so has ENTERED in it. */
const standing = (fields: Fields): Pick<FoundFile, "how" | "origin"> => {
	const both = fields.whole();
	const how = HOW[both & 3];
	const origin = ENTERED[both >> 2];
	if (how === undefined || origin === undefined) throw new Malformed(`${both} where HOW should be`);
	return { how, origin };
};

export const foundFile = (fields: Fields): FoundFile => ({
	address: fields.address(),
	own: fields.address(),
	device: fields.whole() as DeviceNumber,
	persona: fields.inum(),
	process: fields.process(),
	flags: fields.whole(),
	...standing(fields),
});
