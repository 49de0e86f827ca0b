/** What somebody gave us instead of a trace, told by how it begins. */
import { UserError } from "../user-error.js";

/** So much of the beginning is enough to tell. */
export const HEAD = 64;

/** A record's wrapper and the beginning of its seal. */
const SHORTEST = 12;

const RECORD = "devns-top record -o FILE";

const COMPRESSED: readonly { readonly magic: readonly number[]; readonly with: string }[] = [
	{ magic: [0x1f, 0x8b], with: "gzip" },
	{ magic: [0x28, 0xb5, 0x2f, 0xfd], with: "zstd" },
	{ magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], with: "xz" },
	{ magic: [0x42, 0x5a, 0x68], with: "bzip2" },
];

const begins = (head: Uint8Array, magic: readonly number[]) => magic.every((byte, index) => head[index] === byte);

const isText = (head: Uint8Array) =>
	head.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);

/** A record, its length, a seal. */
const isTrace = (head: Uint8Array) => head[0] === 0x0a && head.join().includes("10,39,13,137,68,86,78");

/** The error for a stream in which no packet was found. `name` is how the user knows it. */
export const foreign = (head: Uint8Array, name: string): UserError => {
	if (head.length === 0) return new UserError(`${name} is empty.`, `Its recording ended before it began: ${RECORD}`);
	const compressed = COMPRESSED.find(({ magic }) => begins(head, magic));
	if (compressed !== undefined)
		return new UserError(
			`${name} is compressed with ${compressed.with}.`,
			`Unpack it on the way: ${compressed.with} -dc FILE | devns-top replay -`,
		);
	if (isTrace(head))
		return new UserError(`${name} is a recording, but has no whole packet.`, `Nothing of it can be read: ${RECORD}`);
	if (head.length < SHORTEST)
		return new UserError(`${name} is too short to be a recording.`, `What there is of it can't be read: ${RECORD}`);
	const text = isText(head) ? new TextDecoder().decode(head) : undefined;
	if (text?.startsWith('{"type"') || text?.startsWith("Attaching "))
		return new UserError(`${name} is the output of bpftrace itself.`, `Let devns-top run it: ${RECORD}`);
	return new UserError(
		`${name} is ${text === undefined ? "no recording" : "text, no recording"}.`,
		`Make one: ${RECORD}`,
	);
};
