import type { Uevent } from "../../decoders/event.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";

/** To whom it was told, and by whose doing; who has to handle it is left open. */
export const uevent = (naming: Naming, event: Uevent): string => {
	const { sequence, action, subsystem, path, origin, space } = event;
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	const what = `uevent ${sequence}: ${action} ${quoted(path)}${subsystem === "" ? "" : ` of ${quoted(subsystem)}`}`;
	const to = `to network namespace ${space}`;
	if (origin === "written") return `${who} asked for ${what}, ${to}`;
	if (origin === "sent") return `${who} sent ${what}, ${to}`;
	return `${what}, ${to}, as of ${who}`;
};
