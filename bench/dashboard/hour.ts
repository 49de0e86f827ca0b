/** What a dashboard that plays an hour of events two minutes a second has of the machine's memory. */
import { mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Recorder } from "../../cli/recorder.js";
import { crowd, SWITCHES, switchAt, tallies } from "./crowd.js";
import { childOf, onTerminal } from "./terminal.js";

const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
const MINUTES = 60;
const EVENTS_A_SECOND = 500;
export const SPEED = 120;

export interface HourFigure {
	readonly minutes: number;
	/** All that the process has, and the most that it ever had. */
	readonly resident_mb: number;
	readonly most_mb: number;
}

/** The switches that there were before take a second each. */
const record = (path: string): void => {
	const file = openSync(path, "w", 0o600);
	const recorder = new Recorder();
	const put = (records: readonly Uint8Array[]): void => {
		for (const one of records) writeSync(file, one);
	};
	put(recorder.write(crowd()));
	for (let second = 0; second < MINUTES * 60; second++) {
		if (second % 2 === 0) put(recorder.write(switchAt(second)));
		put(recorder.write(tallies(second, EVENTS_A_SECOND, 1e9)));
	}
	put(recorder.end());
};

const memoryOf = (pid: string): Omit<HourFigure, "minutes"> => {
	const status = readFileSync(`/proc/${pid}/status`, "latin1");
	const of = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
	return { resident_mb: of("VmRSS"), most_mb: of("VmHWM") };
};

export const measureHour = async (): Promise<readonly HourFigure[]> => {
	const folder = mkdtempSync(join(tmpdir(), "devns-bench-"));
	const figures: HourFigure[] = [];
	try {
		const file = join(folder, "hour.devns");
		record(file);
		const terminal = onTerminal(`${process.execPath} ${MAIN} replay ${file} --speed ${SPEED}`);
		const began = performance.now();
		terminal.stdout?.resume();
		for (const minutes of [5, 10, 20, 30, 40, 50, 60]) {
			const due = began + ((SWITCHES + minutes * 60) / SPEED) * 1000;
			await sleep(Math.max(0, due - performance.now()));
			const pid = childOf(terminal.pid);
			if (pid !== undefined) figures.push({ minutes, ...memoryOf(pid) });
		}
		process.kill(Number(childOf(terminal.pid)), "SIGTERM");
		terminal.kill("SIGTERM");
	} finally {
		rmSync(folder, { recursive: true });
	}
	return figures;
};
