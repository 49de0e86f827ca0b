import { type DrawnThrough, type Leak, type Level, NO_CLIENT, type Read, type Seized } from "../../decoders/event.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";
import { amount } from "../units.js";

export const leak = (naming: Naming, { client, persona, device, count, holder, sides }: Leak): string => {
	const who = naming.knownHolder(client) ?? `client ${client} of ${naming.numbered(persona)}`;
	const events = `${amount(count, "event")} of ${naming.device("input", device)}`;
	if (holder !== NO_CLIENT) return `${who} got ${events}, which ${naming.holder(holder)} has grabbed`;
	return `${who} got ${events} while ${sides.active === 0 ? "it" : naming.numbered(sides.active)} was ${sides.active === 0 ? "in the background" : "active"}`;
};

export const read = (naming: Naming, { client, read: taken, unaccounted, stuck }: Read): string => {
	const more = unaccounted === 0 ? "" : `, ${amount(unaccounted, "event")} more than were delivered`;
	const held = stuck === 0 ? "" : `, with keys held over ${amount(stuck, "switch", "switches")}`;
	return `${naming.holder(client)} has read ${amount(taken, "event")} of ${naming.deviceOf(client)}${more}${held}`;
};

export const seized = (naming: Naming, { node, taken, persona, process }: Seized): string =>
	`${quoted(node)} was ${taken ? "taken from all other handlers" : "given back to other handlers"} by ${processText(process)} of ${naming.numbered(persona)}`;

export const level = (naming: Naming, { name, value, persona, process }: Level): string =>
	`what is behind ${quoted(name)} was set to ${value} by ${processText(process)} of ${naming.numbered(persona)}`;

export const drawnThrough = (naming: Naming, { client, persona, device }: DrawnThrough): string => {
	const who = naming.knownHolder(client) ?? `client ${client} of ${naming.numbered(persona)}`;
	return `${who} drew on ${naming.device("framebuffer", device)} in the background, and it reached the screen`;
};
