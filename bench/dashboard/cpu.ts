/** What a dashboard costs while nothing and while much happens, beside htop on the same machine. */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { childOf, cpuOf, onTerminal } from "./terminal.js";

/** Longer than starting takes on a machine that is busy. */
const SETTLE_MS = 20_000;
const SECONDS = 10;

const PLAYER = fileURLToPath(new URL("player.js", import.meta.url));

const CASES: readonly (readonly [name: string, command: string])[] = [
	["htop, every second", "htop -d 10"],
	["devns-top, nothing happens, three personas", `${process.execPath} ${PLAYER} 0 fixture`],
	["devns-top, nothing happens", `${process.execPath} ${PLAYER} 0`],
	["devns-top, 100 events/s", `${process.execPath} ${PLAYER} 100`],
	["devns-top, 10,000 events/s", `${process.execPath} ${PLAYER} 10000`],
	["devns-top, 100,000 events/s", `${process.execPath} ${PLAYER} 100000`],
	["making 100,000 events/s, for nobody", `${process.execPath} ${PLAYER} 100000 alone`],
];

export interface CpuFigure {
	readonly what: string;
	/** Of one CPU. */
	readonly percent: number;
	readonly bytes_a_second: number;
}

const measured = async (what: string, command: string): Promise<CpuFigure | undefined> => {
	const terminal = onTerminal(command);
	let bytes = 0;
	terminal.stdout?.on("data", (chunk: Buffer) => {
		bytes += chunk.length;
	});
	await sleep(SETTLE_MS);
	const pid = childOf(terminal.pid);
	if (pid === undefined) return undefined;
	const [before, drawn] = [cpuOf(pid), bytes];
	await sleep(SECONDS * 1000);
	const percent = ((cpuOf(pid) - before) / SECONDS) * 100;
	const written = (bytes - drawn) / SECONDS;
	process.kill(Number(pid), "SIGTERM");
	terminal.kill("SIGTERM");
	return { what, percent, bytes_a_second: written };
};

/** One after the other. A program that is not there (htop) is left out. */
export const measureCpu = async (): Promise<readonly CpuFigure[]> => {
	const figures: CpuFigure[] = [];
	for (const [name, command] of CASES) {
		const figure = await measured(name, command);
		if (figure !== undefined) figures.push(figure);
	}
	return figures;
};
