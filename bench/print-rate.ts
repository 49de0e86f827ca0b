/**
 * How many lines a second are decoded, of a file that bpftrace printed: one half of kernel/scenarios/print-rate.sh.
 *
 *     node dist/bench/print-rate.js FILE
 */
import { readFileSync } from "node:fs";
import { decode, inChunks, split } from "./lines.js";

const ROUNDS = 7;

const [, , file = ""] = process.argv;
const chunks = inChunks(readFileSync(file));
const lines = split(chunks);
const seconds = Array.from({ length: ROUNDS }, () => {
	const begin = performance.now();
	decode(chunks);
	return (performance.now() - begin) / 1000;
}).sort((a, b) => a - b);
const median = seconds[Math.floor(ROUNDS / 2)] ?? Number.NaN;
console.log(`decoded lines=${lines} per_second=${Math.round(lines / median)}`);
