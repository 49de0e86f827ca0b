import { DEVICE_CLASSES, NAME_SOURCES } from "../../../decoders/event.js";
import {
	ACTIONS,
	DEFAULT_ID,
	type DeviceSelector,
	type PersonaSelector,
	type Policy,
	type Statement,
	WHENS,
} from "./policy.js";

export const POLICY_SCHEMA = 1;

/** A policy, or what is wrong with the text, each with where it is. */
export type Parsed =
	| { readonly is: "policy"; readonly policy: Policy }
	| { readonly is: "wrong"; readonly errors: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads one value after the other, and remembers what was wrong with them. */
class Reader {
	readonly errors: string[] = [];

	wrong(where: string, what: string): void {
		this.errors.push(`${where}: ${what}`);
	}

	/** An object with no other fields than these. */
	object(value: unknown, where: string, known: readonly string[]): Fields {
		if (!isObject(value)) {
			this.wrong(where, "must be an object");
			return {};
		}
		for (const field of Object.keys(value))
			if (!known.includes(field)) this.wrong(`${where}.${field}`, `is not known; known are ${known.join(", ")}`);
		return value;
	}

	text(value: unknown, where: string): string | undefined {
		if (value === undefined) return undefined;
		if (typeof value === "string" && value !== "") return value;
		this.wrong(where, "must be a text that is not empty");
		return undefined;
	}

	oneOf<Word extends string>(value: unknown, where: string, words: readonly Word[]): Word | undefined {
		const found = words.find((word) => word === value);
		if (found === undefined && value !== undefined) this.wrong(where, `must be one of ${words.join(", ")}`);
		return found;
	}

	list(value: unknown, where: string): readonly unknown[] {
		if (Array.isArray(value)) return value;
		this.wrong(where, "must be a list");
		return [];
	}
}

const personaOf = (reader: Reader, value: unknown, where: string): PersonaSelector => {
	if (value === undefined) return {};
	const fields = reader.object(value, where, [...NAME_SOURCES, "runtime", "host"]);
	if (fields.host !== undefined && typeof fields.host !== "boolean")
		reader.wrong(`${where}.host`, "must be true or false");
	const names = ([...NAME_SOURCES, "runtime"] as const).flatMap((field) => {
		const pattern = reader.text(fields[field], `${where}.${field}`);
		return pattern === undefined ? [] : [[field, pattern] as const];
	});
	return { ...Object.fromEntries(names), ...(typeof fields.host === "boolean" && { host: fields.host }) };
};

const deviceOf = (reader: Reader, value: unknown, where: string): DeviceSelector => {
	if (value === undefined) return {};
	const fields = reader.object(value, where, ["class", "name", "node"]);
	const kind = reader.oneOf(fields.class, `${where}.class`, DEVICE_CLASSES);
	const name = reader.text(fields.name, `${where}.name`);
	const node = reader.text(fields.node, `${where}.node`);
	return { ...(kind && { class: kind }), ...(name && { name }), ...(node && { node }) };
};

const FIELDS = ["id", "effect", "why", "actions", "persona", "device", "when"];
const ID = /^[a-z0-9][a-z0-9-]*$/;

const statementOf = (reader: Reader, value: unknown, where: string): Statement => {
	const fields = reader.object(value, where, FIELDS);
	const id = reader.text(fields.id, `${where}.id`) ?? "";
	if (!ID.test(id)) reader.wrong(`${where}.id`, "must be of small letters, digits and hyphens");
	if (id === DEFAULT_ID) reader.wrong(`${where}.id`, `is the name of what the default forbids`);
	const effect = reader.oneOf(fields.effect, `${where}.effect`, ["allow", "deny"] as const);
	if (fields.effect === undefined) reader.wrong(`${where}.effect`, "must be allow or deny");
	const actions = fields.actions === undefined ? ACTIONS : reader.list(fields.actions, `${where}.actions`);
	return {
		id,
		effect: effect ?? "deny",
		why: reader.text(fields.why, `${where}.why`) ?? "",
		actions: actions.flatMap((action, index) => reader.oneOf(action, `${where}.actions[${index}]`, ACTIONS) ?? []),
		persona: personaOf(reader, fields.persona, `${where}.persona`),
		device: deviceOf(reader, fields.device, `${where}.device`),
		when: reader.oneOf(fields.when, `${where}.when`, WHENS) ?? "always",
	};
};

/** Of the text of a policy file. */
export const parsePolicy = (text: string): Parsed => {
	const reader = new Reader();
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch (error) {
		return { is: "wrong", errors: [`it is no JSON: ${error instanceof Error ? error.message : error}`] };
	}
	const fields = reader.object(content, "policy", ["schema", "default", "statements"]);
	if (fields.schema !== POLICY_SCHEMA) reader.wrong("policy.schema", `must be ${POLICY_SCHEMA}`);
	const byDefault = reader.oneOf(fields.default, "policy.default", ["allow", "deny"] as const) ?? "allow";
	const statements = reader
		.list(fields.statements, "policy.statements")
		.map((value, index) => statementOf(reader, value, `policy.statements[${index}]`));
	for (const [index, { id }] of statements.entries())
		if (id !== "" && statements.findIndex((other) => other.id === id) !== index)
			reader.wrong(`policy.statements[${index}].id`, `${id} is there twice`);
	if (reader.errors.length > 0) return { is: "wrong", errors: reader.errors };
	return { is: "policy", policy: { default: byDefault, statements } };
};
