/**
 * The set-up that every command of a checkout begins with. Plain Node, nothing installed:
 * it is what brings the dependencies in. Each step is skipped when its result is there already.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const say = (text) => process.stderr.write(`${text}\n`);

const stop = (message, cure) => {
	say(`devns-top: ${message}\n  ${cure}`);
	process.exit(2);
};

/** Runs a program on this terminal's standard error, so that standard output stays the command's own. */
const run = (what, argv) => {
	const [program, ...rest] = argv;
	const { status, error } = spawnSync(program, rest, { cwd: root, stdio: ["ignore", 2, 2] });
	if (error) stop(`${what}: ${error.message}`, `Is ${program} installed?`);
	if (status !== 0) stop(`${what} failed (exit ${status}).`, `What it said stands above; by hand: ${argv.join(" ")}`);
};

export const checkNode = () => {
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	stop(`Node ${process.versions.node} is too old.`, "Node 20.19 or newer is needed: https://nodejs.org/en/download");
};

const dependencies = () => {
	const lock = readFileSync(join(root, "package-lock.json"));
	const want = createHash("sha256").update(lock).update(process.version).digest("hex");
	const stamp = join(root, "node_modules", ".devns-installed");
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === want) return;
	say("Installing the dependencies (npm ci) …");
	run("npm ci", ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]);
	writeFileSync(stamp, want);
};

const compile = async () => {
	const { generate } = await import("../decoders/generate.mjs");
	await generate();
	run("The TypeScript compiler", [process.execPath, "node_modules/typescript/bin/tsc", "-p", "."]);
	mkdirSync(join(root, "dist"), { recursive: true });
	writeFileSync(join(root, "dist", "package.json"), '{ "type": "module" }\n');
};

/** Dependencies and build output, both up to date. */
export const prepare = async () => {
	checkNode();
	dependencies();
	await compile();
};
