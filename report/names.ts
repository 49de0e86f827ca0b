import { type DeviceNumber, major, minor, type Name, NO_NAME, type Process, ROOT_INUM } from "../decoders/event.js";
import type { Device, Persona, PersonaKey, State } from "../model/state.js";
import { clip } from "./width.js";

/** What looks like one word stands for itself. */
const ONE_WORD = /^[\p{L}\p{M}\p{N}_.:/@+-]+$/u;

/** A name in a sentence: quoted where it could be taken for more than a word, so that it can't pretend to be the rest. */
export const quoted = (name: string): string =>
	name === NO_NAME || ONE_WORD.test(name) ? name : `"${name.replaceAll('"', '\\"')}"`;

/** What is longer leaves no room for what it goes with. */
const LONGEST = 24;

/** What a persona is known by, if by anything: the name that was given with most care. */
const ownName = ({ names }: Persona): Name | undefined =>
	names.get("tag") ?? names.get("container") ?? names.get("hostname") ?? names.get("comm");

/**
 * `blue (4026532281)`. Any persona can take any name, so the number of its namespace always goes with it, and with
 * the number its turn, if it is not the first to have it.
 */
export const displayName = (persona: Persona): string => {
	if (persona.inum === ROOT_INUM) return "root";
	const number = persona.turn === 1 ? `${persona.inum}` : `${persona.inum}#${persona.turn}`;
	const name = ownName(persona);
	return name === undefined ? `persona ${number}` : `${quoted(clip(name, LONGEST))} (${number})`;
};

/** The same of a key, which stands for itself when its persona is not known any more. */
export const personaName = ({ personas }: State, key: PersonaKey): string => {
	const persona = personas.get(key);
	return persona ? displayName(persona) : key;
};

/** `13:67`; nothing for a device without a node. */
export const numberText = (number: DeviceNumber | undefined): string =>
	number === undefined ? "" : `${major(number)}:${minor(number)}`;

/** `event3`, or as much as is known of it. */
export const deviceName = ({ node, class: deviceClass, number }: Device): string =>
	node === NO_NAME ? `${deviceClass} ${numberText(number)}` : quoted(node);

/** `evtest 1234/7`: its PID as the root PID namespace numbers it, and as its own does. */
export const processText = ({ comm, pid, innerPid }: Process): string => `${quoted(comm)} ${pid}/${innerPid}`;
