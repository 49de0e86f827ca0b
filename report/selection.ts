import type { Device, DeviceKey, FindingSeen, LogEntry, Persona, PersonaKey, Switch } from "../model/state.js";

/**
 * Of which things a report tells, where it is not of all. What is said of the whole (probes, losses, the verdict) is always
 * said of all.
 */
export interface Selection {
	/** As the user typed it, so that the report says that it is not all. */
	readonly filter: string;
	persona(persona: Persona): boolean;
	device(device: Device): boolean;
	/** What a persona has of a device. */
	pair(pair: { readonly device: DeviceKey; readonly persona: PersonaKey }): boolean;
	switched(one: Switch): boolean;
	finding(finding: FindingSeen): boolean;
	entry(entry: LogEntry): boolean;
}

const yes = (): boolean => true;

export const ALL: Selection = {
	filter: "",
	persona: yes,
	device: yes,
	pair: yes,
	switched: yes,
	finding: yes,
	entry: yes,
};
