/** Edge: the names of a recording in several files. */
import { existsSync } from "node:fs";

const ENDING = ".devns";

/** `trace.devns` as the nth of several: `trace.000001.devns`, so that they sort in their order. */
export const numbered = (path: string, number: number): string => {
	const stem = path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : path;
	return `${stem}.${String(number).padStart(6, "0")}${ENDING}`;
};

/** The first number that no file of an earlier run has. */
export const firstFree = (path: string): number => {
	let number = 1;
	while (existsSync(numbered(path, number))) number++;
	return number;
};
