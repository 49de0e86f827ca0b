import { openBy, owner } from "../model/ownership.js";
import type { Client, Device, Ownership, PersonaKey, State } from "../model/state.js";
import { deviceName, numberText, personaName, quoted } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import type { Column, Row } from "./table.js";
import { ABSENT, time } from "./units.js";

const COLUMNS: readonly Column[] = [
	{ title: "DEVICE", max: 24 },
	{ title: "NAME", max: 32 },
	{ title: "CLASS" },
	{ title: "NUMBER" },
	{ title: "OWNER", max: 48 },
	{ title: "SINCE" },
	{ title: "OPEN BY", max: 60 },
	{ title: "GRABS", max: 60 },
];

/** `blue (4026532281), by grab`. */
export const ownerText = (state: State, ownership: Ownership): string => {
	switch (ownership.is) {
		case "owned":
			return `${personaName(state, ownership.persona)}, by ${ownership.by}`;
		case "shared":
			return `shared by ${ownership.personas.length}: ${ownership.personas.map((key) => personaName(state, key)).join(", ")}`;
		case "nobody":
			return "nobody";
		case "unknown":
			return `unknown: ${ownership.reason}`;
	}
};

/** Each persona once, with how many clients it has: `root 2, blue (4026532281) 1`. */
const holders = (state: State, clients: readonly Client[]): string => {
	const counts = new Map<PersonaKey, number>();
	for (const { persona } of clients) counts.set(persona, (counts.get(persona) ?? 0) + 1);
	return Array.from(counts, ([key, number]) => `${personaName(state, key)} ${number}`).join(", ");
};

const grabs = (state: State, clients: readonly Client[]): string =>
	clients
		.filter(({ grab }) => grab !== "none")
		.map(({ persona, grab }) => `${personaName(state, persona)} ${grab}`)
		.join(", ");

const rowOf = (state: State, device: Device): Row => {
	const ownership = owner(state, device.key);
	const clients = openBy(state, device.key);
	return [
		deviceName(device),
		device.name === device.node ? "" : quoted(device.name),
		device.class,
		numberText(device.number),
		device.gone === undefined ? ownerText(state, ownership) : "gone",
		ownership.is === "unknown" ? ABSENT : time(ownership.since),
		holders(state, clients),
		grabs(state, clients),
	];
};

export const devicesSection = (state: State, only: Selection = ALL): Section =>
	tableSection(
		"Devices",
		COLUMNS,
		[...state.devices.values()].filter(only.device).map((device) => rowOf(state, device)),
		"None was told of.",
	);
