/** What a test of lines says: a line, and what it means. */
import test from "ava";
import { bytesOf, escapes, hear, words } from "./hearer.js";

export const decodes = test.macro({
	exec(t, lines: string, expected: readonly object[]) {
		t.deepEqual<unknown, unknown>(hear([bytesOf(lines)]), expected);
	},
	title: (name) => `decodes ${name}`,
});

/** Who did it, as the lines have him and as events do. */
export const comm = words("switch_to");
export const process = { pid: 611, innerPid: 3, comm: "switch_to" };

/** A name, and what lies behind it in memory. */
export const name = (text: string): string => escapes(bytesOf(`${text}\0trash`));
