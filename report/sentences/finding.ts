import { type Finding, NO_CLIENT, NO_NAME, NO_PERSONA, NO_PROCESS } from "../../decoders/event.js";
import { namesDevice } from "../../model/findings.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";
import { amount } from "../units.js";

/** `evtest 1234/7 of blue (4026532281)`, or as much of it as the finding is about. */
const who = (naming: Naming, { client, process, persona }: Finding): string => {
	const known = client === NO_CLIENT ? undefined : naming.knownHolder(client);
	if (known !== undefined) return known;
	const parts = [
		...(process.pid === NO_PROCESS.pid ? [] : [processText(process)]),
		...(persona === NO_PERSONA ? [] : [naming.numbered(persona)]),
	];
	return parts.join(" of ");
};

const where = (naming: Naming, event: Finding): string => {
	if (!namesDevice(event)) return "";
	return event.name === NO_NAME ? naming.device(event.class, event.device) : quoted(event.name);
};

/** `input-background: evtest 1234/7 of blue (4026532281), event3: 3 events were delivered in the background` */
export const finding = (naming: Naming, event: Finding): string => {
	const about = [who(naming, event), where(naming, event)].filter((part) => part !== "").join(", ");
	const often = event.count > 1 ? ` (${amount(event.count, "time")})` : "";
	return [event.rule, ...(about === "" ? [] : [about]), `${event.what}${often}`].join(": ");
};
