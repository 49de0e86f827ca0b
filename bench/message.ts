/**
 * What the packet stream is compared with: one protobuf message an event, one after the other. Its schema is
 * `devns.proto` with the columns made into fields. What is read are messages: turning them into events again is not even
 * measured.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import {
	DEVICE_CLASSES,
	FIRSTS,
	GRAB_ACTIONS,
	LOSS_PLACES,
	NAME_SOURCES,
	PHASES,
	PROBE_STATES,
	SWITCH_REASONS,
} from "../decoders/event.js";
import type { BlockEvent } from "../decoders/stream/block.js";
import { type BlockKind, COLUMNS } from "../decoders/stream/columns.js";
import { camel, screaming } from "../decoders/stream/spelling.js";

const BLOCK_KINDS = Object.keys(COLUMNS) as BlockKind[];

const WORDS = [
	...DEVICE_CLASSES,
	...FIRSTS,
	...GRAB_ACTIONS,
	...LOSS_PLACES,
	...NAME_SOURCES,
	...PHASES,
	...PROBE_STATES,
	...SWITCH_REASONS,
];

const proto = (): string => {
	const text = readFileSync(fileURLToPath(new URL("../../decoders/devns.proto", import.meta.url)), "utf8");
	const [, kinds = ""] = /message Block \{[\s\S]*?(\n {2}Probe probe[\s\S]*?)\n\}/.exec(text) ?? [];
	const fields = text.replaceAll("repeated uint32", "string").replaceAll(/repeated (?!Capability|Packet|string)/g, "");
	return `${fields}\nmessage One { sint64 t = 1; oneof event {${kinds}} }`;
};

type Fields = Record<string, unknown>;

const prefixOf = (name: string): string => screaming(name.replace(/(?<=[a-z])(?=[A-Z])/g, "-"));

/** Makes messages of the fields of events: words are numbers of enums. */
const converter = (type: protobuf.Type): ((fields: Fields) => Fields) => {
	const steps = type.fieldsArray.flatMap((field): ((fields: Fields) => void)[] => {
		const { name, resolvedType: resolved } = field.resolve();
		if (resolved instanceof protobuf.Enum) {
			const numbers = new Map<unknown, number>();
			for (const word of WORDS) {
				const number = resolved.values[`${prefixOf(resolved.name)}_${screaming(word)}`];
				if (number !== undefined) numbers.set(word, number);
			}
			return [
				(fields) => {
					fields[name] = numbers.get(fields[name]);
				},
			];
		}
		if (!(resolved instanceof protobuf.Type)) return [];
		const convert = converter(resolved);
		return [
			(fields) => {
				fields[name] = convert(Object(fields[name]));
			},
		];
	});
	return (fields) => {
		const message = { ...fields };
		for (const step of steps) step(message);
		return message;
	};
};

export const messages = () => {
	const One = protobuf.parse(proto()).root.lookupType("devns.v1.One");
	const fieldOf = (kind: BlockKind) => One.fields[camel(kind)]?.resolve();
	const converters = new Map(
		BLOCK_KINDS.map((kind) => {
			const field = fieldOf(kind);
			const convert = field?.resolvedType instanceof protobuf.Type ? converter(field.resolvedType) : undefined;
			return [kind, (fields: Fields): Fields => ({ [field?.name ?? ""]: convert?.(fields) })];
		}),
	);
	return {
		encode: (events: readonly BlockEvent[]): Uint8Array => {
			const writer = protobuf.Writer.create();
			for (const { kind, t, ...fields } of events)
				One.encodeDelimited(Object.assign({ t }, converters.get(kind)?.(fields)) as never, writer);
			return writer.finish();
		},
		decode: (bytes: Uint8Array): protobuf.Message[] => {
			const reader = protobuf.Reader.create(bytes);
			const read: protobuf.Message[] = [];
			while (reader.pos < reader.len) read.push(One.decodeDelimited(reader));
			return read;
		},
	};
};
