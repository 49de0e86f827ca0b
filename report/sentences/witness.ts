import {
	type Crossed,
	type DrawnLost,
	type DrawnThrough,
	type Leak,
	type Level,
	NO_CLIENT,
	NO_PERSONA,
	type Read,
	type Seized,
} from "../../decoders/event.js";
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

export const drawnLost = (naming: Naming, { client, taken, kept }: DrawnLost): string =>
	`${naming.holder(client)} wrote ${amount(taken, "byte")} to ${naming.deviceOf(client)}, of which ${amount(kept, "byte")} came into its framebuffer`;

/** Whose it was. */
const owner = (naming: Naming, { of }: Crossed): string =>
	of === NO_PERSONA ? "one that may not be its own" : `one of ${naming.numbered(of)}`;

export const crossed = (naming: Naming, event: Crossed): string => {
	const { what, persona, process, log } = event;
	const who = `${processText(process)} of ${naming.numbered(persona)}`;
	return what === "log"
		? `${who} read an entry of ${quoted(log)}, ${owner(naming, event)}`
		: `${who} was told of an alarm, ${owner(naming, event)}`;
};
