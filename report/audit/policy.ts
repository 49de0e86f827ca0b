import type { NAME_SOURCES } from "../../decoders/event.js";
import { POLICY_SCHEMA } from "../../model/audit/policy/parse.js";
import type { Action, DeviceSelector, PersonaSelector, Statement } from "../../model/audit/policy/policy.js";
import type { Habit } from "../../model/audit/policy/practice.js";
import { ROOT_KEY } from "../../model/personas.js";
import type { Device, Persona } from "../../model/state.js";
import { displayName } from "../names.js";

/** By the name that was given with most care, as names that change do not make a rule. */
const SOURCES = ["tag", "container", "hostname", "comm"] as const satisfies readonly (typeof NAME_SOURCES)[number][];

/** A `*` in a name would be a pattern. It fits itself, too. */
const selectorOf = (persona: Persona): PersonaSelector => {
	if (persona.key === ROOT_KEY) return { host: true };
	const source = SOURCES.find((one) => persona.names.has(one));
	return source === undefined ? {} : { [source]: String(persona.names.get(source)) };
};

const deviceSelector = ({ class: kind, name }: Device): DeviceSelector => ({
	class: kind,
	...(name !== "" && { name: String(name) }),
});

const slug = (text: string): string =>
	text
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, "-")
		.replaceAll(/^-+|-+$/g, "") || "persona";

/** A policy that allows what was seen and forbids the rest, to be read and changed by a person. */
export const policyOf = (habits: readonly Habit[]): string => {
	const seen = new Map<string, { persona: Persona; device: Device; actions: Set<Action> }>();
	for (const { persona, device, actions } of habits) {
		const selectors = JSON.stringify([selectorOf(persona), deviceSelector(device)]);
		const known = seen.get(selectors) ?? { persona, device, actions: new Set<Action>() };
		for (const action of actions) known.actions.add(action);
		seen.set(selectors, known);
	}
	const statements = Array.from(
		seen.values(),
		({ persona, device, actions }, index): Statement => ({
			id: `${slug(displayName(persona).split(" (")[0] ?? "")}-${device.class}-${index + 1}`,
			effect: "allow",
			why: "It did so when this policy was made.",
			actions: [...actions],
			persona: selectorOf(persona),
			device: deviceSelector(device),
			when: "always",
		}),
	);
	return `${JSON.stringify({ schema: POLICY_SCHEMA, default: "deny", statements }, null, "\t")}\n`;
};
