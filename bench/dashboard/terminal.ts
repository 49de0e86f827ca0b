/** Programs on a terminal of their own. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const SIZE = { columns: 200, rows: 60 };

export const onTerminal = (command: string): ChildProcess =>
	spawn("script", ["-qec", `stty cols ${SIZE.columns} rows ${SIZE.rows}; exec ${command}`, "/dev/null"], {
		stdio: ["pipe", "pipe", "ignore"],
		env: { ...process.env, TERM: "xterm-256color", LANG: "C.UTF-8", XDG_CONFIG_HOME: "/dev/null" },
	});

const statOf = (pid: string): readonly string[] => {
	try {
		return readFileSync(`/proc/${pid}/stat`, "latin1")
			.replace(/^.*\) /, "")
			.split(" ");
	} catch {
		return [];
	}
};

/** The one process whose parent that is: `exec` made the shell into it. */
export const childOf = (pid: number | undefined): string | undefined =>
	readdirSync("/proc").find((name) => /^\d+$/.test(name) && Number(statOf(name)[1]) === pid);

const TICKS_A_SECOND = 100;

/** Seconds of a CPU that a process has used. */
export const cpuOf = (pid: string): number => {
	const stat = statOf(pid);
	return (Number(stat[11]) + Number(stat[12])) / TICKS_A_SECOND;
};
