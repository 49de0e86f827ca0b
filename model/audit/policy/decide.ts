import { NAME_SOURCES, NO_NAME } from "../../../decoders/event.js";
import { ROOT_KEY } from "../../personas.js";
import type { Device, Persona } from "../../state.js";
import type { Answer } from "../course.js";
import {
	type Action,
	DEFAULT_ID,
	type DeviceSelector,
	type PersonaSelector,
	type Policy,
	type When,
} from "./policy.js";

/** Whether a text fits a pattern, in which `*` is any text. In time that grows with both, whatever the pattern. */
export const fits = (pattern: string, text: string): boolean => {
	const [first = "", ...rest] = pattern.split("*");
	const last = rest.pop();
	if (last === undefined) return text === pattern;
	if (!text.startsWith(first)) return false;
	let at = first.length;
	for (const piece of rest) {
		const found = text.indexOf(piece, at);
		if (found === -1) return false;
		at = found + piece.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
};

/** "docker" of "docker/web". */
const runtimeOf = ({ names }: Persona): string => (names.get("container") ?? NO_NAME).split("/", 1)[0] ?? "";

const fitsPersona = (selector: PersonaSelector, persona: Persona): boolean =>
	(selector.host === undefined || selector.host === (persona.key === ROOT_KEY)) &&
	(selector.runtime === undefined || fits(selector.runtime, runtimeOf(persona))) &&
	NAME_SOURCES.every((source) => {
		const pattern = selector[source];
		return pattern === undefined || fits(pattern, persona.names.get(source) ?? NO_NAME);
	});

const fitsDevice = (selector: DeviceSelector, { class: kind, name, node }: Device): boolean =>
	(selector.class === undefined || selector.class === kind) &&
	(selector.name === undefined || fits(selector.name, name)) &&
	(selector.node === undefined || fits(selector.node, node));

/** Whether it counts now, given whether the persona is active. */
const fitsWhen = (when: When, active: Answer): Answer => {
	if (when === "always") return "yes";
	if (active === "unknown") return "unknown";
	return (active === "yes") === (when === "active") ? "yes" : "no";
};

export interface Decision {
	/** The statement that decides, or the default. */
	readonly id: string;
	readonly effect: "allow" | "deny" | "unknown";
}

/** The first statement that fits decides. One that would fit if it were known who is active leaves it open. */
export const decide = (policy: Policy, action: Action, persona: Persona, device: Device, active: Answer): Decision => {
	for (const { id, effect, actions, persona: who, device: which, when } of policy.statements) {
		if (!actions.includes(action) || !fitsPersona(who, persona) || !fitsDevice(which, device)) continue;
		const now = fitsWhen(when, active);
		if (now === "yes") return { id, effect };
		if (now === "unknown") return { id, effect: "unknown" };
	}
	return { id: DEFAULT_ID, effect: policy.default };
};
