/** What little of bpftrace's JSON is not read from its bytes. */
import { Malformed } from "./malformed.js";

export const parseObject = (text: string): ReadonlyMap<string, unknown> => {
	try {
		return new Map(entriesOf(JSON.parse(text)));
	} catch (error) {
		if (error instanceof SyntaxError) throw new Malformed("neither a line of ours nor JSON");
		throw error;
	}
};

export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] => {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed("not an object");
	return Object.entries(value);
};

export const countOf = (value: unknown): number => {
	if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Malformed("not a count");
	return value;
};
