/** Debian packages that need root to install: asked for once, in one line, and never again. */
import { spawnSync } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { say } from "./steps.mjs";

const isRoot = process.getuid?.() === 0;

const installLine = (names) =>
	["update -qq", `install -y -qq --no-install-recommends ${names.join(" ")}`]
		.map((words) => `${isRoot ? "" : "sudo "}apt-get ${words}`)
		.join(" && ");

export const hasProgram = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

const agreed = async (line) => {
	if (isRoot) return true;
	if (!process.stdin.isTTY || !process.stderr.isTTY || !hasProgram("sudo")) return false;
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	const answer = await terminal.question(`These packages are needed once. Run now:\n  ${line}\n[Y/n] `);
	terminal.close();
	return !/^n/i.test(answer.trim());
};

/**
 * Has the named packages installed: by itself as root, else after asking.
 * Gives the reason why they are not there, or nothing.
 */
export const installPackages = async (names) => {
	if (names.length === 0) return undefined;
	if (!hasProgram("apt-get")) return `this is no Debian (no apt-get); it needs the programs of: ${names.join(" ")}`;
	const line = installLine(names);
	if (!(await agreed(line))) return `packages are missing; install them once with: ${line}`;
	say(`Installing ${names.join(", ")} …`);
	const { status } = spawnSync("sh", ["-c", line], {
		stdio: ["inherit", 2, 2],
		env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
	});
	return status === 0 ? undefined : `installing packages failed; what apt-get said stands above; by hand: ${line}`;
};
