/** What personas and devices are called where there is little room: short, and never the same for two that are alive. */
import { ROOT_INUM } from "../decoders/event.js";
import type { Device, Persona, PersonaKey, State } from "../model/state.js";
import { numberText } from "../report/names.js";

/** Its name without the tag. */
export const personaName = ({ names, inum }: Persona): string =>
	names.get("container") ??
	names.get("hostname") ??
	(inum === ROOT_INUM ? "root" : (names.get("comm") ?? `pid namespace ${inum}`));

const shortName = (persona: Persona): string => persona.names.get("tag") || personaName(persona);

export type Labels = ReadonlyMap<PersonaKey, string>;

/** Who says to be called like another has its init's PID put before it; the dead make way for the living. */
export const labelsOf = ({ personas }: State): Labels => {
	const holders = new Map<string, Persona[]>();
	for (const persona of personas.values()) {
		const name = shortName(persona);
		holders.set(name, [...(holders.get(name) ?? []), persona]);
	}
	const labels = new Map<PersonaKey, string>();
	for (const [name, all] of holders) {
		const alive = all.filter(({ gone }) => gone === undefined).length;
		for (const persona of all) {
			const unique = all.length === 1 || (persona.gone === undefined && alive === 1);
			labels.set(persona.key, unique ? name : `${persona.initPid ?? persona.inum}:${name}`);
		}
	}
	return labels;
};

/** The node's name, or the class of what has none. */
export const deviceNode = ({ node, class: deviceClass, number }: Device): string =>
	(deviceClass === "led" ? undefined : node || numberText(number)) || deviceClass;

export const deviceLabel = (device: Device): string => device.node || device.name || deviceNode(device);

const NUMBERED = / \((\d+)(?:#(\d+))?\)/g;

/** A report's text without the numbers of those personas whose labels can't be mistaken. */
export const withoutNumbers = ({ personas }: State, labels: Labels, text: string): string =>
	text.replace(NUMBERED, (whole, inum: string, turn = "1") => {
		const found = personas.get(`${inum}#${turn}` as PersonaKey);
		return found !== undefined && labels.get(found.key) === shortName(found) ? "" : whole;
	});
