/** probes/stock/uevent.bt */
import { type Name, UEVENT_ACTIONS, UEVENT_ORIGINS, type UeventAction } from "../event.js";
import { nameFromText } from "../names.js";
import type { Lines } from "./lines.js";
import { Malformed } from "./malformed.js";

/** As much of "ACTION@PATH" as the probe prints. */
const HEAD = 88;
const TAIL_WORDS = 3;
const KEY_WORDS = 4;

/** The kernel puts it there last, whoever sent the rest. */
const sequenceIn = (tail: string): number => {
	const [, digits] = /SEQNUM=(\d{1,15})\0$/.exec(tail) ?? [];
	if (digits === undefined) throw new Malformed("a uevent without a number");
	return Number(digits);
};

const actionIn = (word: string): UeventAction =>
	UEVENT_ACTIONS.find((action) => word.startsWith(`${action}@`)) ?? "other";

/** Of a longer one `head` is the end, in which an @ is one like any other character. */
const pathIn = (head: Name, length: number): Name =>
	length > HEAD ? nameFromText(`…${head}`) : nameFromText(head.slice(head.indexOf("@") + 1));

export const ueventLines: Lines = {
	ue: (fields, t, tell) => {
		const origin = fields.oneOf(UEVENT_ORIGINS);
		const again = fields.flag();
		const space = fields.whole();
		const persona = fields.inum();
		const process = fields.process();
		const sequence = sequenceIn(fields.memory(TAIL_WORDS));
		const action = actionIn(fields.memory(1));
		const length = fields.whole();
		const subsystem = fields.nameInWords(KEY_WORDS);
		const path = pathIn(fields.name(), length);
		tell({ kind: "uevent", t, sequence, action, subsystem, path, origin, persona, process, space, again });
	},
};
