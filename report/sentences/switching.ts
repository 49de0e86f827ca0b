import type {
	DriverBegan,
	DriverEnded,
	SwitchEnded,
	SwitchFirst,
	SwitchFlipped,
	SwitchLocked,
	SwitchRequested,
} from "../../decoders/event.js";
import { NO_PERSONA } from "../../decoders/event.js";
import type { Switch } from "../../model/state.js";
import { errnoName } from "../errno.js";
import { processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";
import { duration } from "../units.js";

export const requested = (naming: Naming, event: SwitchRequested): string => {
	if (event.to === NO_PERSONA)
		return `switch ${event.switch}: ${naming.numbered(event.askerPersona)} let go of the display`;
	const what = `switch ${event.switch} to ${naming.numbered(event.to, event.switch)}`;
	if (event.reason === "death") return `${what}, as the active persona has ended`;
	return `${what}, asked for by ${processText(event.process)} of ${naming.numbered(event.askerPersona, event.switch)}`;
};

export const locked = (naming: Naming, event: SwitchLocked): string =>
	`switch ${event.switch} has the lock; ${naming.numbered(event.from, event.switch)} is active`;

export const driverBegan = (naming: Naming, { switch: id, driver, phase, persona }: DriverBegan): string =>
	`switch ${id}: ${quoted(driver)} begins to ${phase} ${naming.numbered(persona, id)}`;

export const driverEnded = (naming: Naming, event: DriverEnded): string => {
	const { switch: id, driver, phase, persona, errno } = event;
	const what = `switch ${id}: ${quoted(driver)}`;
	if (errno !== 0) return `${what} failed to ${phase} ${naming.numbered(persona, id)}: ${errnoName(errno)}`;
	return `${what} has ${phase}d ${naming.numbered(persona, id)}`;
};

export const flipped = (naming: Naming, { switch: id, from, to }: SwitchFlipped): string =>
	`switch ${id}: from ${naming.numbered(from, id)} to ${naming.numbered(to, id)}`;

const route = (naming: Naming, { from, to }: Switch): string => `from ${naming.persona(from)} to ${naming.persona(to)}`;

const took = ({ total, lockWait }: Switch): string => {
	if (total === undefined) return "";
	return ` in ${duration(total)}${lockWait === undefined ? "" : `, ${duration(lockWait)} of them for the lock`}`;
};

export const ended = (naming: Naming, { switch: id, errno }: SwitchEnded): string => {
	const one = naming.switch(id);
	if (!one) return errno === 0 ? `switch ${id} ended` : `switch ${id} failed: ${errnoName(errno)}`;
	switch (one.outcome) {
		case "failed":
			return `switch ${id} to ${naming.persona(one.to)} failed: ${errnoName(errno)}`;
		case "unchanged":
			return `switch ${id}: ${naming.persona(one.to)} was active already`;
		case "done":
			return `switch ${id} ${route(naming, one)} is done${took(one)}${one.torn ? "; something was lost while it ran" : ""}`;
		case "running":
		case "unknown":
			return `switch ${id} ended, but what it did was missed`;
	}
};

export const first = (naming: Naming, { switch: id, what, persona }: SwitchFirst): string => {
	const after = naming.switch(id)?.firsts.get(what);
	const did = what === "frame" ? "drew its first frame" : "received its first input";
	return `${naming.numbered(persona, id)} ${did}${after === undefined ? "" : ` ${duration(after)}`} after switch ${id}`;
};
