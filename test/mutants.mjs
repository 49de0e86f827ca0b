/**
 * `npm run mutants [-- FILE…]`: negates every condition of the audit's rules, one at a time, and runs the audit's tests on each. A mutant that
 * no test notices is a condition that might as well not be there: it is printed, and the command fails.
 *
 * It works on a copy of what was built, where no types are in the way of finding conditions.
 */
import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = ["dist/model/audit/rules", "dist/model/audit/policy", "dist/model/audit"];
const TESTS = [
	"test/model/audit/rules/**",
	...["audit", "course", "doubts", "hold", "moments", "rule", "screens"].map(
		(name) => `test/model/audit/${name}.test.ts`,
	),
	"test/model/audit/policy/**",
];

/** The tests that are most likely to notice; the others are run where these don't. */
const nearest = (file) => {
	const [, rule] = /audit\/rules\/(.*)\.js$/.exec(file) ?? [];
	if (rule !== undefined) return [`test/model/audit/rules/${rule}.test.ts`];
	if (file.includes("/policy/")) return ["test/model/audit/policy/**"];
	const own = file.replace(/^dist\/(.*)\.js$/, "test/$1.test.ts");
	return [existsSync(join(root, own)) ? own : "test/model/audit/audit.test.ts"];
};

const OPPOSITES = [
	["===", "!=="],
	["!==", "==="],
	[" < ", " >= "],
	[" <= ", " > "],
	[" > ", " <= "],
	[" >= ", " < "],
	["&&", "||"],
	["||", "&&"],
];

/** Mutants that behave as the original does, by a part of what they become. */
const EQUIVALENT = [
	// Who a client is and what it has open are known as long as the client is.
	"client === undefined && persona === undefined || !becomesReal(event)",
	"!client && !persona || !device",
	"!client || !persona && !device",
	// A request makes its persona and its device known, before anybody looks.
	"if (!persona && !device)",
];

/** Where code is, rather than a comment, a text or an import. */
const isCode = (line) =>
	!/^\s*(\/\/|\*|\/\*|import|export \{|\})/.test(line) && !/^\s*(why|evidence|title|covers):/.test(line);

/** The end of what an opening parenthesis begins. */
const closing = (text, open) => {
	let depth = 0;
	for (let at = open; at < text.length; at++) {
		if (text[at] === "(") depth++;
		if (text[at] === ")" && --depth === 0) return at;
	}
	return -1;
};

const replaced = (line, at, length, by) => line.slice(0, at) + by + line.slice(at + length);

const mutantsOf = (line) => {
	const found = [];
	for (const [what, by] of OPPOSITES)
		for (let at = line.indexOf(what); at !== -1; at = line.indexOf(what, at + what.length))
			found.push(replaced(line, at, what.length, by));
	for (const { index } of line.matchAll(/\bif \(/g)) {
		const open = index + 3;
		const end = closing(line, open);
		if (end !== -1) found.push(`${line.slice(0, open)}(!${line.slice(open, end + 1)})${line.slice(end + 1)}`);
	}
	for (const { index, 0: before } of line.matchAll(/(?:&&|\|\|) (?=[\w#.]+\()/g))
		found.push(replaced(line, index, before.length, `${before}!`));
	for (const { index } of line.matchAll(/!(?=[\w#(])/g)) found.push(replaced(line, index, 1, ""));
	return [...new Set(found)];
};

const copy = mkdtempSync(join(tmpdir(), "devns-mutants-"));
try {
	for (const part of ["dist", "test", "setup", "package.json"])
		cpSync(join(root, part), join(copy, part), { recursive: true });
	symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
	const wanted = process.argv.slice(2);
	const files = FOLDERS.flatMap((folder) => readdirSync(join(copy, folder)).map((name) => `${folder}/${name}`)).filter(
		(file) => file.endsWith(".js") && (wanted.length === 0 || wanted.some((name) => file.includes(name))),
	);
	/** A mutant may loop for ever in a process of ava's, which does not end with it. */
	const passes = (tests) => {
		const { status, pid } = spawnSync(
			process.execPath,
			["node_modules/ava/entrypoints/cli.mjs", "--fail-fast", ...tests],
			{ cwd: copy, stdio: "ignore", timeout: 120_000, detached: true },
		);
		if (status === 0) return true;
		try {
			process.kill(-pid, "SIGKILL");
		} catch {
			// All have ended.
		}
		return false;
	};
	if (!passes(TESTS)) throw new Error("The tests fail without any mutant.");
	let killed = 0;
	const alive = [];
	for (const file of files) {
		const text = readFileSync(join(copy, file), "utf8");
		const lines = text.split("\n");
		for (const [index, line] of lines.entries()) {
			if (!isCode(line)) continue;
			for (const mutant of mutantsOf(line)) {
				if (EQUIVALENT.some((part) => mutant.includes(part))) continue;
				writeFileSync(join(copy, file), lines.with(index, mutant).join("\n"));
				if (passes(nearest(file)) && passes(TESTS)) {
					alive.push(`${file}:${index + 1}\n  - ${line.trim()}\n  + ${mutant.trim()}`);
					process.stdout.write(`ALIVE ${alive.at(-1)}\n`);
				} else killed++;
			}
		}
		writeFileSync(join(copy, file), text);
	}
	process.stdout.write(`${killed} of ${killed + alive.length} mutants are noticed\n`);
	process.exitCode = alive.length === 0 ? 0 : 1;
} finally {
	rmSync(copy, { recursive: true, force: true });
}
