/** Edge: the table of device classes (classes.txt), and what it comes to on one machine. */
import { readFile } from "node:fs/promises";
import { CONSOLE, FIRST_RENDERER, VIRTUAL_TERMINALS } from "../decoders/device-numbers.js";
import { DEVICE_CLASSES, type DeviceClass, type DeviceNumber, deviceNumber, major, minor } from "../decoders/event.js";
import { UserError } from "../decoders/user-error.js";
import { probesFile } from "./beside.js";

/** A line of the table. */
interface Row {
	readonly class: DeviceClass;
	readonly kind: "char" | "misc";
	readonly driver: string;
	readonly first: number;
	readonly last: number;
}

const MOST_MINOR = 2 ** 20 - 1;
const MISC_MAJOR = 10;

const isClass = (word: string): word is DeviceClass => (DEVICE_CLASSES as readonly string[]).includes(word);

const rowOf = (text: string, line: number, name: string): readonly Row[] => {
	const bare = text.replace(/#.*/, "").trim();
	if (bare === "") return [];
	const [deviceClass = "", kind, driver, range = `0-${MOST_MINOR}`, ...more] = bare.split(/\s+/);
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
	const sound =
		(kind === "char" || kind === "misc") && driver !== undefined && first !== undefined && more.length === 0;
	if (!isClass(deviceClass) || !sound)
		throw new UserError(
			`${name}:${line} is no line of a table of device classes: ${bare.slice(0, 80)}`,
			`Use: CLASS char|misc NAME [FIRST-LAST], with one of the classes ${DEVICE_CLASSES.join(", ")}.`,
		);
	return [{ class: deviceClass, kind, driver, first: Number(first), last: Number(last) }];
};

export const tableOf = (text: string, name: string): readonly Row[] =>
	text.split("\n").flatMap((line, index) => rowOf(line, index + 1, name));

const ownTable = async (file: string): Promise<string> => {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		throw new UserError(
			`The table of device classes can't be read: ${error instanceof Error ? error.message : error}`,
			"Name a file of the form of probes/classes.txt with --classes.",
		);
	}
};

/** The table that comes with the probes, after the lines of the user's own. */
export const deviceTable = async (own?: string): Promise<readonly Row[]> => {
	const mine = own === undefined ? [] : tableOf(await ownTable(own), own);
	return [...mine, ...tableOf(await readFile(probesFile("classes.txt"), "utf8"), "classes.txt")];
};

/** The devices of a row on one machine: minors of a major. */
interface Range {
	readonly class: DeviceClass;
	readonly major: number;
	readonly first: number;
	readonly last: number;
}

export interface Classes {
	classOf(device: DeviceNumber): DeviceClass | undefined;
	/** An expression of bpftrace's that says whether `$dev` is watched. */
	readonly watched: string;
	/** The same of what goes past device namespaces: displays, and what gives input otherwise than by event nodes. */
	readonly past: string;
}

/** Of what goes past device namespaces. */
export const PAST_CLASSES: readonly DeviceClass[] = ["display", "raw-input", "mouse", "joystick", "terminal"];

/** "Character devices:", a line each of number and name, an empty line, and the block devices. */
const majorsIn = (devices: string): readonly (readonly [string, number])[] =>
	Array.from((devices.split("\n\n")[0] ?? "").matchAll(/^ *(\d+) (\S+)$/gm), ([, number, name = ""]) => [
		name,
		Number(number),
	]);

const minorsIn = (misc: string): readonly (readonly [string, number])[] =>
	Array.from(misc.matchAll(/^ *(\d+) (\S+)$/gm), ([, number, name = ""]) => [name, Number(number)]);

const cut = (range: Range, last: number): readonly Range[] =>
	range.first > last ? [] : [{ ...range, last: Math.min(range.last, last) }];

/** As much of a range as goes past device namespaces. Of terminals, the virtual ones have what is typed on keyboards. */
const pastOf = (range: Range, consoleIsVirtual: boolean): readonly Range[] => {
	if (!PAST_CLASSES.includes(range.class)) return [];
	if (range.class === "display") return cut(range, FIRST_RENDERER - 1);
	if (range.class !== "terminal") return [range];
	if (range.major === VIRTUAL_TERMINALS.major) return cut(range, VIRTUAL_TERMINALS.last);
	const isConsole = range.major === major(CONSOLE) && range.first <= minor(CONSOLE) && range.last >= minor(CONSOLE);
	return isConsole && consoleIsVirtual ? [{ ...range, first: minor(CONSOLE), last: minor(CONSOLE) }] : [];
};

const testOf = ({ major: number, first, last }: Range): string => {
	if (first === 0 && last === MOST_MINOR) return `($dev >> 20) == ${number}`;
	if (first === last) return `$dev == ${deviceNumber(number, first)}`;
	return `($dev >= ${deviceNumber(number, first)} && $dev <= ${deviceNumber(number, last)})`;
};

/** Whether there is more to watch now than before: of each look, `watched` or `past`. */
export const hasMore = (now: string, before: string): boolean => {
	const known = new Set(before.split(" || "));
	return now.split(" || ").some((test) => test !== "0" && !known.has(test));
};

/** "tty0 ttyS0": the last one is /dev/console. */
const isVirtual = (consoles: string): boolean => /(?:^|\s)tty\d+\s*$/.test(consoles);

const anyOf = (ranges: readonly Range[]): string => [...new Set(ranges.map(testOf))].join(" || ") || "0";

/**
 * `devices` and `misc` are the files of these names in /proc, `consoles` is /sys/class/tty/console/active. A driver that is not there is not
 * watched for.
 */
export const classesFrom = (table: readonly Row[], devices: string, misc: string, consoles = ""): Classes => {
	const majors = majorsIn(devices);
	const minors = minorsIn(misc);
	const ranges = table.flatMap(({ class: deviceClass, kind, driver, first, last }): readonly Range[] =>
		kind === "misc"
			? minors
					.filter(([name]) => name === driver)
					.map(([, number]) => ({ class: deviceClass, major: MISC_MAJOR, first: number, last: number }))
			: majors
					.filter(([name]) => name === driver)
					.map(([, number]) => ({ class: deviceClass, major: number, first, last })),
	);
	return {
		classOf: (device) =>
			ranges.find(
				(range) => range.major === major(device) && range.first <= minor(device) && minor(device) <= range.last,
			)?.class,
		watched: anyOf(ranges),
		past: anyOf(ranges.flatMap((range) => pastOf(range, isVirtual(consoles)))),
	};
};
