import type { Alarm, LogRead, LogWritten } from "../../decoders/event.js";
import { errnoName } from "../errno.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";
import { bytes, count } from "../units.js";

const TYPES = ["RTC, waking", "RTC", "elapsed time, waking", "elapsed time", "system time"] as const;
const TIME_CHANGED = 16;

const alarmNames = (alarms: number): string => {
	const set = Array.from({ length: 32 }, (_, type) => type).filter((type) => Math.floor(alarms / 2 ** type) % 2 === 1);
	return set
		.map((type) => (type === TIME_CHANGED ? "the time has changed" : (TYPES[type] ?? `type ${type}`)))
		.join(", ");
};

export const alarm = (naming: Naming, { action, persona, process, alarms, errno }: Alarm): string => {
	const who = `${processText(process)} of ${naming.numbered(persona)}`;
	const refused = errno === 0 ? "" : `: ${errnoName(errno)}`;
	switch (action) {
		case "set":
			return `${who} set its alarm (${alarmNames(alarms)})${refused}`;
		case "clear":
			return `${who} cleared its alarm (${alarmNames(alarms)})${refused}`;
		case "told":
			return `${who} was told of ${alarmNames(alarms)}`;
		case "set-clock":
			return `${who} set the clock${refused}`;
		case "fired":
			return `an alarm of ${naming.numbered(persona)} went off (${alarmNames(alarms)})`;
	}
};

export const logWritten = (naming: Naming, event: LogWritten): string => {
	const who = `${processText(event.process)} of ${naming.numbered(event.persona)}`;
	return `${who} wrote ${bytes(event.bytes)} to ${quoted(event.log)}, the persona's entry ${count(event.total)}`;
};

export const logRead = (naming: Naming, { persona, of, log, bytes: size }: LogRead): string =>
	`${naming.numbered(persona)} read an entry of ${bytes(size)} that ${naming.numbered(of)} wrote to ${quoted(log)}`;
