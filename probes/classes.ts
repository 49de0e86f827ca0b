/** Edge: the table of device classes (classes.txt), and what it comes to on one machine. */
import { readFile } from "node:fs/promises";
import { CONSOLE } from "../decoders/device-numbers.js";
import { DEVICE_CLASSES, type DeviceClass, deviceNumber, major, minor } from "../decoders/event.js";
import type { ClassOf, NodeKind } from "../decoders/lines/opens.js";
import { UserError } from "../decoders/user-error.js";
import { probesFile } from "./beside.js";

const KINDS = ["char", "misc", "block"] as const;

/** A line of the table. */
interface Row {
	readonly class: DeviceClass;
	readonly kind: (typeof KINDS)[number];
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
	const [deviceClass = "", word, driver, range = `0-${MOST_MINOR}`, ...more] = bare.split(/\s+/);
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
	const kind = KINDS.find((one) => one === word);
	const sound = driver !== undefined && first !== undefined && more.length === 0;
	if (!isClass(deviceClass) || kind === undefined || !sound)
		throw new UserError(
			`${name}:${line} is no line of a table of device classes: ${bare.slice(0, 80)}`,
			`Use: CLASS char|misc|block NAME [FIRST-LAST], with one of the classes ${DEVICE_CLASSES.join(", ")}.`,
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
	readonly kind: NodeKind;
	readonly major: number;
	readonly first: number;
	readonly last: number;
}

export interface Classes {
	readonly classOf: ClassOf;
	/** An expression of bpftrace's that says whether `$dev`, a character device's, is watched. */
	readonly watched: string;
	/** The same beside device namespaces, which tell of their own. */
	readonly beside: string;
	/** The same of block devices. */
	readonly blocks: string;
}

/** The modules' own tracepoints tell of these, as far as any table has them. */
export const isOfModules = (kind: DeviceClass): boolean => kind === "input" || kind === "framebuffer";

/** "Character devices:", a line each of number and name, an empty line, and the block devices likewise. */
const majorsIn = (devices: string): Readonly<Record<NodeKind, readonly (readonly [string, number])[]>> => {
	const [char = [], block = []] = devices
		.split("\n\n")
		.map((part) =>
			Array.from(part.matchAll(/^ *(\d+) (\S+)$/gm), ([, number, name = ""]) => [name, Number(number)] as const),
		);
	return { char, block };
};

const minorsIn = (misc: string): readonly (readonly [string, number])[] =>
	Array.from(misc.matchAll(/^ *(\d+) (\S+)$/gm), ([, number, name = ""]) => [name, Number(number)]);

const testOf = ({ major: number, first, last }: Range): string => {
	if (first === 0 && last === MOST_MINOR) return `($dev >> 20) == ${number}`;
	if (first === last) return `$dev == ${deviceNumber(number, first)}`;
	return `($dev >= ${deviceNumber(number, first)} && $dev <= ${deviceNumber(number, last)})`;
};

/**
 * As much of a range as device namespaces do not tell of themselves. A console is an audit's doubt, as it may give what is typed on a keyboard: one that is no
 * virtual terminal does not.
 */
const besideOf = (range: Range, consoleIsVirtual: boolean): readonly Range[] => {
	if (isOfModules(range.class)) return [];
	const hasConsole = range.major === major(CONSOLE) && range.first <= minor(CONSOLE) && range.last >= minor(CONSOLE);
	if (consoleIsVirtual || !hasConsole) return [range];
	const around = [
		{ ...range, last: minor(CONSOLE) - 1 },
		{ ...range, first: minor(CONSOLE) + 1 },
	];
	return around.filter(({ first, last }) => first <= last);
};

/** Whether there is more to watch now than before. */
export const hasMore = (now: string, before: string): boolean => {
	const known = new Set(before.split(" || "));
	return now.split(" || ").some((test) => test !== "0" && !known.has(test));
};

const anyOf = (ranges: readonly Range[]): string => [...new Set(ranges.map(testOf))].join(" || ") || "0";

/** "tty0 ttyS0": the last one is /dev/console. */
const isVirtual = (consoles: string): boolean => /(?:^|\s)tty\d+\s*$/.test(consoles);

const testsOf = (ranges: readonly Range[], kind: NodeKind): string =>
	anyOf(ranges.filter((range) => range.kind === kind));

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
					.map(([, number]) => ({ class: deviceClass, kind: "char", major: MISC_MAJOR, first: number, last: number }))
			: majors[kind]
					.filter(([name]) => name === driver)
					.map(([, number]) => ({ class: deviceClass, kind, major: number, first, last })),
	);
	return {
		classOf: (device, kind = "char") =>
			ranges.find(
				(range) =>
					range.kind === kind &&
					range.major === major(device) &&
					range.first <= minor(device) &&
					minor(device) <= range.last,
			)?.class,
		watched: testsOf(ranges, "char"),
		beside: testsOf(
			ranges.flatMap((range) => besideOf(range, isVirtual(consoles))),
			"char",
		),
		blocks: testsOf(ranges, "block"),
	};
};
