import type { Closed, Delivery, Grab, Opened, OpenFailed, Request, Update } from "../../decoders/event.js";
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

export const request = (naming: Naming, event: Request): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	const device = quoted(event.name);
	return event.applied ? `${who} set ${device} to ${event.value}` : `${who} set ${device} to ${event.value}: ignored`;
};
