import {
	type DeviceAppeared,
	type DeviceDeclared,
	type DeviceMade,
	type Entered,
	NO_DEVICE,
	NO_NAME,
	type PersonaAppeared,
	type PersonaNamed,
} from "../../decoders/event.js";
import { numberText, processText, quoted } from "../names.js";
import type { Naming } from "../naming.js";

export const personaAppeared = (naming: Naming, event: PersonaAppeared): string => {
	const { persona, parent, level, initPid, existing } = event;
	const how = existing ? "was there already" : "appeared";
	return `persona ${naming.numbered(persona)} ${how}, its init is ${initPid}, level ${level} in ${naming.numbered(parent)}`;
};

export const personaNamed = (naming: Naming, { persona, source, name }: PersonaNamed): string => {
	const who = `persona ${naming.numbered(persona)}`;
	return name === NO_NAME ? `${who} lost its ${source}` : `${who} has the ${source} ${quoted(name)}`;
};

export const entered = (naming: Naming, { persona, process }: Entered): string =>
	`${processText(process)} came into ${naming.numbered(persona)} from outside`;

export const deviceMade = (naming: Naming, event: DeviceMade): string =>
	`${processText(event.process)} of ${naming.numbered(event.persona)} made ${naming.device(event.class, event.device)}`;

export const deviceDeclared = (naming: Naming, event: DeviceDeclared): string => {
	const what = event.device === NO_DEVICE ? quoted(event.name) : naming.device(event.class, event.device);
	switch (event.mode) {
		case "follow":
			return `${what} follows the active persona`;
		case "shared":
			return `${what} is shared by all personas`;
		case "private":
			return `${what} is private to ${naming.numbered(event.persona)}`;
	}
};

export const deviceAppeared = (event: DeviceAppeared): string => {
	const { class: deviceClass, device, node, name, existing } = event;
	const parts = [
		quoted(node === NO_NAME ? name : node),
		name === NO_NAME || name === node ? "" : quoted(name),
		deviceClass === "led" ? "" : `(${numberText(device)})`,
		existing ? "was there already" : "appeared",
	];
	return parts.filter((part) => part !== "").join(" ");
};
