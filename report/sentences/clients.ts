import {
	type AlarmSet,
	type Checksum,
	type Claim,
	type Closed,
	type Delivery,
	type Grab,
	type Opened,
	type OpenFailed,
	type Request,
	SET_UP,
	type Showing,
	type Update,
	type Usage,
} from "../../decoders/event.js";
import { errnoName } from "../errno.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";
import { amount, bytes, count } from "../units.js";

export const opened = (naming: Naming, event: Opened): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	return `${who} ${event.existing ? "has" : "opened"} ${naming.device(event.class, event.device)}${event.existing ? " open" : ""}`;
};

export const openFailed = (naming: Naming, event: OpenFailed): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	return `${who} could not open ${naming.device(event.class, event.device)}: ${errnoName(event.errno)}`;
};

export const closed = (naming: Naming, { client }: Closed): string =>
	`${naming.holder(client)} closed ${naming.deviceOf(client)}`;

const REFUSED: Readonly<Record<Grab["action"], string>> = {
	take: "was refused a grab of",
	release: "could not give back a grab of",
	suspend: "could not be made to suspend its grab of",
	restore: "could not be given back its grab of",
	revoke: "could not be revoked its access to",
};

export const grab = (naming: Naming, { client, action, real, errno }: Grab): string => {
	const who = naming.holder(client);
	const device = naming.deviceOf(client);
	if (errno !== 0) return `${who} ${REFUSED[action]} ${device}: ${errnoName(errno)}`;
	switch (action) {
		case "take":
			return real ? `${who} grabbed ${device}` : `${who} grabbed ${device}, virtually: it is in the background`;
		case "release":
			return `${who} gave back its ${real ? "" : "virtual "}grab of ${device}`;
		case "suspend":
			return `${who} went to the background: its grab of ${device} is virtual`;
		case "restore":
			return `${who} came to the foreground: its grab of ${device} is ${real ? "real" : "still virtual"}`;
		case "revoke":
			return `${who} lost its access to ${device}`;
	}
};

export const delivery = (naming: Naming, { client, delivered, withheld, dropped }: Delivery): string => {
	const lost = dropped === 0 ? "" : `, ${count(dropped)} dropped from a full buffer`;
	return `${naming.holder(client)}: ${amount(delivered, "event")} of ${naming.deviceOf(client)} delivered, ${count(withheld)} withheld${lost}`;
};

export const update = (naming: Naming, { client, writes, bytes: written, pans, faults }: Update): string =>
	`${naming.holder(client)}: ${amount(writes, "write")} (${bytes(written)}), ${amount(pans, "pan")}, ${amount(faults, "page fault")} on ${naming.deviceOf(client)}`;

export const showing = (naming: Naming, { client, shown, kept }: Showing): string =>
	`${naming.holder(client)}: ${amount(shown, "update")} of ${naming.deviceOf(client)} on the screen, ${count(kept)} kept in its buffer`;

const hex = (sum: number): string => sum.toString(16).padStart(8, "0");

export const checksum = (naming: Naming, { persona, front, still, buffer, screen }: Checksum): string => {
	const whose = `the buffer of ${naming.numbered(persona)}`;
	if (!front) return `${whose} is not on the screen (${hex(buffer)})`;
	if (!still) return `${whose} is on the screen and was drawn on meanwhile`;
	if (buffer === screen) return `the screen shows ${whose} (${hex(buffer)})`;
	return `the screen (${hex(screen)}) does not show ${whose} (${hex(buffer)})`;
};

export const request = (naming: Naming, event: Request): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	const device = quoted(event.name);
	return event.applied ? `${who} set ${device} to ${event.value}` : `${who} set ${device} to ${event.value}: ignored`;
};

export const usage = (naming: Naming, { client, filtered, injected, polls }: Usage): string =>
	`${naming.holder(client)}: ${amount(filtered, "event")} of ${naming.deviceOf(client)} filtered by its masks, ${amount(injected, "event")} written, its keys asked for ${amount(polls, "time")}`;

const ROLES: Readonly<Record<Claim["what"], string>> = {
	master: "the master",
	lease: "a lease",
	manager: "the context manager",
	backing: "the file",
	table: "the table",
	foreground: "the foreground",
};

export const claim = (naming: Naming, event: Claim): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	const role = `${ROLES[event.what]} of ${naming.device(event.class, event.device)}`;
	const did = SET_UP.has(event.what) ? (event.taken ? "set" : "took away") : event.taken ? "took" : "gave back";
	if (event.errno !== 0) return `${who} was refused: ${role}: ${errnoName(event.errno)}`;
	return `${who} ${did}: ${role}`;
};

export const alarmSet = (naming: Naming, event: AlarmSet): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	const what = `an alarm on the ${event.clock} clock`;
	return event.errno === 0 ? `${who} set ${what}` : `${who} could not set ${what}: ${errnoName(event.errno)}`;
};
