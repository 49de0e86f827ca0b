/** A shell in tmux: a real terminal with a real job in it, which can be resized and looked at. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { execa } from "execa";
import type { Size } from "../../tui/geometry.js";
import { ownFolder } from "../folder.js";
import { until } from "./until.js";

export const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

const PROMPT = "READY>";

const childrenOf = (pid: number): readonly number[] =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim().split(" ").filter(Boolean).map(Number);

/** A server of its own, which ends with the test. */
export const tmuxShell = async (t: ExecutionContext, { columns, rows }: Size, cwd: string) => {
	const folder = ownFolder();
	const tmux = async (...args: readonly string[]): Promise<string> => {
		const { stdout } = await execa("tmux", ["-S", join(folder, "socket"), "-f", "/dev/null", ...args], {
			env: { LANG: "C.UTF-8", TERM: "xterm-256color", XDG_CONFIG_HOME: folder, TMUX: "" },
		});
		return stdout;
	};
	t.teardown(async () => {
		await tmux("kill-server").catch(() => {});
		rmSync(folder, { recursive: true, force: true });
	});
	const shell = `PS1='${PROMPT}' exec sh`;
	await tmux("new-session", "-d", "-x", String(columns), "-y", String(rows), "-c", cwd, shell);
	await tmux("set-option", "-g", "window-size", "manual");
	const screen = () => tmux("capture-pane", "-p");
	const type = (...keys: readonly string[]) => tmux("send-keys", ...keys);
	const sees = (pattern: RegExp, patienceMs?: number): Promise<void> => {
		let text = "";
		return until(
			async () => {
				text = await screen();
				return pattern.test(text);
			},
			() => `${pattern} in\n${text}`,
			patienceMs,
		);
	};
	await sees(/READY>/);
	const jobs = async () => childrenOf(Number(await tmux("display-message", "-p", "#{pane_pid}")));
	return {
		screen,
		/** Names of keys as tmux has them; text as it is. */
		type,
		sees,
		run: (command: string) => type("-l", `${command}\n`),
		/** What is said by a command that ends by itself. */
		ask: async (command: string): Promise<string> => {
			const file = join(folder, "said");
			await type("-l", `${command} > ${file} 2>&1; echo ASKED | tr A-Z a-z >> ${file}\n`);
			let said = "";
			await until(async () => {
				said = (await execa("cat", [file], { reject: false })).stdout;
				return said.endsWith("asked");
			});
			return said.slice(0, -"asked".length).trim();
		},
		resize: ({ columns: x, rows: y }: Size) => tmux("resize-window", "-x", String(x), "-y", String(y)),
		/** The pane's terminal is on the screen that shells have. */
		isNormal: async () =>
			(await tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}")).trim() === "0 0 1",
		/** The programs that the shell runs: of a pipe the first is its writer. */
		jobs,
		job: async () => (await jobs())[0] ?? Number.NaN,
	};
};

/** Sizes that come so fast that none of them can be drawn before the next. */
export const STORM: readonly Size[] = Array.from({ length: 40 }, (_, step) => ({
	columns: 20 + ((step * 37) % 180),
	rows: 5 + ((step * 13) % 55),
}));
